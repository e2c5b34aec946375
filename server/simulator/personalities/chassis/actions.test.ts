import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { BootRequest, PowerVerb } from "@/lib/contracts/action";
import { getChassisStatus } from "../../../ipmi/commands/chassis/get-chassis-status";
import { rawCommand } from "../../../ipmi/commands/raw-command";
import { actionBench } from "../testing/action-bench";
import { chassisPersonalities } from ".";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance", "Date"] });
});

afterEach(() => {
  vi.useRealTimers();
});

function bench(...names: string[]) {
  const made = actionBench(chassisPersonalities, ...names);
  const { rig, finished, log, run } = made;
  const power = (verb: PowerVerb) =>
    finished(rig.services.power(rig.as("operator"), "h1", { verb, native: false }));
  const setBoot = (request: BootRequest) => finished(rig.services.setBoot(rig.as("operator"), "h1", request));
  const done = () => log.map(({ action }) => action).filter((action) => action.startsWith("power "));
  const isOn = async () => (await run((client) => client.send(getChassisStatus, undefined))).power.on;
  return { ...made, power, setBoot, done, isOn };
}

const pxeOnce: BootRequest = { device: "pxe", persistent: false, firmware: "uefi" };

describe("power", () => {
  test("power-state-stale: off is confirmed when the state says so, not when the BMC accepts it", async () => {
    const { power, rig, isOn, done } = bench("power-state-stale");
    const action = await power("off");
    expect(action).toMatchObject({ status: "confirmed", note: "" });
    expect(rig.shown.filter(({ step }) => step === "waiting-for-off")[0]).toMatchObject({
      status: "accepted",
      finished: false,
    });
    expect(await isOn()).toBe(false);
    expect(done()).toEqual(["power off"]);
  });

  test("power-state-stale: a cycle does not switch on what it has not seen off", async () => {
    const { power, done, isOn, log } = bench("power-state-stale");
    expect(await power("cycle")).toMatchObject({ status: "confirmed" });
    expect(done()).toEqual(["power off", "power on"]);
    const at = (name: string) => log.find(({ action }) => action === name)?.at ?? 0;
    expect(at("power on") - at("power off")).toBeGreaterThan(10_000);
    expect(await isOn()).toBe(true);
  });

  test("restarts-unknown: a reset is refused once, with what to do instead", async () => {
    const { power, done } = bench("restarts-unknown");
    expect(await power("reset")).toMatchObject({
      status: "refused",
      note: expect.stringContaining("cycle"),
      failure: { code: "completion-code" },
    });
    expect(done()).toEqual([]);
  });

  test("restarts-unknown: a cycle needs on and off only", async () => {
    const { power, done } = bench("restarts-unknown");
    expect(await power("cycle")).toMatchObject({ status: "confirmed" });
    expect(done()).toEqual(["power off", "power on"]);
  });

  test("soft-off-ignored: accepted, never confirmed, never turned into a hard off", async () => {
    const { power, isOn, done } = bench("soft-off-ignored");
    expect(await power("soft-off")).toMatchObject({
      status: "accepted",
      note: expect.stringContaining("Use off"),
    });
    expect(await isOn()).toBe(true);
    expect(done()).toEqual([]);
  });

  test("slots-switched-over: power control is refused in the BMC's words", async () => {
    const { power, isOn } = bench("slots-switched-over");
    expect(await power("off")).toMatchObject({
      status: "refused",
      failure: { code: "completion-code", detail: expect.stringContaining("does not know this command") },
    });
    expect(await isOn()).toBe(true);
  });

  test("slots-switched-over: a switch whose answer is lost is not repeated", async () => {
    const { run, network, isOn, client } = bench("slots-switched-over");
    await run(() => client.connect());
    network.rule = ({ direction }) => (direction === "to-bmc" ? "pass" : "drop");
    const toggle = rawCommand({ netFn: 0x30, command: 0xf0, data: Uint8Array.of(1, 0) });
    await expect(run(() => client.send(toggle, undefined))).rejects.toMatchObject({
      code: "outcome-unknown",
    });
    network.rule = () => "pass";
    expect(await isOn()).toBe(false);
  });

  test("reset-while-off-accepted: nothing is sent to a host that is off", async () => {
    const { power, done, isOn } = bench("reset-while-off-accepted");
    await power("off");
    expect(await power("reset")).toMatchObject({
      status: "refused",
      note: expect.stringContaining("Use on"),
    });
    expect(done()).toEqual(["power off"]);
    expect(await isOn()).toBe(false);
  });
});

describe("boot device", () => {
  test("boot-flags-unanswered: the state is read, and confirms it", async () => {
    const { setBoot, power, done } = bench("boot-flags-unanswered");
    expect(await setBoot(pxeOnce)).toMatchObject({ status: "confirmed" });
    expect(await power("cycle")).toMatchObject({ status: "confirmed" });
    expect(done()).toEqual(["power off", "power on"]);
  });

  test("boot-flags-time-out: not set, said so, and power control goes on", async () => {
    const { setBoot, power } = bench("boot-flags-time-out");
    expect(await setBoot(pxeOnce)).toMatchObject({
      status: "refused",
      failure: { detail: expect.stringContaining("timed out") },
    });
    expect(await power("reset")).toMatchObject({ status: expect.stringMatching(/accepted|confirmed/) });
  });

  test("boot-flags-lapse: two minutes later the state says that nothing is in force", async () => {
    const twoMinutesLater = async (...names: string[]) => {
      const { setBoot, bmc, clock } = bench(...names);
      expect(await setBoot(pxeOnce)).toMatchObject({ status: "confirmed" });
      await clock.advance(120_000);
      return clock.run(bmc.boot.get());
    };
    expect(await twoMinutesLater()).toMatchObject({ valid: true, device: "pxe" });
    expect(await twoMinutesLater("boot-flags-lapse")).toMatchObject({ valid: false });
  });

  test("boot-flags-not-kept: that is not called confirmed", async () => {
    const { setBoot } = bench("boot-flags-not-kept");
    expect(await setBoot(pxeOnce)).toMatchObject({
      status: "accepted",
      note: expect.stringContaining("The BMC accepted it, but has"),
    });
  });
});
