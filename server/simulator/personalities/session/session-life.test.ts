import { describe, expect, test } from "vitest";
import { defaultIpmiSettings } from "@/lib/contracts/ipmi-login";
import { ipmiDriver } from "@/server/bmc/ipmi/driver";
import { coldReset } from "../../../ipmi/commands/app/cold-reset";
import { getDeviceId } from "../../../ipmi/commands/app/get-device-id";
import { chassisControl } from "../../../ipmi/commands/chassis/chassis-control";
import { getChassisStatus } from "../../../ipmi/commands/chassis/get-chassis-status";
import type { Command } from "../../../ipmi/commands/command";
import { getPowerReading } from "../../../ipmi/commands/dcmi/get-power-reading";
import { rawCommand } from "../../../ipmi/commands/raw-command";
import { SeededEntropy } from "../../../ipmi/testing/seeded-entropy";
import { success } from "../../protocol/reply";
import { StubMachine } from "../../testing/stub-machine";
import { sessionLifePersonalities } from "./session-life";
import { sessionBench, wrongPassword } from "./testing/session-bench";

const SATELLITE = 0x30;
const MANUFACTURER = 0x0157;
/** Lengths of Get Device ID's reply, so that every amount of padding comes up: 15 bytes and more after the fixed part. */
const REPLY_LENGTHS = [...Array(32).keys()].map((more) => 15 + more);

/** A machine whose replies to Get Device ID grow by a byte each. */
function growing(): StubMachine {
  const machine = new StubMachine();
  const id = Buffer.from("20810230029f5701000001", "hex");
  let asked = 0;
  machine.handlers.set("6/1", () => {
    const length = REPLY_LENGTHS[asked++ % REPLY_LENGTHS.length] ?? id.length;
    return { completionCode: 0, data: Buffer.concat([id], length) };
  });
  return machine;
}

describe("by itself the engine works with", () => {
  test.each(sessionLifePersonalities.map(({ name }) => [name]))("%s", async (name) => {
    const { login, client, clock, proofs, bmc } = sessionBench(name, {}, { machine: growing });
    expect((await login()).profile).toMatchObject({ cipherSuite: 17, privilege: 4, workarounds: [] });
    for (let asked = 0; asked < 40; asked++) {
      const device = await clock.run(client.send(getDeviceId, undefined));
      expect(device.manufacturerId).toBe(MANUFACTURER);
    }
    expect(proofs()).toBe(1);
    await clock.run(client.close());
    expect(bmc.sessionCount()).toBe(0);
  });

  test.each(["packets-authenticated-with-sik", "integrity-pad-short"])(
    "%s under every suite with integrity",
    async (name) => {
      for (const suite of [2, 3, 7, 8, 11, 12, 16, 17] as const) {
        const traits = { cipherSuites: [suite] };
        const { login, proofs } = sessionBench(name, { cipherSuites: [suite] }, { traits });
        expect((await login()).cipherSuite).toBe(suite);
        expect(proofs()).toBe(1);
      }
    },
  );
});

test("whole-block-of-padding: where no pad is needed, sixteen bytes more arrive", async () => {
  const wireLength = async (name: string | null) => {
    // With its 8 other bytes a message of 31: with the pad length two whole blocks.
    const machine = new StubMachine();
    machine.handlers.set("6/1", () => ({ completionCode: 0, data: Buffer.alloc(23, 1) }));
    const { login, network } = sessionBench(name, {}, { machine: () => machine });
    await login();
    return network.passages.at(-1)?.datagram.length ?? 0;
  };
  expect((await wireLength("whole-block-of-padding")) - (await wireLength(null))).toBe(16);
});

describe("checksums-wrong", () => {
  const inSuite1 = { cipherSuites: [1] as const };
  const traits = { cipherSuites: [1] };

  test("without packet authentication nothing is believed", async () => {
    const { login } = sessionBench("checksums-wrong", inSuite1, { traits });
    await expect(login()).rejects.toMatchObject({ code: "no-answer" });
  });

  test("but with nochecksumcheck laid down", async () => {
    const { login } = sessionBench(
      "checksums-wrong",
      { ...inSuite1, workarounds: ["nochecksumcheck"] },
      { traits },
    );
    expect((await login()).profile).toMatchObject({ cipherSuite: 1, workarounds: ["nochecksumcheck"] });
  });
});

test("sessions-end-after-30-seconds: a session lives on for an hour of quiet", async () => {
  const { login, client, clock, proofs } = sessionBench("sessions-end-after-30-seconds");
  const { bmcSessionId } = await login();
  await clock.advance(3_600_000);
  expect(client.session?.bmcSessionId).toBe(bmcSessionId);
  expect(proofs()).toBe(1);
});

describe("reset-unanswered: what is asked for leaves once, and what came of it is not known:", () => {
  const unanswered = async <Request>(command: Command<Request, unknown>, request: Request) => {
    const { login, client, clock, machine } = sessionBench("reset-unanswered");
    machine.handlers.set(`${command.netFn}/${command.command}`, () => success());
    await login();
    await expect(clock.run(client.send(command, request))).rejects.toMatchObject({ code: "outcome-unknown" });
    await clock.run(client.send(getDeviceId, undefined));
    const done = machine.executed.filter(
      ({ netFn, command: number }) => netFn === command.netFn && number === command.command,
    );
    expect(done).toHaveLength(1);
  };

  test("hard reset", () => unanswered(chassisControl, { action: "hard-reset" }));
  test("cold reset of the BMC", () => unanswered(coldReset, undefined));
});

describe("one-session", () => {
  test("many callers share it", async () => {
    const { client, clock, bmc } = sessionBench("one-session");
    await clock.run(Promise.all([...Array(20)].map(() => client.send(getDeviceId, undefined))));
    expect(bmc.sessionCount()).toBe(1);
  });

  test("another client is told so, and asks again a minute later at the earliest", async () => {
    const { login, another, clock, network } = sessionBench("one-session");
    await login();
    const second = another();
    await expect(clock.run(second.connect())).rejects.toMatchObject({ code: "sessions-exhausted" });
    const sent = network.passages.length;
    await expect(clock.run(second.connect())).rejects.toMatchObject({ code: "sessions-exhausted" });
    expect(network.passages.length).toBe(sent);
  });
});

test("answers-twice: of two addresses that answer the first is stayed with", async () => {
  const { login, clock, network, bmc, machine } = sessionBench("answers-twice");
  await login();
  const { port } = bmc.endpoint;
  const second = "2001:db8::20";
  let askedThere = 0;
  network.bind({ address: second, port }).onDatagram(() => {
    askedThere++;
  });
  const driver = ipmiDriver({
    network,
    clock,
    entropy: new SeededEntropy(9),
    now: () => new Date(0),
    resolve: async () => [bmc.endpoint.address, second],
  });
  const opened = driver.open({
    address: "bmc.example",
    port,
    username: "admin",
    password: "correct horse",
    bmcKey: null,
    guid: machine.guid.toString("hex"),
    signs: null,
    cipherSuite: 17,
    ipmi: defaultIpmiSettings,
    known: null,
  });
  for (let asked = 0; asked < 3; asked++) await clock.run(opened.identify());
  expect(askedThere).toBe(0);
});

test("answers-late: of requests of one kind each gets its own answer", async () => {
  const { login, client, clock, machine } = sessionBench("answers-late");
  machine.handlers.set("48/1", ({ data }) => success(data));
  await login();
  for (let asked = 0; asked < 100; asked++) {
    const echo = rawCommand({ netFn: 0x30, command: 1, data: Uint8Array.of(asked) }, "read");
    expect([...(await clock.run(client.send(echo, undefined)))]).toEqual([asked]);
  }
});

test("one-request-at-a-time: whoever asks at once is asked for one after the other, and nothing is lost", async () => {
  const { login, client, clock, network } = sessionBench("one-request-at-a-time");
  await login();
  const before = network.passages.length;
  await clock.run(Promise.all([...Array(20)].map(() => client.send(getDeviceId, undefined))));
  expect(network.passages.length - before).toBe(40);
});

test("answers-late: every request gets its own answer", async () => {
  const { login, client, clock, machine } = sessionBench("answers-late");
  machine.handlers.set("0/1", () => ({ completionCode: 0, data: Buffer.from("210000", "hex") }));
  await login();
  for (let asked = 0; asked < 10; asked++) {
    expect((await clock.run(client.send(getDeviceId, undefined))).manufacturerId).toBe(MANUFACTURER);
    expect((await clock.run(client.send(getChassisStatus, undefined))).power.on).toBe(true);
  }
});

test.each(["bridged-replies-embedded", "bridged-replies-double", "addresses-not-swapped"])(
  "%s: a controller behind the BMC is read",
  async (name) => {
    const { client, clock, machine } = sessionBench(name);
    machine.controllers.add(SATELLITE);
    const route = { channel: 0, address: SATELLITE };
    const device = await clock.run(client.send(getDeviceId, undefined, { route }));
    expect(device.manufacturerId).toBe(MANUFACTURER);
    expect(machine.executed.at(-1)).toMatchObject({ address: SATELLITE });
  },
);

test("group-refusals-without-body: the refusal arrives as such, and the session goes on", async () => {
  const { login, client, clock } = sessionBench("group-refusals-without-body");
  await login();
  await expect(clock.run(client.send(getPowerReading, { rollingAverage: null }))).rejects.toMatchObject({
    completionCode: 0xc1,
  });
  await login();
});

describe("a wrong password costs nothing:", () => {
  test.each(sessionLifePersonalities.map(({ name }) => [name]))("%s", async (name) => {
    const { client, clock, proofs } = sessionBench(name, wrongPassword);
    await expect(clock.run(client.connect())).rejects.toMatchObject({ code: "bad-password" });
    await expect(clock.run(client.connect())).rejects.toMatchObject({ code: "bad-password" });
    expect(proofs()).toBe(0);
  });
});
