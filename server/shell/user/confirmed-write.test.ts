import { expect, test } from "vitest";
import { CompletionCodeError, DecodeError } from "@/server/ipmi";
import { type VerbContext, VerbFailure } from "../verb";
import { confirmWritten } from "./confirmed-write";

/** Waits are counted, not waited. */
function fakeContext() {
  const waits: number[] = [];
  const context: Pick<VerbContext, "wait"> = {
    wait: async (milliseconds) => {
      waits.push(milliseconds);
    },
  };
  return { context: context as VerbContext, waits };
}

test("a BMC that is slow to show a change is waited for", async () => {
  const { context, waits } = fakeContext();
  let looks = 0;
  await confirmWritten(context, async () => ++looks === 3, "not done");
  expect(waits).toEqual([1000, 1000]);
});

test("a BMC that accepts and does nothing is a failure", async () => {
  const { context, waits } = fakeContext();
  await expect(confirmWritten(context, async () => false, "not done")).rejects.toEqual(
    new VerbFailure("not done"),
  );
  expect(waits).toHaveLength(4);
});

test.each([
  new CompletionCodeError("Get User Name", 0xd4, "not allowed"),
  new DecodeError("Get User Name", 0, "too short"),
])("a BMC that cannot be asked is believed: $message", async (error) => {
  const { context } = fakeContext();
  await confirmWritten(context, () => Promise.reject(error), "not done");
});
