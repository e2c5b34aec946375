import { describe, expect, test } from "vitest";
import { bootDevices } from "@/lib/contracts/action";
import type { BootFlags } from "@/server/ipmi";
import { ipmiBoot } from "./boot";
import { ScriptedCalls } from "./testing/scripted-calls";

const SET = "Set System Boot Options";
const GET = "Get System Boot Options";

/** A BMC that keeps the flags it is given. */
function rig(refuse: Readonly<Record<string, number>> = {}) {
  const calls = new ScriptedCalls();
  let flags: BootFlags = {
    valid: false,
    persistent: false,
    firmware: "bios",
    device: "none",
    clearCmos: false,
    lockKeyboard: false,
  };
  calls.answers.set(SET, (request) => {
    const value = request as { option: string } & BootFlags;
    if (refuse[value.option] !== undefined) return refuse[value.option];
    if (value.option === "boot-flags") flags = value;
    return undefined;
  });
  calls.answers.set(GET, () => ({ locked: false, flags }));
  return { calls, boot: ipmiBoot(calls, () => new Date(0)) };
}

const steps = (calls: ScriptedCalls) =>
  calls.sent.map(({ name, request }) => (name === SET ? (request as { option: string }).option : name));

const pxe = { device: "pxe", persistent: true, firmware: "uefi" } as const;

describe("setting a boot device", () => {
  test("cancels the 60 s timer before the flags are written, and reads back", async () => {
    const { calls, boot } = rig();
    expect(await boot.set(pxe)).toMatchObject({ ...pxe, valid: true });
    expect(steps(calls)).toEqual([
      "set-in-progress",
      "valid-bit-clearing",
      "info-acknowledge",
      "boot-flags",
      "set-in-progress",
      GET,
    ]);
    expect(calls.sent[1]?.request).toEqual({ option: "valid-bit-clearing", keepOn: ["timeout"] });
  });

  test("goes on without the steps a BMC does not know", async () => {
    const { boot } = rig({ "set-in-progress": 0x80, "valid-bit-clearing": 0xcc, "info-acknowledge": 0x80 });
    expect(await boot.set(pxe)).toMatchObject({ device: "pxe", valid: true });
  });

  test("unlocks when the flags are refused, and says so", async () => {
    const { calls, boot } = rig({ "boot-flags": 0xcc });
    await expect(boot.set(pxe)).rejects.toMatchObject({ completionCode: 0xcc });
    expect(calls.sent.at(-1)?.request).toEqual({ option: "set-in-progress", state: "set-complete" });
  });

  test("none clears the override as a whole", async () => {
    const { boot } = rig();
    await boot.set(pxe);
    expect(await boot.set({ device: "none", persistent: true, firmware: "uefi" })).toMatchObject({
      valid: false,
      persistent: false,
    });
  });

  test.each(bootDevices)("%s comes back as it was set", async (device) => {
    const { boot } = rig();
    expect((await boot.set({ ...pxe, device })).device).toBe(device);
  });
});

test("flags in a parameter that the BMC marks as locked are not in force", async () => {
  const { calls, boot } = rig();
  await boot.set(pxe);
  const read = calls.answers.get(GET);
  calls.answers.set(GET, (request) => ({ ...(read?.(request) as object), locked: true }));
  expect((await boot.get()).valid).toBe(false);
});
