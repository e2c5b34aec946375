import { describe, expect, it } from "vitest";
import { deactivatePayload } from "../../../ipmi/commands/app/deactivate-payload";
import { getPayloadActivationStatus } from "../../../ipmi/commands/app/get-payload-activation-status";
import { chassisControl } from "../../../ipmi/commands/chassis/chassis-control";
import type { SolOpenOptions } from "../../../ipmi/sol/sol-console";
import type { SolError } from "../../../ipmi/sol/sol-error";
import type { Personality } from "../../personality";
import { success } from "../../protocol/reply";
import { type ConsoleBench, openConsole } from "../../testing/console-bench";
import { simulatorBench } from "../../testing/simulator-bench";
import { stubUser } from "../../testing/stub-machine";
import { serialPersonalities } from ".";

function personality(name: string) {
  const found = serialPersonalities.find((one) => one.name === name);
  if (found === undefined) throw new Error(`no personality is called ${name}`);
  return found;
}

function benchWith(name: string) {
  const bench = simulatorBench({ personalities: [personality(name)] });
  // Chassis Control and Set SOL Configuration Parameters succeed.
  bench.machine.handlers.set("0/2", () => success()).set("12/33", () => success());
  return bench;
}

const opened = (name: string, opening: Partial<SolOpenOptions> = {}) => openConsole(benchWith(name), opening);

async function talksBothWays(bench: ConsoleBench): Promise<void> {
  bench.machine.print("login: ");
  await bench.clock.run(bench.console.write(Buffer.from("a name of more than sixteen characters\r")));
  await bench.clock.advance(5_000);
  expect(bench.output()).toBe("login: ");
  expect(bench.typed()).toBe("a name of more than sixteen characters\r");
}

describe("the console with a BMC that misbehaves", () => {
  it.each([
    "sol-port-swapped",
    "sol-port-of-its-own",
    "sol-payload-size-zero",
    "sol-payload-size-huge",
    "sol-payload-size-swapped",
    "no-channel-payload-support",
    "no-payload-activation-status",
    "sol-capacity-zero",
    "sol-empty-packets-unacknowledged",
    "sol-strict-order",
    "sol-takes-few",
    "sol-wants-deferred-alerts",
    "sol-wants-handshake-deasserted",
    "sol-wants-succeeding-alerts",
    "sol-needs-administrator",
    "sol-ends-when-idle",
    "sol-ignores-breaks",
  ])("types and reads all the same: %s", async (name) => {
    await talksBothWays(await opened(name));
  });

  it("never asks for less protection: sol-refuses-encryption", async () => {
    await expect(opened("sol-refuses-encryption")).rejects.toMatchObject({ problem: "encryption-refused" });
    await expect(opened("sol-demands-encryption-oddly")).rejects.toMatchObject({
      problem: "encryption-required",
    });
  });

  it("needs the level the BMC demands: sol-needs-administrator", async () => {
    const bench = benchWith("sol-needs-administrator");
    bench.machine.userList = [stubUser({ privilegeLimit: 3 })];
    await expect(openConsole(bench)).rejects.toMatchObject({ completionCode: 0xd4 });
  });

  it.each(["sol-stays-active", "sol-denies-being-active"])(
    "takes over by switching SOL off and on: %s",
    async (name) => {
      const bench = benchWith(name);
      const holder = await openConsole(bench);
      const thief = await openConsole(bench, { takeOver: true }, bench.another());
      bench.machine.print("for the thief");
      await bench.clock.advance(30_000);
      expect(thief.output()).toBe("for the thief");
      expect(holder.ends).toEqual(["taken: another session has taken the console over"]);
      expect(bench.log.filter(({ action }) => action === "sol set")).toHaveLength(2);
    },
  );

  it("takes over by closing the holder's session where SOL cannot be switched: sol-stays-active", async () => {
    const bench = benchWith("sol-stays-active");
    bench.machine.handlers.delete("12/33");
    await openConsole(bench);
    const thief = await openConsole(bench, { takeOver: true }, bench.another());
    bench.machine.print("for the thief");
    await bench.clock.advance(1_000);
    expect(thief.output()).toBe("for the thief");
  });

  it("does not climb at all unless it may take over: sol-stays-active", async () => {
    const bench = benchWith("sol-stays-active");
    await openConsole(bench);
    await expect(openConsole(bench, {}, bench.another())).rejects.toMatchObject({ problem: "in-use" });
    expect(bench.log.filter(({ action }) => action === "sol set")).toHaveLength(0);
  });

  it.each(["sol-stolen-silently", "sol-stump-when-stolen"])(
    "notices that it was stolen: %s",
    async (name) => {
      const bench = benchWith(name);
      const victim = await openConsole(bench);
      await openConsole(bench, { takeOver: true }, bench.another());
      await bench.clock.advance(40_000);
      expect(victim.ends).toEqual(["taken: another session has taken the console over"]);
    },
  );

  it("ends, and says why, when another instance is deactivated: sol-instances-confused", async () => {
    const bench = benchWith("sol-instances-confused");
    const ours = await openConsole(bench);
    const other = bench.another();
    await bench.clock.run(other.send(deactivatePayload, { type: 1, instance: 2 }));
    await bench.clock.advance(5_000);
    expect(ours.ends).toEqual(["lost: the BMC has deactivated serial over LAN"]);
  });

  it("never names another instance than its own: sol-instances-confused", async () => {
    const instances: (number | undefined)[] = [];
    const witness: Personality = {
      name: "witness",
      seenOn: "",
      summary: "",
      instead: ({ netFn, command, data }) => {
        if (netFn === deactivatePayload.netFn && command === deactivatePayload.command)
          instances.push(data[1]);
        return null;
      },
    };
    const bench = simulatorBench({ personalities: [personality("sol-instances-confused"), witness] });
    const holder = await openConsole(bench);
    const thief = await openConsole(bench, { takeOver: true }, bench.another());
    await bench.clock.advance(40_000);
    expect(holder.ends).toEqual(["taken: another session has taken the console over"]);
    await bench.clock.run(thief.console.close());
    expect(instances.length).toBeGreaterThan(1);
    expect(new Set(instances)).toEqual(new Set([1]));
  });

  it("has the host back after a restart: sol-silent-after-restart", async () => {
    const bench = await opened("sol-silent-after-restart");
    await bench.clock.run(bench.client.send(chassisControl, { action: "power-cycle" }));
    bench.console.hostRestarted();
    bench.machine.print("POST");
    await bench.clock.advance(25_000);
    expect(bench.marks).toEqual(["gap"]);
    await talksBothWays(bench);
    await bench.clock.run(bench.console.close());
    expect(bench.ends).toEqual(["closed"]);
  });

  it("leaves a console alone whose host talks after a restart", async () => {
    const bench = await opened("sol-port-swapped");
    bench.console.hostRestarted();
    bench.machine.print("login: ");
    await bench.clock.advance(60_000);
    expect(bench.log.filter(({ action }) => action === "sol activate")).toHaveLength(1);
    expect(bench.marks).toEqual([]);
  });

  it("ends when SOL cannot be activated again after a restart: sol-silent-after-restart", async () => {
    const bench = await opened("sol-silent-after-restart");
    bench.console.hostRestarted();
    bench.machine.userList = [stubUser({ serialOverLan: false })];
    await bench.clock.advance(30_000);
    expect(bench.ends).toEqual(["lost: the payload type is disabled"]);
  });

  it("goes on after packet numbers jump, and says so: sol-sequence-jumps", async () => {
    const bench = await opened("sol-sequence-jumps");
    bench.machine.print("before ");
    await bench.clock.advance(1_000);
    await bench.clock.run(bench.client.send(chassisControl, { action: "hard-reset" }));
    bench.machine.print("after");
    await bench.clock.advance(1_000);
    expect(bench.output()).toBe("before after");
    expect(bench.marks).toEqual(["gap"]);
  });

  /** Three keys, each in a packet of its own; what became of them, and what the host got. */
  const threeKeys = async (opening: Partial<SolOpenOptions>) => {
    const bench = await opened("sol-stuck-at-a-number", opening);
    const outcomes: string[] = [];
    for (const key of "abc") {
      const written = bench.clock.run(bench.console.write(Buffer.from(key)));
      outcomes.push(
        await written.then(
          () => "typed",
          ({ problem }: SolError) => problem,
        ),
      );
    }
    return { outcomes: outcomes.sort(), typed: bench.typed() };
  };

  it("says what was perhaps not typed, and goes on: sol-stuck-at-a-number", async () => {
    const { outcomes, typed } = await threeKeys({});
    expect(outcomes).toEqual(["input-uncertain", "typed", "typed"]);
    expect(typed).toHaveLength(2);
  });

  it("types under the next number when a person says so: sol-stuck-at-a-number", async () => {
    expect(await threeKeys({ workarounds: ["solpacketseq"] })).toEqual({
      outcomes: ["typed", "typed", "typed"],
      typed: "abc",
    });
  });

  it("types nothing of its own into an hour of quiet: sol-empty-packets-unacknowledged", async () => {
    const bench = await opened("sol-empty-packets-unacknowledged");
    await bench.clock.advance(3_600_000);
    expect(bench.typed()).toBe("");
    expect(bench.ends).toEqual([]);
    await talksBothWays(bench);
  });

  it("says that it cannot know what was typed: sol-counts-nothing", async () => {
    const bench = await opened("sol-counts-nothing");
    await expect(bench.clock.run(bench.console.write(Buffer.from("ls\r")))).rejects.toMatchObject({
      problem: "input-uncertain",
    });
    expect(bench.uncertain).toEqual([3]);
    expect(bench.typed()).toBe("ls\r");
  });

  it("types when it was told that 0 means all: sol-counts-nothing", async () => {
    const limits = { zeroCountMeansAll: true } as const;
    const bench = await opened("sol-counts-nothing", { limits });
    await bench.clock.run(bench.console.write(Buffer.from("ls\r")));
    expect(bench.typed()).toBe("ls\r");
  });

  it("says that characters were lost that nobody can acknowledge: sol-unnumbered-output", async () => {
    const bench = await opened("sol-unnumbered-output");
    bench.machine.print("hello");
    await bench.clock.advance(1_000);
    expect(bench.output()).toBe("");
    expect(bench.marks).toEqual(["gap"]);
  });

  it("takes of a packet what it can count, says so, and has the rest sent again: sol-packets-too-long", async () => {
    const bench = await opened("sol-packets-too-long");
    const text = "0123456789".repeat(60);
    bench.machine.print(text);
    await bench.clock.advance(30_000);
    expect(bench.output()).toBe(text);
    expect(bench.marks).toContain("gap");
  });

  it("looks at once who has SOL after a stump: sol-stump-when-stolen", async () => {
    const bench = benchWith("sol-stump-when-stolen");
    const victim = await openConsole(bench);
    await openConsole(bench, { takeOver: true }, bench.another());
    await bench.clock.advance(5_000);
    expect(victim.ends).toEqual(["taken: another session has taken the console over"]);
  });

  it("ends when the BMC ends SOL: sol-ends-when-idle", async () => {
    const bench = await opened("sol-ends-when-idle");
    await bench.clock.advance(70_000);
    expect(bench.ends).toEqual(["lost: the BMC has deactivated serial over LAN"]);
  });

  it("loses nothing when packets get lost: sol-strict-order", async () => {
    const bench = await opened("sol-strict-order");
    bench.network.faults = { ...bench.network.faults, loss: 0.1 };
    const text = "0123456789".repeat(30);
    await bench.clock.run(bench.console.write(Buffer.from(text)), 3_600_000);
    expect(bench.typed()).toBe(text);
  });

  it("opens although the activation status fails: no-payload-activation-status", async () => {
    const bench = await opened("no-payload-activation-status");
    await expect(
      bench.clock.run(bench.client.send(getPayloadActivationStatus, { type: 1 })),
    ).rejects.toBeDefined();
    expect(bench.ends).toEqual([]);
  });

  it("has a name, a board and a sentence for each", async () => {
    for (const { name, seenOn, summary } of serialPersonalities) {
      expect(name).toMatch(/^[a-z0-9]+(-[a-z0-9]+)+$/);
      expect(seenOn.length).toBeGreaterThan(0);
      expect(summary).toMatch(/^[A-Z].*\.$/);
    }
    expect(new Set(serialPersonalities.map(({ name }) => name)).size).toBe(serialPersonalities.length);
  });
});
