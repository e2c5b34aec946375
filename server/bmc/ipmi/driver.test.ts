import { describe, expect, test } from "vitest";
import { defaultIpmiSettings } from "@/lib/contracts/ipmi-login";
import { NetFn } from "@/server/ipmi";
import { FAKE_ADMIN, FakeBmc } from "@/server/ipmi/testing/fake-bmc";
import { SeededEntropy } from "@/server/ipmi/testing/seeded-entropy";
import { VirtualClock } from "@/server/ipmi/testing/virtual-clock";
import { VirtualNetwork } from "@/server/ipmi/testing/virtual-network";
import { BmcError } from "../bmc-error";
import type { BmcTarget } from "../capabilities";
import { ipmiDriver } from "./driver";

const GUID_A = "000102030405060708090a0b0c0d0e0f";
const GUID_B = "ff0102030405060708090a0b0c0d0e0f";
const chassisControl = { netFn: NetFn.Chassis, command: 0x02 };

const target: BmcTarget = {
  address: "bmc.example",
  port: 623,
  username: FAKE_ADMIN.name,
  password: FAKE_ADMIN.password,
  bmcKey: null,
  guid: null,
  signs: null,
  cipherSuite: null,
  ipmi: defaultIpmiSettings,
  known: null,
};

/** Two BMCs, and a name that leads to the first, or to wherever the test says. */
function rig() {
  const clock = new VirtualClock();
  const network = new VirtualNetwork(clock, { seed: 1 });
  const bmc = (address: string, guid: string, seed: number) => {
    const made = new FakeBmc({
      network,
      clock,
      entropy: new SeededEntropy(seed),
      endpoint: { address, port: 623 },
      identity: { guid: Buffer.from(guid, "hex") },
    });
    made.handle(chassisControl, () => new Uint8Array());
    return made;
  };
  const a = bmc("192.0.2.10", GUID_A, 2);
  const b = bmc("192.0.2.11", GUID_B, 3);
  const names = { addresses: [a.endpoint.address], lookUps: 0 };
  const driver = ipmiDriver({
    network,
    clock,
    entropy: new SeededEntropy(4),
    now: () => new Date(0),
    resolve: async () => {
      names.lookUps++;
      return names.addresses;
    },
  });
  /** The failure's code, or `ok`. */
  const outcome = (call: Promise<unknown>) =>
    clock.run(
      call.then(
        () => "ok",
        (error: unknown) => {
          if (error instanceof BmcError) return error.failure.code;
          throw error;
        },
      ),
    );
  return { clock, network, a, b, names, driver, outcome };
}

describe("the way to a BMC", () => {
  test("costs no traffic before the first call", async () => {
    const { driver, names, network } = rig();
    driver.open(target);
    expect(names.lookUps).toBe(0);
    expect(network.openSockets).toBe(0);
  });

  test("is one session, whoever calls", async () => {
    const { driver, a, outcome } = rig();
    const bmc = driver.open(target);
    const calls = [bmc.identify(), bmc.identify(), bmc.power.control("on")];
    expect(await Promise.all(calls.map(outcome))).toEqual(["ok", "ok", "ok"]);
    expect(a.sessions.size).toBe(1);
  });

  test("asks who answers once a session, and again after the BMC restarted", async () => {
    const { driver, a, clock, outcome } = rig();
    const getDeviceId = { netFn: NetFn.App, command: 0x01 };
    const bmc = driver.open({ ...target, guid: GUID_A });
    for (let i = 0; i < 3; i++) expect(await outcome(bmc.identify())).toBe("ok");
    expect(a.count(getDeviceId)).toBe(1);
    a.reboot(1_000);
    await clock.advance(1_000);
    await outcome(bmc.power.chassis());
    expect(await outcome(bmc.identify())).toBe("ok");
    expect(a.count(getDeviceId)).toBe(2);
  });

  test("leaves no session and no socket behind", async () => {
    const { driver, a, clock, network, outcome } = rig();
    const bmc = driver.open(target);
    expect(await outcome(bmc.identify())).toBe("ok");
    await clock.run(bmc.close());
    await clock.advance(100);
    expect(a.sessions.size).toBe(0);
    expect(network.openSockets).toBe(0);
    expect(await outcome(bmc.identify())).toBe("cancelled");
  });

  test("goes to the next address of a name when one does not answer, and stays there", async () => {
    const { driver, a, b, names, network, outcome } = rig();
    names.addresses = [a.endpoint.address, b.endpoint.address];
    network.partition(a.endpoint.address, true);
    const bmc = driver.open(target);
    expect(await outcome(bmc.identify())).toBe("ok");
    network.partition(a.endpoint.address, false);
    expect(await outcome(bmc.power.control("on"))).toBe("ok");
    expect(b.count(chassisControl)).toBe(1);
    expect(a.executed).toEqual([]);
    expect(names.lookUps).toBe(1);
  });

  test("looks a name up anew when its address falls silent", async () => {
    const { driver, a, names, network, outcome } = rig();
    const bmc = driver.open({ ...target, guid: GUID_A });
    expect(await outcome(bmc.identify())).toBe("ok");
    network.partition(a.endpoint.address, true);
    for (let i = 0; i < 3; i++) await outcome(bmc.power.chassis());
    expect(names.lookUps).toBeGreaterThan(1);
  });

  test("tries a refused password once, not once a call", async () => {
    const { driver, a, outcome } = rig();
    const bmc = driver.open({ ...target, password: "wrong" });
    let logins = 0;
    a.faults.outgoing = (datagram) => {
      // RAKP message 2 (IPMI 2.0 table 13-16): the BMC was asked to prove itself.
      if (datagram[5] === 0x13) logins++;
      return datagram;
    };
    for (let i = 0; i < 5; i++) expect(await outcome(bmc.identify())).toBe("bad-password");
    expect(logins).toBe(1);
  });
});

describe("the BMC that answers is the enrolled one", () => {
  test("another GUID than the enrolled one is refused before a password proof leaves", async () => {
    const { driver, b, names, outcome } = rig();
    names.addresses = [b.endpoint.address];
    const bmc = driver.open({ ...target, guid: GUID_A });
    expect(await outcome(bmc.identify())).toBe("identity-changed");
    expect(await outcome(bmc.power.control("reset"))).toBe("identity-changed");
    expect(b.executed).toEqual([]);
    expect(b.sessions.size).toBe(0);
  });

  test("before enrolment the first login teaches it: a name that moves to another BMC is noticed", async () => {
    const { driver, a, b, names, network, outcome } = rig();
    const bmc = driver.open(target);
    expect(await outcome(bmc.identify())).toBe("ok");
    network.partition(a.endpoint.address, true);
    names.addresses = [b.endpoint.address];
    const seen: string[] = [];
    for (let i = 0; i < 6 && seen.at(-1) !== "identity-changed"; i++)
      seen.push(await outcome(bmc.power.chassis()));
    expect(seen.at(-1)).toBe("identity-changed");
    expect(await outcome(bmc.power.control("reset"))).toBe("identity-changed");
    expect(b.count(chassisControl)).toBe(0);
  });

  test("a BMC that sends no GUID is entered all the same, and has none", async () => {
    const { driver, a, outcome } = rig();
    a.identity.guid.fill(0);
    const bmc = driver.open(target);
    expect(await outcome(bmc.identify().then((identity) => expect(identity.guid).toBeNull()))).toBe("ok");
  });
});

describe("a power command whose answer is lost", () => {
  test.each(["reset", "cycle", "soft-off", "nmi"] as const)(
    "%s: one datagram, outcome unknown",
    async (verb) => {
      const { driver, a, outcome } = rig();
      const bmc = driver.open(target);
      await outcome(bmc.identify());
      a.faults.dropReply = (request) => request.command === 0x02 && request.netFn === NetFn.Chassis;
      expect(await outcome(bmc.power.control(verb))).toBe("outcome-unknown");
      expect(a.count(chassisControl)).toBe(1);
    },
  );
});

describe("connection test", () => {
  async function walk(given: ReturnType<typeof rig>, changes: Partial<BmcTarget> = {}) {
    const lines: string[] = [];
    const result = given.driver.testConnection(
      { ...target, ...changes },
      {
        running: (step) => lines.push(`${step} …`),
        ok: (step, detail) => lines.push(`${step}: ${detail}`),
      },
    );
    const settled = result.then(
      (identity) => ({ identity, failure: null }),
      (error: unknown) => {
        if (error instanceof BmcError) return { identity: null, failure: error.failure };
        throw error;
      },
    );
    return { lines, ...(await given.clock.run(settled)) };
  }

  test("tells what each layer found, in order", async () => {
    const given = rig();
    const { lines, identity } = await walk(given);
    expect(identity).toMatchObject({ guid: GUID_A, cipherSuite: 17 });
    expect(lines.slice(0, -1)).toEqual([
      "name …",
      "name: bmc.example is 192.0.2.10",
      "route …",
      "route: UDP to 192.0.2.10 port 623",
      "rmcp …",
      "rmcp: RMCP answers",
      "capabilities …",
      expect.stringMatching(/^capabilities: IPMI 2\.0/),
      "login …",
      "login: cipher suite 17, administrator",
      "device …",
    ]);
    expect(lines.at(-1)).toMatch(/^device: .*firmware .*IPMI 2\.0$/);
    await given.clock.advance(100);
    expect(given.a.sessions.size).toBe(0);
  });

  test("a wrong password fails at login, with what to check", async () => {
    const { lines, failure } = await walk(rig(), { password: "wrong" });
    expect(lines.at(-1)).toBe("login …");
    expect(failure).toMatchObject({ layer: "login", code: "bad-password" });
    expect(failure?.detail).toContain("Check the password");
  });

  test("silence fails at RMCP, with what to check", async () => {
    const given = rig();
    given.network.partition(given.a.endpoint.address, true);
    const { lines, failure } = await walk(given);
    expect(lines.at(-1)).toBe("rmcp …");
    expect(failure).toMatchObject({ layer: "rmcp", code: "no-answer" });
    expect(failure?.detail).toContain("IPMI over LAN");
  });

  test("no secret is in what is told", async () => {
    const { failure } = await walk(rig(), { password: "hunter2hunter2" });
    expect(JSON.stringify(failure)).not.toContain("hunter2");
  });
});
