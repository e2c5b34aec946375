import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { BootRequest } from "@/lib/contracts/action";
import { failure } from "@/server/bmc/testing/fake-bmc";
import { ActionRig } from "../actions/testing/action-rig";

let rig: ActionRig;
const pxe: BootRequest = { device: "pxe", persistent: true, firmware: "uefi" };

beforeEach(() => {
  vi.useFakeTimers();
  rig = new ActionRig();
});

afterEach(() => {
  vi.useRealTimers();
});

async function set(request: BootRequest) {
  const { id } = await rig.services.setBoot(rig.as("operator"), "h1", request);
  await vi.advanceTimersByTimeAsync(60_000);
  return rig.action(id);
}

test("a boot device that is read back as asked is confirmed", async () => {
  expect(await set(pxe)).toMatchObject({ kind: "boot", verb: "pxe", status: "confirmed" });
  expect(rig.audit).toMatchObject([{ action: "boot.set", outcome: "ok", detail: "pxe, every boot, UEFI" }]);
});

test("none clears the override", async () => {
  await set(pxe);
  expect(await set({ ...pxe, device: "none" })).toMatchObject({ status: "confirmed" });
});

test("a BMC that drops the persistent bit is not called confirmed", async () => {
  rig.bmc.honourBoot = false;
  rig.bmc.bootState = {
    ...rig.bmc.bootState,
    valid: true,
    device: "pxe",
    firmware: "uefi",
    persistent: false,
  };
  const action = await set(pxe);
  expect(action).toMatchObject({ status: "accepted", note: expect.stringContaining("next boot only") });
  expect(rig.audit).toMatchObject([{ outcome: "failed" }]);
});

test("a refusal carries the BMC's words", async () => {
  rig.bmc.boot.set = async () => {
    throw failure("completion-code");
  };
  expect(await set(pxe)).toMatchObject({ status: "refused", failure: { code: "completion-code" } });
});

test("a lost answer is resolved by reading back", async () => {
  rig.bmc.boot.set = async (request) => {
    rig.bmc.bootState = { ...request, valid: true, at: "" };
    throw failure("no-answer");
  };
  expect(await set(pxe)).toMatchObject({ status: "confirmed" });
});
