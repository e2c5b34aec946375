import { describe, expect, test } from "vitest";
import { defaultIpmiSettings } from "@/lib/contracts/ipmi-login";
import { getDeviceId } from "../../../ipmi/commands/app/get-device-id";
import { chassisControl } from "../../../ipmi/commands/chassis/chassis-control";
import { getFruInventoryAreaInfo } from "../../../ipmi/commands/storage/get-fru-inventory-area-info";
import { readFruData } from "../../../ipmi/commands/storage/read-fru-data";
import { getLanConfigurationParameters } from "../../../ipmi/commands/transport/get-lan-configuration-parameters";
import { lanParameters } from "../../../ipmi/commands/transport/lan-parameters";
import type { Personality } from "../../personality";
import { refuse } from "../../protocol/reply";
import { inventoryPersonalities } from "../inventory";
import { isFor } from "../replies";
import { identityBench } from "../testing/identity-bench";
import { setUpPersonalities } from "./set-up";

const getMac = getLanConfigurationParameters(lanParameters.macAddress);
const personality = (name: string): Personality => {
  const found = setUpPersonalities.find((one) => one.name === name);
  if (found === undefined) throw new Error(`no personality is called ${name}`);
  return found;
};
const noGuid = personality("guid-zero");

const readings = { serials: getFruInventoryAreaInfo, mac: getMac, kind: getDeviceId } as const;
type Reading = keyof typeof readings;

/** A board that refuses, or does not answer, some of what it is asked; the test may change which. */
function reticent(how: "refused" | "unanswered", ...hidden: Reading[]) {
  const personality: Personality = {
    name: "reticent",
    seenOn: "tests",
    summary: "Does not tell everything.",
    reply(request, reply) {
      if (!hidden.some((reading) => isFor(readings[reading], request))) return reply;
      return how === "refused" ? refuse(0xd4) : null;
    },
  };
  return { personality, hide: (...now: Reading[]) => hidden.splice(0, hidden.length, ...now) };
}

describe("a BMC that gives no GUID of its own", () => {
  test.each(["guid-zero", "guid-erased", "guid-of-many"])("%s: is enrolled by its signs", async (name) => {
    const bench = identityBench();
    bench.board(1, personality(name));
    expect(await bench.enrol()).toEqual({
      guid: null,
      signs: {
        manufacturerId: 10876,
        productId: expect.any(Number),
        boardSerial: expect.stringMatching(/\w{4}/),
        productSerial: expect.stringMatching(/\w{4}/),
        mac: expect.stringMatching(/^([0-9a-f]{2}:){5}[0-9a-f]{2}$/),
      },
    });
  });

  test("another board at its address gets no action, and no session of ours stays with it", async () => {
    const bench = identityBench();
    bench.board(1, noGuid);
    const enrolled = await bench.enrol();
    const other = bench.board(2, noGuid);
    bench.name.address = other.address;
    const bmc = bench.open(enrolled);
    expect(await bench.outcome(bmc.power.control("reset"))).toBe("identity-changed");
    expect(await bench.outcome(bmc.identify())).toBe("identity-changed");
    expect(other.count(chassisControl)).toBe(0);
    expect(other.bmc.sessionCount()).toBe(0);
  });

  test("what differs is said, with both values", async () => {
    const bench = identityBench();
    bench.board(1, noGuid);
    const enrolled = await bench.enrol();
    const other = bench.board(2, noGuid);
    bench.name.address = other.address;
    const found = (await bench.enrol()).signs?.boardSerial;
    await expect(bench.clock.run(bench.open(enrolled).identify())).rejects.toMatchObject({
      failure: {
        layer: "identity",
        detail: `this is not the BMC that was enrolled, its board serial number is ${found} and not ${enrolled.signs?.boardSerial}`,
      },
    });
  });

  test("before enrolment the first session teaches it: a name that moves to another board is noticed", async () => {
    const bench = identityBench();
    const first = bench.board(1, noGuid);
    const other = bench.board(2, noGuid);
    const bmc = bench.open();
    expect(await bench.outcome(bmc.identify())).toBe("ok");
    bench.network.partition(first.address, true);
    bench.name.address = other.address;
    const seen: string[] = [];
    for (let asked = 0; asked < 6 && seen.at(-1) !== "identity-changed"; asked++)
      seen.push(await bench.outcome(bmc.power.control("on")));
    expect(seen.at(-1)).toBe("identity-changed");
    expect(other.count(chassisControl)).toBe(0);
  });

  test("a connection test of the enrolled host finds another board, too", async () => {
    const bench = identityBench();
    bench.board(1, noGuid);
    const enrolled = await bench.enrol();
    const other = bench.board(2, noGuid);
    bench.name.address = other.address;
    const progress = { running: () => {}, ok: () => {} };
    const walk = bench.driver.testConnection(bench.target(enrolled), progress);
    expect(await bench.outcome(walk)).toBe("identity-changed");
    expect(other.bmc.sessionCount()).toBe(0);
  });
});

describe("a sign that cannot be read this time", () => {
  test.each([
    ["refused", ["serials"]],
    ["refused", ["mac"]],
    ["refused", ["serials", "mac"]],
    ["unanswered", ["serials"]],
    ["unanswered", ["mac"]],
    ["unanswered", ["serials", "mac"]],
  ] as const)("%s %j: is no proof, and stays enrolled", async (how, hidden) => {
    const bench = identityBench();
    const mood = reticent(how);
    bench.board(1, noGuid, mood.personality);
    const enrolled = await bench.enrol();
    mood.hide(...hidden);
    const bmc = bench.open(enrolled);
    expect(await bench.clock.run(bmc.identify())).toMatchObject(enrolled);
    expect(await bench.outcome(bmc.power.control("on"))).toBe("ok");
  });

  test.each([
    ["serials", ["mac"]],
    ["mac", ["serials"]],
  ] as const)("%s that can: tell another board", async (_, hidden) => {
    const bench = identityBench();
    bench.board(1, noGuid);
    const enrolled = await bench.enrol();
    const other = bench.board(2, noGuid, reticent("refused", ...hidden).personality);
    bench.name.address = other.address;
    expect(await bench.outcome(bench.open(enrolled).power.control("reset"))).toBe("identity-changed");
    expect(other.count(chassisControl)).toBe(0);
  });

  test("is added when it can be read, once another one shows the board to be the same", async () => {
    const bench = identityBench();
    const mood = reticent("refused", "serials");
    bench.board(1, noGuid, mood.personality);
    const first = await bench.enrol();
    expect(first.signs).toMatchObject({ boardSerial: null, mac: expect.any(String) });
    mood.hide();
    const { signs } = await bench.clock.run(bench.open(first).identify());
    expect(signs).toEqual({
      ...first.signs,
      boardSerial: expect.any(String),
      productSerial: expect.any(String),
    });
  });

  test("is not added where none shows that: it may be another board's", async () => {
    const bench = identityBench();
    const mood = reticent("refused", "mac");
    bench.board(1, noGuid, mood.personality);
    const serialsOnly = await bench.enrol();
    mood.hide("serials");
    const { signs } = await bench.clock.run(bench.open(serialsOnly).identify());
    expect(signs).toEqual(serialsOnly.signs);
  });
});

test.each(["fru-large-reads-unanswered", "fru-parts-of-sixteen-bytes", "fru-header-checksum-wrong"])(
  "%s: the serial numbers are read all the same",
  async (name) => {
    const bench = identityBench();
    bench.board(1, noGuid, ...inventoryPersonalities.filter((one) => one.name === name));
    const { signs } = await bench.enrol();
    expect(signs).toMatchObject({ boardSerial: expect.any(String), productSerial: expect.any(String) });
  },
);

test.each(["fru-counts-lie", "fru-blank", "fru-absent-by-any-code"])(
  "%s: the MAC address tells",
  async (name) => {
    const bench = identityBench();
    const odd = inventoryPersonalities.filter((one) => one.name === name);
    bench.board(1, noGuid, ...odd);
    const enrolled = await bench.enrol();
    bench.name.address = bench.board(2, noGuid, ...odd).address;
    expect(await bench.outcome(bench.open(enrolled).identify())).toBe("identity-changed");
  },
);

describe("what it costs", () => {
  test("nothing where the GUID tells", async () => {
    const bench = identityBench();
    const board = bench.board(1);
    const { guid, signs } = await bench.enrol();
    expect([guid, signs]).toEqual([board.guid, null]);
    await bench.outcome(bench.open({ guid }).identify());
    expect(board.count(getMac) + board.count(readFruData)).toBe(0);
  });

  test("one look a session, whatever is done in it", async () => {
    const bench = identityBench();
    const board = bench.board(1, noGuid);
    const bmc = bench.open(await bench.enrol());
    await bench.outcome(bmc.identify());
    const looked = board.count(readFruData);
    for (const verb of ["on", "reset", "off"] as const) await bench.outcome(bmc.power.control(verb));
    await bench.outcome(bmc.identify());
    expect(board.count(getMac)).toBe(2);
    expect(board.count(readFruData)).toBe(looked);
    expect(looked).toBeLessThanOrEqual(2 * 12);
  });

  test("few datagrams, and a few seconds, before a BMC that keeps silent about all of it", async () => {
    const bench = identityBench();
    bench.board(1, noGuid, reticent("unanswered", "serials", "mac", "kind").personality);
    const { clock, network } = bench;
    // Get Device ID is what identify itself asks, so it is not called here.
    const bmc = bench.open();
    expect(await bench.outcome(bmc.power.control("on"))).toBe("ok");
    const sent = network.passages.filter(({ direction }) => direction === "to-bmc");
    expect(sent.length).toBeLessThan(24);
    expect(clock.now()).toBeLessThan(10_000);
  });
});

describe("a BMC that was enrolled by its signs and gives a GUID now", () => {
  const enrolledWithout = async () => {
    const bench = identityBench();
    const before = bench.board(1, noGuid);
    const enrolled = await bench.enrol();
    before.bmc.stop();
    return { bench, enrolled };
  };

  test("is held to it from now on, when its signs are the enrolled ones", async () => {
    const { bench, enrolled } = await enrolledWithout();
    const now = bench.board(1);
    expect(await bench.clock.run(bench.open(enrolled).identify())).toMatchObject({
      guid: now.guid,
      signs: enrolled.signs,
    });
  });

  test("is another one when its signs are not", async () => {
    const { bench, enrolled } = await enrolledWithout();
    const other = bench.board(2);
    bench.name.address = other.address;
    expect(await bench.outcome(bench.open(enrolled).identify())).toBe("identity-changed");
  });

  test("is not held to it as long as its signs cannot be read", async () => {
    const { bench, enrolled } = await enrolledWithout();
    bench.board(1, reticent("refused", "serials", "mac").personality);
    expect(await bench.clock.run(bench.open(enrolled).identify())).toMatchObject(enrolled);
  });
});

test("a host enrolled with a GUID that is none of its own is held to its signs instead", async () => {
  const bench = identityBench();
  bench.board(1, personality("guid-erased"));
  const { signs } = await bench.enrol();
  const shared = "ff".repeat(16);
  expect(await bench.clock.run(bench.open({ guid: shared }).identify())).toMatchObject({ guid: null, signs });
});

test("over IPMI 1.5, which authenticates no GUID, a host is held to its signs as well", async () => {
  const bench = identityBench();
  const ipmi = { ...defaultIpmiSettings, protocol: "1.5" } as const;
  const { guid } = bench.board(1);
  const { signs } = await bench.clock.run(bench.open({ guid, ipmi }).identify());
  const other = bench.board(2);
  bench.name.address = other.address;
  expect(await bench.outcome(bench.open({ guid, signs, ipmi }).identify())).toBe("identity-changed");
});
