import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Sensor } from "@/lib/contracts/sensor";
import { type FakeBmc, failure, fakeDevice, fakeEvent } from "@/server/bmc/testing/fake-bmc";
import { ConflictError } from "@/server/services/errors";
import { FleetRig, newRow } from "./testing/fleet-rig";

let rig: FleetRig;

beforeEach(() => {
  vi.useFakeTimers();
  rig = new FleetRig();
});

afterEach(async () => {
  await rig.fleet.stop();
  vi.useRealTimers();
});

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

function sensor(changes: Partial<Sensor>): Sensor {
  return {
    id: "20-0-0-1",
    name: "Fan 1",
    type: "Fan",
    group: "fan",
    entity: "",
    kind: "analog",
    availability: "ok",
    reason: "",
    value: 1,
    unit: "RPM",
    text: "1 RPM",
    raw: 1,
    states: [],
    severity: "ok",
    stateText: "",
    bmcStateText: null,
    thresholds: null,
    range: null,
    ...changes,
  };
}

describe("a host that answers", () => {
  test("is enrolled by its first answer and shown online with its power", async () => {
    rig.add();
    expect(rig.fleet.get("h1").contact.state).toBe("new");
    await pass(100);
    expect(rig.rows.get("h1")).toMatchObject({
      guid: "guid-1",
      signs: null,
      cipherSuite: 17,
      enrolledAt: expect.any(Date),
    });
    expect(rig.fleet.get("h1")).toMatchObject({ contact: { state: "online" }, power: { state: "on" } });
    expect(rig.fleet.inventory("h1").device).toMatchObject({ firmware: "9.48" });
  });

  test("is read once an interval over one open BMC", async () => {
    rig.add();
    await pass(95_000);
    expect(rig.rounds).toBe(4);
    expect(rig.opened).toBe(1);
  });

  test("is not read by those who look at it", async () => {
    rig.add();
    await pass(100);
    const before = rig.bmc.reads.length;
    for (let i = 0; i < 50; i++) {
      rig.fleet.get("h1");
      rig.fleet.sensors("h1");
      rig.fleet.inventory("h1");
    }
    await pass(100);
    expect(rig.bmc.reads.length).toBe(before);
  });

  test("takes the worst sensor as its health, with the reason", async () => {
    rig.prepare = (bmc) => {
      bmc.sensorList = [
        sensor({ id: "1", severity: "warning", name: "Fan 1" }),
        sensor({ id: "2", severity: "critical", name: "Temp", text: "99 °C", stateText: "above 95 °C" }),
        sensor({ id: "3", name: "Pwr Consumption", unit: "W", value: 210 }),
      ];
    };
    rig.add();
    await pass(100);
    expect(rig.fleet.get("h1")).toMatchObject({
      powerDrawWatts: 210,
      health: {
        severity: "critical",
        reason: { sensor: "Temp", text: "99 °C, above 95 °C" },
        warnings: 1,
        criticals: 1,
      },
    });
  });

  test("keeps 240 points of each sensor", async () => {
    rig.prepare = (bmc) => {
      bmc.sensorList = [sensor({ id: "1" })];
    };
    rig.add();
    await pass(30_000 * 300);
    expect(rig.fleet.sensors("h1").history["1"]).toHaveLength(240);
  });

  test("has its event log read only when it changed", async () => {
    rig.prepare = (bmc) => {
      bmc.log = [fakeEvent(1)];
    };
    rig.add();
    await pass(65_000);
    expect(rig.bmc.reads.filter((read) => read === "events.read")).toHaveLength(1);
    rig.bmc.log.push(fakeEvent(2));
    await pass(30_000);
    expect(rig.bmc.reads.filter((read) => read === "events.read")).toHaveLength(2);
    expect(rig.messages.filter((message) => message.type === "events")).toHaveLength(2);
  });

  test("is not called unreachable for a part that it does not support", async () => {
    rig.prepare = (bmc) => {
      bmc.onRead = (what) => {
        if (what === "sensors" || what === "frus") throw failure("completion-code");
      };
    };
    rig.add();
    await pass(100);
    expect(rig.fleet.get("h1").contact.state).toBe("online");
    expect(rig.bmc.reads).toContain("events.info");
  });

  test("grows its version with every change", async () => {
    rig.add();
    await pass(60_000);
    const versions = rig.messages.flatMap((m) => (m.type === "host" ? [m.host.version] : []));
    expect(versions).toEqual([...versions].sort((a, b) => a - b));
    expect(new Set(versions).size).toBe(versions.length);
  });
});

describe("a host that does not answer", () => {
  const silent = (bmc: FakeBmc) => {
    bmc.onIdentify = () => {
      throw failure("no-answer", "rmcp");
    };
  };

  test("is failing since the first failure, and why", async () => {
    rig.prepare = silent;
    rig.add();
    await pass(100);
    const { since } = rig.fleet.get("h1").contact;
    await pass(120_000);
    expect(rig.fleet.get("h1").contact).toMatchObject({
      state: "failing",
      since,
      failure: { code: "no-answer" },
    });
  });

  test("is asked ever more rarely, five minutes apart at most, and at its turn again once it answers", async () => {
    let logins = 0;
    rig.prepare = (bmc) => {
      bmc.onIdentify = () => {
        logins++;
        throw failure("no-answer", "rmcp");
      };
    };
    rig.add();
    await pass(3_600_000);
    expect(logins).toBeGreaterThan(10);
    expect(logins).toBeLessThan(18);
    rig.bmc.onIdentify = () => {};
    await pass(300_000);
    const rounds = rig.rounds;
    await pass(90_000);
    expect(rig.rounds - rounds).toBe(3);
    expect(rig.fleet.get("h1").contact.state).toBe("online");
  });

  test("keeps its last known values", async () => {
    rig.add();
    await pass(100);
    silent(rig.bmc);
    await pass(60_000);
    expect(rig.fleet.get("h1")).toMatchObject({ contact: { state: "failing" }, power: { state: "on" } });
  });

  test("takes one place of the poller: others are read at their interval", async () => {
    rig = new FleetRig(2);
    rig.prepare = (bmc) => {
      if (rig.opened === 1) bmc.onIdentify = () => new Promise(() => {});
    };
    rig.add({ id: "dead", name: "dead" });
    await pass(10);
    rig.add({ id: "h2", name: "h2" });
    rig.add({ id: "h3", name: "h3" });
    await pass(95_000);
    expect(rig.rounds).toBe(8);
  });

  test("a slow round is not made up for", async () => {
    let slow = true;
    rig.prepare = (bmc) => {
      bmc.onRead = () => (slow ? new Promise((resolve) => setTimeout(resolve, 100_000)) : undefined);
    };
    rig.add();
    await pass(99_000);
    slow = false;
    await pass(2_000);
    expect(rig.rounds).toBe(2);
    await pass(60_000);
    expect(rig.rounds).toBe(4);
  });
});

describe("a refused login", () => {
  beforeEach(async () => {
    rig.prepare = (bmc) => {
      bmc.onIdentify = () => {
        bmc.reads.push("login");
        throw failure("bad-password", "login");
      };
    };
    rig.add();
    await pass(100);
  });

  const logins = () => rig.bmcs.flatMap((bmc) => bmc.reads).filter((read) => read === "login").length;

  test("is not tried again by itself, for a day", async () => {
    await pass(86_400_000);
    expect(logins()).toBe(1);
  });

  test("is tried once when a person asks", async () => {
    rig.fleet.pollNow("h1");
    await pass(86_400_000);
    expect(logins()).toBe(2);
  });

  test("is tried once when the credential changes", async () => {
    rig.fleet.changed(newRow, { reconnect: true });
    await pass(86_400_000);
    expect(logins()).toBe(2);
  });

  test("is not tried again because an action ended", async () => {
    rig.fleet.claim("h1", "a1").release();
    await pass(86_400_000);
    expect(logins()).toBe(1);
  });
});

describe("identity", () => {
  test("another GUID is a failure, and blocks actions until it is accepted", async () => {
    rig.add({ guid: "guid-1", enrolledAt: new Date(0) });
    await pass(100);
    rig.bmc.onIdentify = () => {
      throw failure("identity-changed", "identity");
    };
    await pass(30_000);
    const claim = rig.fleet.claim("h1", "a1");
    expect(claim.blocked).toMatchObject({ code: "identity-changed" });
    claim.release();

    const cleared = { ...newRow, guid: null, enrolledAt: null };
    rig.rows.set("h1", cleared);
    rig.prepare = (bmc) => {
      bmc.device = { ...fakeDevice, guid: "guid-2" };
    };
    rig.fleet.changed(cleared, { reconnect: true });
    await pass(100);
    expect(rig.rows.get("h1")?.guid).toBe("guid-2");
    expect(rig.fleet.claim("h1", "a2").blocked).toBeNull();
  });

  test("what stands for a GUID is stored, again only when more of it is known", async () => {
    const signs = {
      manufacturerId: 10876,
      productId: 3842,
      boardSerial: null,
      productSerial: null,
      mac: "00:25:90:0a:0b:0c",
    };
    const more = { ...signs, boardSerial: "BRD-0017" };
    rig.prepare = (bmc) => {
      bmc.device = { ...fakeDevice, guid: null };
      bmc.signs = signs;
    };
    rig.add();
    await pass(65_000);
    expect(rig.rows.get("h1")).toMatchObject({ guid: null, signs });
    expect(rig.enrolments).toBe(1);
    rig.bmc.signs = more;
    await pass(65_000);
    expect(rig.rows.get("h1")).toMatchObject({ guid: null, signs: more });
    expect(rig.enrolments).toBe(2);
  });

  test("what is known already is not written again, in whatever order the database gives it back", async () => {
    rig.add();
    await pass(100);
    const row = rig.rows.get("h1") ?? newRow;
    const reversed = <T extends object>(value: T | null) =>
      value && (Object.fromEntries(Object.entries(value).reverse()) as T);
    expect(rig.enrolments).toBe(1);
    rig.fleet.changed(
      { ...row, device: reversed(row.device), login: reversed(row.login) },
      { reconnect: true },
    );
    await pass(95_000);
    expect(rig.opened).toBe(2);
    expect(rig.enrolments).toBe(1);
  });

  test("firmware that changed is stored, the day of enrolment stays", async () => {
    const enrolledAt = new Date(1000);
    rig.add({ guid: "guid-1", cipherSuite: 17, enrolledAt, device: fakeDevice });
    await pass(100);
    rig.bmc.device = { ...fakeDevice, firmware: "9.50" };
    await pass(30_000);
    expect(rig.rows.get("h1")).toMatchObject({ enrolledAt, device: { firmware: "9.50" } });
  });
});

describe("life of a host", () => {
  test("removed: its BMC is closed, nothing is sent any more, viewers are told", async () => {
    rig.add();
    await pass(100);
    rig.fleet.removed("h1");
    await pass(60_000);
    expect(rig.bmc.closed).toBe(true);
    expect(rig.rounds).toBe(1);
    expect(rig.messages.at(-1)).toEqual({ type: "host-removed", id: "h1" });
    await expect(rig.fleet.bmc("h1")).rejects.toThrow("no such host");
  });

  test("changed without reconnect: the session stays", async () => {
    rig.add();
    await pass(100);
    const renamed = { ...newRow, ...rig.rows.get("h1"), name: "renamed" };
    rig.fleet.changed(renamed, { reconnect: false });
    await pass(60_000);
    expect(rig.opened).toBe(1);
    expect(rig.messages.at(-1)).toMatchObject({ type: "host", host: { name: "renamed" } });
  });

  test("stopped: every BMC is closed and the last state is written", async () => {
    rig.add();
    await pass(100);
    await rig.fleet.stop();
    expect(rig.bmc.closed).toBe(true);
    expect(rig.saved.get("h1")).toMatchObject({ summary: { live: { power: { state: "on" } } } });
  });

  test("after a restart the last state is there before the first round", async () => {
    rig.prepare = (bmc) => {
      bmc.sensorList = [sensor({})];
    };
    rig.add();
    await pass(100);
    const { version } = rig.fleet.get("h1");
    await rig.fleet.stop();
    const state = rig.saved.get("h1");
    if (!state) throw new Error("nothing was written");

    const next = new FleetRig();
    next.rows.set("h1", newRow);
    next.storedStates = [{ hostId: "h1", state }];
    await next.fleet.start();
    expect(next.fleet.get("h1").power.state).toBe("on");
    expect(next.fleet.sensors("h1").sensors).toHaveLength(1);
    await pass(100);
    expect(next.fleet.get("h1").version).toBeGreaterThan(version);
    await next.fleet.stop();
  });

  test("states are written at most once in fifteen seconds", async () => {
    let writes = 0;
    const set = rig.saved.set.bind(rig.saved);
    rig.saved.set = (...args) => {
      writes++;
      return set(...args);
    };
    rig.add();
    for (let i = 0; i < 20; i++) {
      rig.fleet.pollNow("h1");
      await pass(1_000);
    }
    expect(writes).toBe(1);
  });

  test("while sealed nothing is opened and the reason is shown", async () => {
    rig.sealed = true;
    rig.add();
    await pass(100);
    expect(rig.fleet.get("h1").contact).toMatchObject({ state: "failing", failure: { code: "sealed" } });
    rig.sealed = false;
    await pass(60_000);
    expect(rig.fleet.get("h1").contact.state).toBe("online");
  });
});

test("one action at a time has a host, and fresh values are read when it is over", async () => {
  rig.add();
  await pass(100);
  const claim = rig.fleet.claim("h1", "a1");
  expect(rig.fleet.get("h1").actionId).toBe("a1");
  expect(() => rig.fleet.claim("h1", "a2")).toThrow(ConflictError);
  claim.release();
  await pass(10);
  expect(rig.rounds).toBe(2);
  expect(rig.fleet.get("h1").actionId).toBeNull();
});
