import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ActionRig } from "../actions/testing/action-rig";

let rig: ActionRig;

beforeEach(() => {
  vi.useFakeTimers();
  rig = new ActionRig();
});

afterEach(() => {
  vi.useRealTimers();
});

async function set(mode: "off" | "on" | "timed") {
  const { id } = await rig.services.identify(rig.as("operator"), "h1", { mode, seconds: 15 });
  await vi.advanceTimersByTimeAsync(10_000);
  return rig.action(id);
}

test("the light is confirmed where the BMC tells its state", async () => {
  expect(await set("timed")).toMatchObject({ status: "confirmed" });
  expect(rig.bmc.sent).toEqual(["identify timed"]);
});

test("where it does not tell, accepted is all that can be said", async () => {
  rig.bmc.identifyState = null;
  expect(await set("on")).toMatchObject({ status: "accepted", finished: true });
});

test("a light that stays as it was is not called confirmed", async () => {
  rig.bmc.identifyLed.set = async () => {};
  expect(await set("on")).toMatchObject({ status: "accepted", note: expect.stringContaining("off") });
});
