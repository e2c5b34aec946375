import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { defaultIpmiSettings, type IpmiWorkaround } from "@/lib/contracts/ipmi-login";
import { systemClock } from "@/server/ipmi";
import { activatePayload } from "@/server/ipmi/commands/app/activate-payload";
import { SeededEntropy } from "@/server/ipmi/testing/seeded-entropy";
import { VirtualNetwork } from "@/server/ipmi/testing/virtual-network";
import { ActionRig } from "@/server/services/actions/testing/action-rig";
import { createMachine } from "@/server/simulator/machine/create-machine";
import { personalities } from "@/server/simulator/personalities";
import type { Personality } from "@/server/simulator/personality";
import { dell } from "@/server/simulator/profiles/dell";
import { createSimulatedBmc } from "@/server/simulator/simulated-bmc";
import { ipmiDriver } from "./driver";
import { loginTarget } from "./testing/mortal-engine";

const ENDPOINT = { address: "192.0.2.30", port: 623 };

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** The driver before a simulated server with a host that boots, and the services before the driver; all on vitest's timers. */
function stage(options: { misbehaving?: readonly string[]; workarounds?: readonly IpmiWorkaround[] } = {}) {
  const { misbehaving = [], workarounds = [] } = options;
  const clock = systemClock;
  const network = new VirtualNetwork(clock, { seed: 1 });
  const activations: string[] = [];
  const observer: Personality = {
    name: "observer",
    seenOn: "this test",
    summary: "Activations of SOL are noted.",
    instead: ({ netFn, command, data }) => {
      if (netFn === activatePayload.netFn && command === activatePayload.command)
        activations.push(Buffer.from(data).toString("hex"));
      return null;
    },
  };
  createSimulatedBmc({
    machine: createMachine({
      profile: dell,
      seed: 1,
      clock,
      now: () => 1_767_225_600_000 + clock.now(),
      user: loginTarget.username,
      password: loginTarget.password,
    }),
    clock,
    entropy: new SeededEntropy(2),
    socket: network.bind(ENDPOINT),
    endpoint: ENDPOINT,
    personalities: [...personalities.filter(({ name }) => misbehaving.includes(name)), observer],
  });
  const driver = ipmiDriver({
    network,
    clock,
    entropy: new SeededEntropy(3),
    resolve: async (name) => [name],
  });
  const ipmi = { ...defaultIpmiSettings, workarounds: [...workarounds] };
  const bmc = driver.open({ ...loginTarget, ...ENDPOINT, ipmi });
  const rig = new ActionRig();
  const { hosts } = rig.deps;
  const claim = hosts.claim;
  hosts.claim = (hostId, actionId) => ({ ...claim(hostId, actionId), bmc: async () => bmc });
  const another = driver.open({ ...loginTarget, ...ENDPOINT, ipmi });
  return { driver, bmc, another, rig, activations };
}

const deaf = { data: () => {}, mark: () => {}, inputHeld: () => {}, inputUncertain: () => {} };

/** Opens the console, and keeps what it says. */
async function openConsole({ bmc }: Pick<ReturnType<typeof stage>, "bmc">) {
  const heard = { output: "", marks: [] as string[], ends: [] as string[], errors: [] as (Error | null)[] };
  const opening = bmc.console.open(
    {
      data: (bytes) => {
        heard.output += bytes.toString("latin1");
      },
      mark: (reason) => heard.marks.push(reason),
      inputHeld: () => {},
      inputUncertain: () => {},
      end: (reason, error) => {
        heard.ends.push(reason);
        heard.errors.push(error);
      },
    },
    { takeOver: false },
  );
  await vi.advanceTimersByTimeAsync(2_000);
  return { heard, stream: await opening };
}

describe("a board whose SOL loses the host when that restarts", () => {
  /** `restart` begins it, and does not wait. */
  async function afterReset(restart: (given: ReturnType<typeof stage>) => Promise<unknown>) {
    const given = stage({ misbehaving: ["sol-silent-after-restart"] });
    const { heard, stream } = await openConsole(given);
    await restart(given);
    await vi.advanceTimersByTimeAsync(300_000);
    heard.output = "";
    void stream.write(Buffer.from("\r"));
    await vi.advanceTimersByTimeAsync(10_000);
    return heard;
  }

  test("is heard again after a power action of ours: the service tells the console", async () => {
    const heard = await afterReset(({ rig }) =>
      rig.services.power(rig.as("operator"), "h1", { verb: "reset", native: false }),
    );
    expect(heard.output).toContain("login");
    expect(heard.marks).toEqual(["gap"]);
    expect(heard.ends).toEqual([]);
  });

  test.each(["chassis power reset", "raw 0x00 0x02 0x03"])(
    "is heard again after the shell's %s",
    async (line) => {
      const heard = await afterReset(async ({ driver, bmc }) => {
        const command = await driver.parseShellLine(line);
        void bmc.shell.run(command);
      });
      expect(heard.output).toContain("login");
      expect(heard.marks).toEqual(["gap"]);
    },
  );

  test("stays silent after a restart that another program asked for: nobody told the console", async () => {
    const heard = await afterReset(async ({ another }) => {
      void another.power.control("reset");
    });
    expect(heard.output).toBe("");
    expect(heard.ends).toEqual([]);
  });
});

test("workarounds laid down for the host reach the console", async () => {
  const usual = stage();
  await openConsole(usual);
  expect(usual.activations).toEqual(["0101c0000000"]);
  const deferring = stage({ workarounds: ["serialalertsdeferred"] });
  await openConsole(deferring);
  expect(deferring.activations).toEqual(["0101c4000000"]);
});

test("a console that somebody else holds names him, and one that was taken names who took it", async () => {
  const { bmc, another } = stage();
  const { heard } = await openConsole({ bmc });
  const ends: unknown[] = [];
  const events = { ...deaf, end: (_reason: string, error: Error | null) => ends.push(error) };
  const open = async (takeOver: boolean) => {
    const opening = another.console.open(events, { takeOver }).catch((error: unknown) => error);
    await vi.advanceTimersByTimeAsync(2_000);
    return opening;
  };
  const held = {
    failure: { code: "console-in-use" },
    holder: { user: loginTarget.username, address: expect.stringMatching(/^\d+\.\d+\.\d+\.\d+$/) },
  };
  expect(await open(false)).toMatchObject(held);
  await open(true);
  await vi.advanceTimersByTimeAsync(30_000);
  expect(heard.ends).toEqual(["taken"]);
  expect(heard.errors).toMatchObject([held]);
  expect(ends).toEqual([]);
});
