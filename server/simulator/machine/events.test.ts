import { describe, expect, test } from "vitest";
import { readSel } from "../../ipmi/readers/sel";
import { lenovo } from "../profiles/lenovo";
import type { TrapDestination } from "./event-filtering";
import { Direct } from "./testing/direct";

const INLET = "01";

async function newRecords(bmc: Direct, before: number) {
  return (await readSel(bmc)).records.slice(before);
}

async function logSize(bmc: Direct) {
  return (await readSel(bmc)).records.length;
}

function reserve(bmc: Direct): string {
  return bmc.raw(0x0a, 0x42)?.slice(2) ?? "";
}

describe("thresholds", () => {
  test("set below the reading they raise an event, and take it back when they are raised again", async () => {
    const bmc = new Direct();
    const before = await logSize(bmc);
    // Upper non-critical of the inlet to 10 °C; counts begin at −128.
    expect(bmc.raw(0x04, 0x26, `${INLET}080000008a0000`)).toBe("00");
    await bmc.clock.advance(5000);
    expect(bmc.raw(0x04, 0x2d, INLET)?.slice(-2)).toBe("c8");
    const [crossed] = await newRecords(bmc, before);
    expect(crossed).toMatchObject({ kind: "system-event", sensorNumber: 1, asserted: true });
    bmc.raw(0x04, 0x26, `${INLET}08000000a60000`);
    await bmc.clock.advance(5000);
    expect((await newRecords(bmc, before)).map((record) => "asserted" in record && record.asserted)).toEqual([
      true,
      false,
    ]);
  });

  test("a power-on is no alarm: fans start from standstill", async () => {
    const bmc = new Direct({ profile: lenovo });
    bmc.raw(0x00, 0x02, "00");
    await bmc.clock.advance(10_000);
    const before = await logSize(bmc);
    bmc.raw(0x00, 0x02, "01");
    await bmc.clock.advance(60_000);
    const fans = (await newRecords(bmc, before)).filter(
      (record) => record.kind === "system-event" && record.sensorType === 0x04,
    );
    expect(fans).toEqual([]);
  });

  test("a threshold the sensor does not have cannot be set", () => {
    expect(new Direct().raw(0x04, 0x26, `${INLET}20000000000000`)).toBe("cc");
  });

  test("with events disabled nothing is logged", async () => {
    const bmc = new Direct();
    const before = await logSize(bmc);
    bmc.raw(0x04, 0x28, `${INLET}40`);
    bmc.raw(0x04, 0x26, `${INLET}080000008a0000`);
    await bmc.clock.advance(10_000);
    expect(await logSize(bmc)).toBe(before);
  });

  test("hysteresis keeps an event asserted until the reading has left it", async () => {
    const bmc = new Direct();
    const reading = Number.parseInt(bmc.raw(0x04, 0x2d, INLET)?.slice(2, 4) ?? "", 16);
    const limit = (raw: number) => raw.toString(16);
    bmc.raw(0x04, 0x24, `${INLET}ff0a0a`);
    expect(bmc.raw(0x04, 0x25, `${INLET}ff`)).toBe("000a0a");
    const before = await logSize(bmc);
    bmc.raw(0x04, 0x26, `${INLET}08000000${limit(reading - 4)}0000`);
    await bmc.clock.advance(4000);
    bmc.raw(0x04, 0x26, `${INLET}08000000${limit(reading + 5)}0000`);
    await bmc.clock.advance(4000);
    expect(await logSize(bmc)).toBe(before + 1);
  });
});

describe("faults", () => {
  test("a failed fan: no speed, redundancy lost, cooling fault, all taken back after repair", async () => {
    const bmc = new Direct();
    const before = await logSize(bmc);
    bmc.machine.fault("fan-failure", 2);
    await bmc.clock.advance(10_000);
    expect(bmc.raw(0x04, 0x2d, "07")?.slice(2, 4)).toBe("00");
    expect(bmc.raw(0x04, 0x2d, "13")).toBe("0000c00280");
    expect(Number.parseInt(bmc.raw(0x00, 0x01)?.slice(6, 8) ?? "", 16) & 0x08).toBe(0x08);
    const raised = await logSize(bmc);
    expect(raised).toBeGreaterThan(before);
    bmc.machine.repair("fan-failure");
    await bmc.clock.advance(10_000);
    expect(await logSize(bmc)).toBeGreaterThan(raised);
    expect(bmc.raw(0x04, 0x2d, "13")).toBe("0000c00180");
  });

  test("heat takes minutes to come", async () => {
    const bmc = new Direct();
    const inlet = () => Number.parseInt(bmc.raw(0x04, 0x2d, INLET)?.slice(2, 4) ?? "", 16) - 128;
    const cool = inlet();
    bmc.machine.fault("overheat");
    expect(Math.abs(inlet() - cool)).toBeLessThan(2);
    await bmc.clock.advance(10 * 60_000);
    expect(inlet()).toBeGreaterThan(cool + 20);
  });

  test("by the seed they come and go by themselves", async () => {
    const machines = Array.from({ length: 12 }, (_, seed) => new Direct({ seed, mishaps: true }));
    for (const bmc of machines) await bmc.clock.advance(24 * 3_600_000);
    const stories = machines.map((bmc) => bmc.actions.filter((action) => action.startsWith("fault")));
    expect(stories.flat()).toContain("fault");
    expect(stories.flat()).toContain("fault over");
    for (const bmc of machines) bmc.machine.stop();
    expect(machines.map(({ clock }) => clock.pendingTimers)).toEqual(machines.map(() => 0));
  });
});

describe("traps", () => {
  function listening() {
    const traps: { datagram: Buffer; destination: TrapDestination }[] = [];
    const bmc = new Direct({ trap: (datagram, destination) => traps.push({ datagram, destination }) });
    // Destination 1: a trap to 192.0.2.9.
    bmc.raw(0x0c, 0x01, "011301" + "0000" + "c0000209" + "000000000000");
    return { bmc, traps };
  }

  test("an event a filter names goes where the policy says", async () => {
    const { bmc, traps } = listening();
    bmc.raw(0x04, 0x26, `${INLET}10000000008a00`);
    await bmc.clock.advance(5000);
    expect(traps).toHaveLength(1);
    expect(traps[0]?.destination).toEqual({ address: "192.0.2.9", port: 162 });
    expect(traps[0]?.datagram.includes(bmc.machine.guid)).toBe(true);
    expect(bmc.actions).toContain("trap");
  });

  test("none while filtering is off, none without a destination", async () => {
    const { bmc, traps } = listening();
    bmc.raw(0x04, 0x12, "0100");
    bmc.raw(0x04, 0x26, `${INLET}10000000008a00`);
    await bmc.clock.advance(5000);
    expect(traps).toEqual([]);
  });

  test("a filter may turn the power off", async () => {
    const { bmc } = listening();
    // Filter 9: any event of a temperature sensor at any offset powers the host down.
    bmc.raw(0x04, 0x12, `06098002001000ff01ff01ffff${"00".repeat(9)}`.replace("001000ff", "0010ffff"));
    bmc.raw(0x04, 0x26, `${INLET}10000000008a00`);
    await bmc.clock.advance(10_000);
    expect(bmc.actions).toContain("host off");
  });
});

describe("the event log", () => {
  test("clearing needs a reservation and the letters CLR, and takes a moment", async () => {
    const bmc = new Direct();
    const reservation = reserve(bmc);
    expect(bmc.raw(0x0a, 0x47, "ffff434c52aa")).toBe("c5");
    expect(bmc.raw(0x0a, 0x47, `${reservation}434c53aa`)).toBe("cc");
    expect(bmc.raw(0x0a, 0x47, `${reservation}434c52aa`)).toBe("0000");
    expect(bmc.raw(0x0a, 0x47, `${reservation}434c5200`)).toBe("0000");
    await bmc.clock.advance(4000);
    expect(bmc.raw(0x0a, 0x47, `${reservation}434c5200`)).toBe("0001");
    // "Log cleared" is all there is.
    expect(await logSize(bmc)).toBe(1);
  });

  test("a change cancels the reservation", () => {
    const bmc = new Direct();
    const reservation = reserve(bmc);
    expect(bmc.raw(0x0a, 0x44, "000002000000002000040101016f000000")).toBe("c7");
    expect(bmc.raw(0x0a, 0x44, "0000020000000020000401016f00ffff")?.slice(0, 2)).toBe("00");
    expect(bmc.raw(0x0a, 0x46, `${reservation}0100`)).toBe("c5");
    expect(bmc.raw(0x0a, 0x46, `${reserve(bmc)}0100`)).toBe("000100");
    expect(bmc.raw(0x0a, 0x43, "0000010000ff")).toBe("cb");
  });

  test("a full log refuses more and says that it overflowed", () => {
    const bmc = new Direct();
    const record = "0000020000000020000401016f00ffff";
    let answer: string | null = "00";
    for (let n = 0; n < 2000 && answer?.startsWith("00"); n++) answer = bmc.raw(0x0a, 0x44, record);
    expect(answer).toBe("c4");
    const info = Buffer.from(bmc.raw(0x0a, 0x40) ?? "", "hex");
    expect(info.readUInt16LE(2)).toBe(1024);
    expect(info.readUInt16LE(4)).toBe(0);
    expect((info[14] ?? 0) & 0x80).toBe(0x80);
  });

  test("its time can be set, and stamps what comes after", async () => {
    const bmc = new Direct();
    expect(bmc.raw(0x0a, 0x49, "00000050")).toBe("00");
    await bmc.clock.advance(2000);
    expect(bmc.raw(0x0a, 0x48)).toBe("0002000050");
  });
});

describe("a controller behind the BMC", () => {
  test("has its own identity, sensors, SDRs and FRU, and no chassis", () => {
    const bmc = new Direct({ profile: lenovo });
    expect(bmc.raw(0x06, 0x01, "", 0x30)?.slice(2, 4)).toBe("31");
    expect(bmc.raw(0x04, 0x20, "", 0x30)).toBe("000301");
    expect(bmc.raw(0x04, 0x2d, "01", 0x30)?.slice(0, 2)).toBe("00");
    expect(bmc.raw(0x0a, 0x10, "00", 0x30)).toBe("00000100");
    expect(bmc.raw(0x00, 0x01, "", 0x30)).toBeNull();
    expect(bmc.raw(0x06, 0x01, "", 0x32)).toBe("d3");
  });
});
