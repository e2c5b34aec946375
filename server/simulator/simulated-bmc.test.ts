import { describe, expect, it } from "vitest";
import { closeSession } from "../ipmi/commands/app/close-session";
import { getDeviceId } from "../ipmi/commands/app/get-device-id";
import { getSessionInfo } from "../ipmi/commands/app/get-session-info";
import { chassisControl } from "../ipmi/commands/chassis/chassis-control";
import { Credentials } from "../ipmi/crypto/credentials";
import { encodePresencePing } from "../ipmi/rmcp/asf-ping";
import { success } from "./protocol/reply";
import { simulatorBench } from "./testing/simulator-bench";
import { stubUser } from "./testing/stub-machine";

describe("a simulated BMC", () => {
  it.each([17, 3] as const)("takes a login with suite %i and executes a command once", async (suite) => {
    const { clock, client, machine } = simulatorBench({ client: { cipherSuites: [suite] } });
    const id = await clock.run(client.send(getDeviceId, undefined));
    expect(id.manufacturerId).toBe(0x157);
    expect(client.session?.cipherSuite).toBe(suite);
    expect(client.session?.guid).toBe(machine.guid.toString("hex"));
    expect(machine.executed.filter(({ command }) => command === getDeviceId.command)).toHaveLength(1);
  });

  it("needs the BMC key when it has one", async () => {
    const bmcKey = Buffer.from("twenty byte key here");
    const { clock, another, machine } = simulatorBench();
    machine.bmcKey = bmcKey;
    const named = { username: "admin", password: "correct horse" };
    const without = another();
    await expect(clock.run(without.connect())).rejects.toMatchObject({ code: "bad-bmc-key" });
    const withKey = another({ credentials: new Credentials({ ...named, bmcKey }) });
    await expect(clock.run(withKey.connect())).resolves.toMatchObject({ cipherSuite: 17 });
  });

  it.each([
    [
      "a wrong password",
      { credentials: new Credentials({ username: "admin", password: "wrong" }) },
      "bad-password",
    ],
    ["an unknown name", { credentials: new Credentials({ username: "nobody", password: "x" }) }, "bad-user"],
  ])("refuses %s", async (_, options, code) => {
    const { clock, another, bmc } = simulatorBench();
    await expect(clock.run(another(options).connect())).rejects.toMatchObject({ code });
    expect(bmc.sessionCount()).toBe(0);
  });

  it("refuses a cipher suite that is switched off, and grants no level above the suite's", async () => {
    const { clock, client, another, machine } = simulatorBench();
    machine.suiteLevel = 0;
    await expect(clock.run(client.connect())).rejects.toMatchObject({ code: "suite-refused" });
    machine.suiteLevel = 2;
    expect((await clock.run(another().connect())).privilege).toBe(2);
  });

  it("lets the next one in at once however often a password was wrong", async () => {
    const { clock, client, another, bmc } = simulatorBench();
    const credentials = new Credentials({ username: "admin", password: "wrong" });
    for (let tried = 0; tried < 10; tried++) {
      await expect(clock.run(another({ credentials }).connect())).rejects.toMatchObject({
        code: "bad-password",
      });
    }
    await clock.run(client.connect());
    expect(bmc.sessionCount()).toBe(1);
  });

  it("does not let in a disabled user", async () => {
    const { clock, client, machine } = simulatorBench();
    machine.userList = [stubUser({ enabled: false })];
    await expect(clock.run(client.connect())).rejects.toMatchObject({ code: "bad-user" });
  });

  it("holds a user to his limit and commands to their level", async () => {
    const { clock, client, machine } = simulatorBench();
    machine.userList = [stubUser({ privilegeLimit: 2 })];
    const session = await clock.run(client.connect());
    expect(session.privilege).toBe(2);
    await expect(clock.run(client.send(chassisControl, { action: "power-cycle" }))).rejects.toMatchObject({
      completionCode: 0xd4,
    });
    expect(machine.executed.some(({ netFn, command }) => netFn === 0 && command === 2)).toBe(false);
  });

  it("writes a line for every executed action, with the datagram that caused it", async () => {
    const { clock, client, machine, log, network } = simulatorBench();
    machine.handlers.set("0/2", () => success());
    await clock.run(client.send(chassisControl, { action: "power-cycle" }));
    expect(log).toHaveLength(1);
    expect(log[0]).toMatchObject({ bmc: "192.0.2.20:623", action: "power cycle", from: "192.0.2.1:49152" });
    const sent = network.passages.filter(({ direction }) => direction === "to-bmc");
    expect(sent.map(({ datagram }) => datagram.toString("hex"))).toContain(log[0]?.datagram);
  });

  it("has no more sessions than slots, and gives a slot back when a session ends", async () => {
    const { clock, another, bmc } = simulatorBench({ traits: { sessionSlots: 2 } });
    const [first, second, third] = [another(), another(), another()];
    await clock.run(first.connect());
    await clock.run(second.connect());
    await expect(clock.run(third.connect())).rejects.toMatchObject({ code: "sessions-exhausted" });
    await clock.run(first.close());
    expect(bmc.sessionCount()).toBe(1);
    third.resetLoginFailures();
    await clock.run(third.connect());
    expect(bmc.sessionCount()).toBe(2);
  });

  it("forgets a session that is idle for longer than the time-out", async () => {
    const { clock, client, bmc } = simulatorBench({ traits: { sessionTimeoutMs: 5_000 } });
    await clock.run(client.connect());
    expect(bmc.sessionCount()).toBe(1);
    await clock.advance(5_001);
    expect(bmc.sessionCount()).toBe(0);
  });

  it("executes a repeated datagram once", async () => {
    const { clock, client, machine, network } = simulatorBench();
    await clock.run(client.send(getDeviceId, undefined));
    const before = machine.executed.length;
    const last = network.passages.findLast(({ direction }) => direction === "to-bmc");
    network.deliverAgain(last?.datagram ?? Buffer.alloc(0));
    await clock.advance(100);
    expect(machine.executed).toHaveLength(before);
  });

  it("drops a datagram with one bit changed", async () => {
    const { clock, client, machine, network } = simulatorBench();
    await clock.run(client.send(getDeviceId, undefined));
    const before = machine.executed.length;
    const last =
      network.passages.findLast(({ direction }) => direction === "to-bmc")?.datagram ?? Buffer.alloc(0);
    for (let at = 0; at < last.length; at++) {
      const forged = Buffer.from(last);
      forged.writeUInt8(forged.readUInt8(at) ^ 0x01, at);
      forged.writeUInt32LE(forged.readUInt32LE(10) + 1, 10);
      network.deliverAgain(forged);
    }
    await clock.advance(100);
    expect(machine.executed).toHaveLength(before);
  });

  it("lists its sessions and closes one for an administrator", async () => {
    const { clock, another, bmc } = simulatorBench();
    const [mine, other] = [another(), another()];
    await clock.run(mine.connect());
    const otherSession = await clock.run(other.connect());
    const info = await clock.run(mine.send(getSessionInfo, { by: "index", index: 2 }));
    expect(info).toMatchObject({
      possibleSessions: 4,
      activeSessions: 2,
      active: { userId: 2, ipmi2: true },
    });
    expect(info.active?.remote?.address).toBe("192.0.2.1");
    await clock.run(mine.send(closeSession, { sessionId: otherSession.bmcSessionId }));
    expect(bmc.sessionCount()).toBe(1);
  });

  it("is silent while it restarts and has no sessions after it", async () => {
    const { clock, client, machine, bmc } = simulatorBench();
    await clock.run(client.connect());
    machine.restart(8_000);
    expect(bmc.sessionCount()).toBe(0);
    await expect(clock.run(client.connect({ budgetMs: 4_000 }))).resolves.toBeDefined();
    await clock.advance(8_000);
    await expect(clock.run(client.send(getDeviceId, undefined))).resolves.toBeDefined();
  });

  it("answers before a session what a login needs, and nothing else", async () => {
    const { clock, network } = simulatorBench();
    const transport = await network.connect({ address: "192.0.2.20", port: 623 });
    const answers: string[] = [];
    transport.onDatagram((datagram) => answers.push(datagram.toString("hex")));
    // Presence ping, Get Channel Authentication Capabilities, Get Device ID.
    transport.send(encodePresencePing(0x42));
    transport.send(Buffer.from("0600ff07000000000000000000092018c88104388e04b1", "hex"));
    transport.send(Buffer.from("0600ff07000000000000000000072018c88108017600".slice(0, -2), "hex"));
    await clock.advance(10);
    expect(answers[0]).toMatch(/^0600ff06000011be4042/);
    expect(answers[1]).toBe("0600ff0700000000000000000010811c6320043800018404030000000018");
    expect(answers[2]).toMatch(/0801d4..$/);
  });
});
