import { expect, it } from "vitest";
import { hostFixture } from "@/components/hosts/host-fixture";
import { MOST_TILES, readChoice, wallHosts, writeChoice } from "./wall-hosts";

const many = Array.from({ length: 50 }, (_, i) => ({
  ...hostFixture({ name: `node${String(i).padStart(2, "0")}` }),
  id: `id${i}`,
  tags: i % 2 === 0 ? ["rack:a"] : ["rack:b"],
}));

it("shows hosts in the order they were chosen, and leaves out those that are gone", () => {
  const { shown, left } = wallHosts(many, { hosts: ["id3", "gone", "id1"], tag: null });
  expect(shown.map(({ id }) => id)).toEqual(["id3", "id1"]);
  expect(left).toBe(0);
});

it("shows a tag's hosts by name", () => {
  const { shown } = wallHosts(many.toReversed(), { hosts: [], tag: "rack:b" });
  expect(shown).toHaveLength(25);
  expect(shown[0]?.name).toBe("node01");
});

it("has room for so many, and says how many it left out", () => {
  const { shown, left } = wallHosts(many, { hosts: many.map(({ id }) => id), tag: null });
  expect([shown.length, left]).toEqual([MOST_TILES, 50 - MOST_TILES]);
});

it.each([
  { hosts: ["a", "b"], tag: null },
  { hosts: [], tag: "rack:a b" },
  { hosts: [], tag: null },
])("an address keeps %j", (choice) => {
  expect(readChoice(new URLSearchParams(writeChoice(choice)))).toEqual(choice);
});
