import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { failure } from "@/server/bmc/testing/fake-bmc";
import { ActionRig } from "../actions/testing/action-rig";
import { ForbiddenError, RefusedError } from "../errors";

let rig: ActionRig;

beforeEach(() => {
  vi.useFakeTimers();
  rig = new ActionRig();
});

afterEach(() => {
  vi.useRealTimers();
});

const ask = (confirmName = "node-1") => rig.services.resetBmc(rig.as("administrator"), "h1", { confirmName });

async function finished(ms = 400_000) {
  const { id } = await ask();
  await vi.advanceTimersByTimeAsync(ms);
  return rig.action(id);
}

function fallSilentFor(ms: number) {
  rig.bmc.onIdentify = () => {
    throw failure("no-answer", "rmcp");
  };
  setTimeout(() => {
    rig.bmc.onIdentify = () => {};
  }, ms);
}

test("only an administrator who typed the name restarts a BMC", async () => {
  const operator = rig.services.resetBmc(rig.as("operator"), "h1", { confirmName: "node-1" });
  await expect(operator).rejects.toBeInstanceOf(ForbiddenError);
  await expect(ask("node")).rejects.toBeInstanceOf(RefusedError);
  expect(rig.bmc.sent).toEqual([]);
});

test("is confirmed when the BMC fell silent and came back", async () => {
  rig.bmc.onColdReset = () => fallSilentFor(60_000);
  expect(await finished()).toMatchObject({ status: "confirmed" });
  expect(rig.bmc.sent).toEqual(["cold-reset"]);
});

test("a lost answer is resolved by the silence that follows", async () => {
  rig.bmc.onColdReset = () => {
    fallSilentFor(60_000);
    throw failure("outcome-unknown");
  };
  expect(await finished()).toMatchObject({ status: "confirmed", failure: null });
  expect(rig.bmc.sent).toEqual(["cold-reset"]);
});

test("a BMC that stays away is told with what to do", async () => {
  rig.bmc.onColdReset = () => fallSilentFor(3_600_000);
  expect(await finished()).toMatchObject({ status: "unknown", note: expect.stringContaining("power cord") });
});

test("a BMC that was never away is only accepted", async () => {
  expect(await finished()).toMatchObject({ status: "accepted", finished: true });
});
