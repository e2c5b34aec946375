import { describe, expect, it, test } from "vitest";
import type { DoctorFix } from "@/lib/contracts/console-doctor";
import {
  type CommandSender,
  getChannelAccess,
  type SolParameter,
  setChannelAccess,
  setSolConfigurationParameters,
  setUserAccess,
  setUserPayloadAccess,
  solParameters,
} from "@/server/ipmi";
import { SeededEntropy } from "@/server/ipmi/testing/seeded-entropy";
import { createMachine } from "@/server/simulator/machine/create-machine";
import type { Personality } from "@/server/simulator/personality";
import { dell } from "@/server/simulator/profiles/dell";
import { refuse, success } from "@/server/simulator/protocol/reply";
import { simulatorBench } from "@/server/simulator/testing/simulator-bench";
import type { SerialSetup } from "../serial-setup";
import { ipmiDriver } from "./driver";
import { loginTarget } from "./testing/mortal-engine";

const APP = 0x06;
const GET_USER_ACCESS = 0x44;
const GET_USER_NAME = 0x46;
const MOST_USERS = 16;
const ADMINISTRATOR_BY_IPMI = 0x14;
/** Bits 7:6 of Get User Access's second byte (IPMI 2.0 §22.27). */
const status = { unknown: 0, enabled: 1, disabled: 2 } as const;

interface User {
  readonly name: string;
  readonly status: keyof typeof status;
}

/** Asks the doctor's question of a BMC with these users from id 1 on, and tells which names were read. */
async function readAmong(users: readonly User[], enabledUsers: number) {
  const names: number[] = [];
  const asked: number[] = [];
  const table: Personality = {
    name: "users",
    seenOn: "this test",
    summary: "A table of users.",
    instead({ netFn, command, data }) {
      if (netFn !== APP) return null;
      if (command === GET_USER_ACCESS) {
        const id = data[1] ?? 0;
        asked.push(id);
        const state = status[users[id - 1]?.status ?? "disabled"];
        return success([MOST_USERS, (state << 6) | enabledUsers, 0, ADMINISTRATOR_BY_IPMI]);
      }
      if (command !== GET_USER_NAME) return null;
      const id = data[0] ?? 0;
      names.push(id);
      const name = users[id - 1]?.name;
      return name === undefined ? refuse(0xcc) : success(Buffer.from(name.padEnd(16, "\0")));
    },
  };
  const { clock, network, bmc } = simulatorBench({
    machine: (time) =>
      createMachine({
        profile: dell,
        seed: 1,
        clock: time,
        now: () => 1_767_225_600_000 + time.now(),
        user: "admin",
        password: "correct horse",
      }),
    personalities: [table],
  });
  const resolve = async (name: string) => [name];
  const driver = ipmiDriver({ network, clock, entropy: new SeededEntropy(3), resolve });
  const opened = driver.open({ ...loginTarget, ...bmc.endpoint });
  const { user } = await clock.run(opened.serialSetup.read());
  await clock.run(opened.close());
  return { id: user?.id ?? null, names, asked };
}

const enabled = (name: string): User => ({ name, status: "enabled" });
const disabled = (name: string): User => ({ name, status: "disabled" });

test("our user is found, and nobody behind it is asked for", async () => {
  const users = [enabled(""), disabled("guest"), enabled("admin"), enabled("other")];
  expect(await readAmong(users, 3)).toMatchObject({ id: 3, names: [1, 2, 3] });
});

test("when all that are enabled were seen, ours is not looked for any further", async () => {
  const users = [disabled(""), enabled("root"), disabled("guest"), enabled("monitor"), disabled("spare")];
  expect(await readAmong(users, 2)).toMatchObject({ id: null, names: [1, 2, 3, 4] });
});

test("where the BMC does not tell who is enabled, every name is read and nothing else", async () => {
  const users = ["", "root", "guest"].map((name): User => ({ name, status: "unknown" }));
  const found = await readAmong(users, 1);
  expect(found.names).toHaveLength(MOST_USERS);
  expect(found.asked).toEqual([1]);
});

test("where the BMC counts nobody as enabled, its count is not believed", async () => {
  const users = [enabled(""), enabled("root"), enabled("admin")];
  expect(await readAmong(users, 0)).toMatchObject({ id: 3 });
});

/** Spoils settings on a whole simulated BMC, mends them as the doctor does, and gives what is read then. */
async function mended(
  spoil: (send: CommandSender["send"]) => Promise<unknown>,
  request: DoctorFix,
): Promise<{ spoilt: SerialSetup; after: SerialSetup }> {
  const { clock, network, bmc, client } = simulatorBench({
    machine: (time) =>
      createMachine({
        profile: dell,
        seed: 1,
        clock: time,
        now: () => 1_767_225_600_000 + time.now(),
        user: "admin",
        password: "correct horse",
      }),
  });
  const driver = ipmiDriver({
    network,
    clock,
    entropy: new SeededEntropy(3),
    resolve: async (name) => [name],
  });
  const opened = driver.open({ ...loginTarget, ...bmc.endpoint });
  const answer = await clock.run(
    (async () => {
      // Logged in before: who may not send messages does not get in.
      await opened.serialSetup.read();
      await spoil(client.send.bind(client));
      const spoilt = await opened.serialSetup.read();
      await opened.serialSetup.fix(request);
      return { spoilt, after: await opened.serialSetup.read() };
    })(),
  );
  await clock.run(Promise.all([opened.close(), client.close()]));
  return answer;
}

const CHANNEL = dell.lanChannel;
const wrong = { channel: CHANNEL, userId: 2 } as const;
const sol = <Value>(parameter: SolParameter<Value>, value: Value) =>
  [setSolConfigurationParameters(parameter), { channel: CHANNEL, value }] as const;

describe("what the doctor mends is mended", () => {
  it("a channel that closes when the operating system runs", async () => {
    const { spoilt, after } = await mended(
      async (send) => {
        for (const settings of ["stored", "active"] as const) {
          const before = await send(getChannelAccess, { channel: CHANNEL, settings });
          const access = { ...before, alerting: false, mode: "pre-boot" } as const;
          await send(setChannelAccess, { channel: CHANNEL, settings, access, privilegeLimit: null });
        }
      },
      { fix: "open-channel" },
    );
    expect(spoilt.channelMode).toBe("pre-boot");
    expect(after).toMatchObject({ channelMode: "always", channelPrivilege: spoilt.channelPrivilege });
  });

  it("a user who may not send messages keeps his level", async () => {
    const { spoilt, after } = await mended(
      (send) =>
        send(setUserAccess, {
          ...wrong,
          privilegeLimit: 4,
          access: { callbackOnly: false, linkAuthentication: true, ipmiMessaging: false },
        }),
      { fix: "allow-messaging" },
    );
    expect(spoilt.user).toMatchObject({ id: 2, messaging: false, privilege: 4 });
    expect(after.user).toMatchObject({ id: 2, messaging: true, privilege: 4 });
  });

  it("a user who may not open serial over LAN", async () => {
    const { spoilt, after } = await mended(
      (send) => send(setUserPayloadAccess, { ...wrong, change: "disable", standard: [1], oem: [] }),
      { fix: "allow-payload" },
    );
    expect([spoilt.user?.payload, after.user?.payload]).toEqual([false, true]);
  });

  it("serial over LAN that is off, slow, and at another speed", async () => {
    const off = await mended((send) => send(...sol(solParameters.enabled, false)), { fix: "enable-sol" });
    expect([off.spoilt.sol.enabled, off.after.sol.enabled]).toEqual([false, true]);
    const slow = await mended(
      (send) => send(...sol(solParameters.accumulation, { intervalMs: 1000, characters: 200 })),
      { fix: "set-thresholds" },
    );
    expect([slow.spoilt.sol.gatherMs, slow.after.sol.gatherMs]).toEqual([1000, 50]);
    const other = await mended((send) => send(...sol(solParameters.volatileBitRate, 9600)), {
      fix: "set-baud",
      baud: 57_600,
    });
    expect(other.spoilt.sol.baud).toBe(9600);
    expect(other.after.sol).toMatchObject({ baud: 57_600, storedBaud: 57_600 });
  });
});
