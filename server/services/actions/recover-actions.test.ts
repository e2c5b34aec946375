import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Action } from "@/lib/contracts/action";
import { failure } from "@/server/bmc/testing/fake-bmc";
import { ActionRig } from "./testing/action-rig";

let rig: ActionRig;

beforeEach(() => {
  vi.useFakeTimers();
  rig = new ActionRig();
});

afterEach(() => {
  vi.useRealTimers();
});

/** What a crash left in the store. */
function leave(changes: Partial<Action>) {
  rig.audit.push({ action: "power.off", outcome: "intent", detail: "" });
  rig.actions.set("a0", {
    id: "a0",
    hostId: "h1",
    hostName: "node-1",
    kind: "power",
    verb: "off",
    status: "requested",
    finished: false,
    step: "queued",
    failure: null,
    note: "",
    requestedBy: "operator@example.com",
    requestedAt: new Date().toISOString(),
    finishedAt: null,
    auditId: "0",
    ...changes,
  });
}

async function recovered() {
  const done = rig.engine.recover();
  await vi.advanceTimersByTimeAsync(120_000);
  await done;
  return rig.action("a0");
}

describe("after a crash of the engine", () => {
  test.each(["queued", "checking-identity", "reading-state"] as const)(
    "an action that stood at %s is refused and never sent",
    async (step) => {
      leave({ step });
      expect(await recovered()).toMatchObject({ status: "refused", finished: true });
      expect(rig.audit).toMatchObject([{ outcome: "refused" }]);
      expect(rig.bmc.sent).toEqual([]);
    },
  );

  test.each([
    ["on", "on", "confirmed"],
    ["on", "off", "unknown"],
    ["off", "off", "confirmed"],
    ["soft-off", "off", "confirmed"],
    ["soft-off", "on", "unknown"],
    ["reset", "on", "unknown"],
    ["cycle", "on", "unknown"],
    ["cycle", "off", "unknown"],
  ] as const)("%s that was sent, with the host now %s, is %s", async (verb, power, status) => {
    leave({ verb, step: "sending" });
    rig.bmc.powerState = power;
    const action = await recovered();
    expect(action).toMatchObject({
      status,
      finished: true,
      note: expect.stringContaining(`host is ${power}`),
    });
    expect(rig.bmc.sent).toEqual([]);
    expect(rig.audit).toMatchObject([{ outcome: status === "confirmed" ? "ok" : "unknown" }]);
  });

  test("a BMC that does not answer leaves it unknown after a minute", async () => {
    leave({ step: "waiting-for-off", status: "accepted" });
    rig.bmc.onIdentify = () => {
      throw failure("no-answer", "rmcp");
    };
    expect(await recovered()).toMatchObject({ status: "unknown", finished: true });
    expect(rig.claimedBy).toBeNull();
  });

  test("a host that was removed leaves it unknown", async () => {
    leave({ step: "sending", hostId: "gone" });
    expect(await recovered()).toMatchObject({ status: "unknown", finished: true });
  });

  test("an audit row that has its outcome already does not keep the action open", async () => {
    leave({ step: "sending" });
    rig.audit[0] = { action: "power.off", outcome: "ok", detail: "" };
    rig.bmc.powerState = "off";
    expect(await recovered()).toMatchObject({ status: "confirmed", finished: true });
  });
});

test("stopping the engine leaves a running action as it stands, for the next start", async () => {
  rig.bmc.onControl = () => {};
  await rig.services.power(rig.as("operator"), "h1", { verb: "soft-off", native: false });
  await vi.advanceTimersByTimeAsync(5_000);
  rig.engine.stop();
  await vi.advanceTimersByTimeAsync(400_000);
  expect(rig.action("a1")).toMatchObject({ status: "accepted", step: "waiting-for-off", finished: false });
  expect(rig.audit).toMatchObject([{ outcome: "intent" }]);
});
