import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { failure, fakeEvent } from "@/server/bmc/testing/fake-bmc";
import { ActionRig } from "../actions/testing/action-rig";

let rig: ActionRig;

beforeEach(() => {
  vi.useFakeTimers();
  rig = new ActionRig();
  rig.bmc.log = [fakeEvent(1), fakeEvent(2)];
});

afterEach(() => {
  vi.useRealTimers();
});

async function cleared() {
  const { id } = await rig.services.clearEvents(rig.as("operator"), "h1", {});
  await vi.advanceTimersByTimeAsync(300_000);
  return rig.action(id);
}

const stored = () => [...rig.events.values()].map((event) => [event.recordId, event.archived]);

test("every event is stored before the log is cleared, and marked as archived after", async () => {
  rig.bmc.onClear = () => {
    expect(stored()).toEqual([
      [1, false],
      [2, false],
    ]);
  };
  expect(await cleared()).toMatchObject({ status: "confirmed", finished: true });
  expect(rig.bmc.log).toEqual([]);
  expect(stored()).toEqual([
    [1, true],
    [2, true],
  ]);
});

test("an event that comes between reading and clearing is read before it is cleared", async () => {
  let late: number | null = 3;
  rig.bmc.onRead = (what) => {
    if (what !== "events.read" || late === null) return;
    const id = late;
    late = null;
    queueMicrotask(() => rig.bmc.log.push(fakeEvent(id)));
  };
  expect(await cleared()).toMatchObject({ status: "confirmed" });
  expect(stored().map(([id]) => id)).toEqual([1, 2, 3]);
  expect(rig.bmc.sent).toEqual(["clear"]);
});

test("a log that never rests is not cleared", async () => {
  let next = 3;
  rig.bmc.onRead = (what) => {
    if (what === "events.read") queueMicrotask(() => rig.bmc.log.push(fakeEvent(next++)));
  };
  expect(await cleared()).toMatchObject({ status: "refused", finished: true });
  expect(rig.bmc.sent).toEqual([]);
});

test("a lost answer is resolved by the erase time stamp, and clear is sent once", async () => {
  rig.bmc.onClear = () => {
    rig.bmc.log = [];
    rig.bmc.lastErased++;
    throw failure("outcome-unknown");
  };
  expect(await cleared()).toMatchObject({ status: "confirmed" });
  expect(rig.bmc.sent).toEqual(["clear"]);
});

test("a lost answer with the log as it was stays unknown, and nothing stored is marked as archived", async () => {
  rig.bmc.onClear = () => {
    throw failure("outcome-unknown");
  };
  expect(await cleared()).toMatchObject({ status: "unknown" });
  expect(rig.bmc.sent).toEqual(["clear"]);
  expect(stored().every(([, archived]) => archived === false)).toBe(true);
});

test("a protected host wants its name", async () => {
  rig.row = { ...rig.row, protected: true };
  await expect(rig.services.clearEvents(rig.as("operator"), "h1", {})).rejects.toThrow("Type the name");
});
