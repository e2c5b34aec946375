import { expect, it } from "vitest";
import { ConsolePolicy, defaultConsolePolicy } from "@/lib/contracts/recording";
import { isSendable, movedUp, numbers, policyNames, withOwn } from "./policy-draft";

it("shows every setting there is", () => {
  expect([...policyNames].sort()).toEqual(Object.keys(ConsolePolicy.shape).sort());
});

it.each(Object.entries(numbers))("%s: knows the range that the engine takes", (name, { least, most }) => {
  const fits = (value: number) => ConsolePolicy.safeParse({ ...defaultConsolePolicy, [name]: value }).success;
  expect([least - 1, least, most, most + 1].map(fits)).toEqual([false, true, true, false]);
});

it("sends nothing that would be refused", () => {
  const draft = { default: defaultConsolePolicy, tags: [], hosts: [] };
  expect(isSendable(draft)).toBe(true);
  expect(isSendable({ ...draft, tags: [{ tag: "a", policy: { keepDays: Number.NaN } }] })).toBe(false);
});

it("begins with the value of the default, and leaves it to the default again", () => {
  const own = withOwn({ record: true }, defaultConsolePolicy, "keepDays", true);
  expect(own).toEqual({ record: true, keepDays: 30 });
  expect(withOwn(own, defaultConsolePolicy, "keepDays", false)).toEqual({ record: true });
});

it("moves one up", () => {
  expect(movedUp(["a", "b", "c"], 2)).toEqual(["a", "c", "b"]);
  expect(movedUp(["a", "b"], 0)).toEqual(["a", "b"]);
});
