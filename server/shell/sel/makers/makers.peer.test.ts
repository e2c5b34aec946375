import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { SimulatedMachine } from "@/e2e/fixtures/ipmi-sim";
import { fullRecord } from "@/e2e/fixtures/rich-sdr";
import { ComparedBmc } from "../../testing/compare";

type Bytes = readonly number[];

/** Sensor type, sensor number, event data. */
type Event = readonly [type: number, number: number, data1: number, data2: number, data3: number];

const both = 0xa0;
const coded = [both, 0x80, 0x20, 0x90, 0x60] as const;

/** Every place where Dell's bytes mean something, and some beside it. */
function dellEvents(): readonly Event[] {
  const events: Event[] = [];
  for (const flags of coded) {
    for (const offset of [0, 1, 3, 6]) {
      for (const data2 of [
        0x00, 0x01, 0x0c, 0x21, 0x7f, 0x80, 0x92, 0xa0, 0xb1, 0xc0, 0xd0, 0xe3, 0xf0, 0xff,
      ]) {
        events.push([0x0c, 0x02, flags | offset, data2, 0x81]);
      }
    }
    for (const offset of [0, 1, 2, 3, 4, 5, 10, 15]) {
      events.push([0x10, 0x01, flags | offset, 0x02, 0x0c], [0x07, 0x0a, flags | offset, 0x06, 0x11]);
      events.push([0x07, 0x60, flags | offset, 0x00, 0x11], [0x07, 0x60, flags | offset, 0x80, 0x20]);
      events.push([0x13, 0x18, flags | offset, 0x1a, 0x03], [0x13, 0x18, flags | offset, 0x1a, 0x85]);
      events.push([0xc1, 0x25, flags | offset, 0x2b, 0x84], [0xc2, 0x26, flags | offset, 0x18, 0x06]);
      events.push([0xc3, 0x27, flags | offset, 0x18, 0x86], [0xc2, 0x29, flags | offset, 0xe7, 0x01]);
      events.push([0x2b, 0x71, flags | offset, 0x02, 0x01], [0x20, 0x72, flags | offset, 0x02, 0x04]);
      events.push([0x0f, 0x73, flags | offset, 0x82, 0x00], [0x0f, 0x73, flags | offset, 0xc4, 0x00]);
    }
    for (const data2 of [0x03, 0x0f]) {
      events.push([0x0c, 0x1c, flags, data2, 0x01], [0x0c, 0x1c, flags, data2, 0xff]);
    }
  }
  events.push([0x23, 0x23, 0xc1, 0x04, 0x00], [0x23, 0x23, 0xc1, 0x03, 0x00], [0x10, 0x01, 0x03, 0xff, 0xff]);
  return events;
}

function supermicroEvents(): readonly Event[] {
  return [0, 1, 2, 3].flatMap((data2): readonly Event[] => [
    [0xd0, 0xfd, 0x80, data2, 0xff],
    [0xd0, 0xfd, 0x80, data2, 0x00],
    [0x08, 0xc8, data2, 0xff, 0xff],
    [0x05, 0xaa, data2, 0xff, 0xff],
    [0x0c, 0x30, 0xa0 | data2, 0x1a, 0x00],
    [0xc1, 0x31, data2, 0x00, 0x00],
    [0x0f, 0x32, 0x0f, data2, 0x00],
    [0xc8, 0x33, data2, 0x00, 0x00],
  ]);
}

function machine(manufacturer: number, events: readonly Event[]): SimulatedMachine {
  const hex = (bytes: Bytes) => bytes.map((byte) => `0x${byte.toString(16)}`).join(" ");
  return {
    files: {},
    commands: () => [
      "mc_setbmc 0x20",
      `mc_add 0x20 0x20 no-device-sdrs 0x23 9 8 0x9f ${manufacturer} 1`,
      "sel_enable 0x20 1000 0x0a",
      `main_sdr_add 0x20 ${hex([...fullRecord(1, { number: 1, name: "Inlet", type: 1, unit: 1, raw: 20 })])}`,
      ...events.map(
        ([type, number, ...data]) =>
          `sel_add 0x20 0x02 ${hex([0, 0, 0, 0, 0x20, 0, 4, type, number, 0x6f, ...data])}`,
      ),
      "mc_enable 0x20",
    ],
  };
}

const makers = [
  ["Dell", 674, dellEvents(), "127.2.46.21"],
  ["Supermicro", 10876, supermicroEvents(), "127.2.46.22"],
] as const;

describe.each(makers)("events of %s", (_maker, manufacturer, events, address) => {
  let bmc: ComparedBmc;

  beforeAll(async () => {
    bmc = await ComparedBmc.start(address, { machine: machine(manufacturer, events) });
  });

  afterAll(() => bmc.stop());

  test.each(["sel list", "sel elist", "sel get 1 2 3"])("%s says what ipmitool says", async (words) => {
    const except = [{ pattern: /^( Timestamp {13}: ).*$/gm, becomes: "$1", reason: "the date twice" }];
    await bmc.expectSameAsIpmitool(words.split(" "), { except });
    await bmc.expectSameAsIpmitool(words.split(" "), { except, view: { csv: true } });
  });

  test("they are all there", async () => {
    const { output } = await bmc.ours(["sel", "list"]);
    expect(output.trim().split("\n").length).toBeGreaterThanOrEqual(events.length);
  });
});
