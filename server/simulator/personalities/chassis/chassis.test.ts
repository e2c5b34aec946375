import { describe, expect, test } from "vitest";
import { ipmiBoot } from "../../../bmc/ipmi/boot";
import { chassisControl } from "../../../ipmi/commands/chassis/chassis-control";
import { getChassisStatus } from "../../../ipmi/commands/chassis/get-chassis-status";
import { personalityBench } from "../testing/personality-bench";
import { chassisPersonalities } from ".";

const bench = (...names: string[]) => personalityBench(chassisPersonalities, ...names);

/** What the driver finds after it asked for the network once. */
function bootFromNetwork(...names: string[]) {
  const { run } = bench(...names);
  return run((client) => {
    const boot = ipmiBoot({ run: (_, work) => work(client, {}) }, () => new Date(0));
    return boot.set({ device: "pxe", persistent: false, firmware: "uefi" });
  });
}

describe("boot device", () => {
  test.each(["boot-options-without-lock", "boot-flags-reply-longer"])(
    "%s: set and read back",
    async (name) => {
      expect(await bootFromNetwork(name)).toMatchObject({ valid: true, device: "pxe", firmware: "uefi" });
    },
  );

  test("boot-flags-not-kept: what is in force is told, not what was asked for", async () => {
    expect(await bootFromNetwork()).toMatchObject({ valid: true, device: "pxe" });
    expect(await bootFromNetwork("boot-flags-not-kept")).toMatchObject({ valid: false, device: "none" });
  });
});

test("reset-while-off-accepted: success says nothing, the state does", async () => {
  const { run, clock } = bench("reset-while-off-accepted");
  await run((client) => client.send(chassisControl, { action: "power-down" }));
  await clock.advance(10_000);
  await run((client) => client.send(chassisControl, { action: "hard-reset" }));
  await clock.advance(10_000);
  expect((await run((client) => client.send(getChassisStatus, undefined))).power.on).toBe(false);
});
