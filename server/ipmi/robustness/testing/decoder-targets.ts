import type { Command } from "../../commands/command";
import { convert } from "../../records/conversion";
import { decodeFru } from "../../records/fru/decode-fru";
import { fruExtent } from "../../records/fru/fru-extent";
import { decodeSdr, isSensorRecord } from "../../records/sdr/decode-sdr";
import { expandSharedSensors } from "../../records/sdr/expand-sensors";
import { decodeSensorDetails } from "../../records/sdr/sensor-details";
import { describeEvent } from "../../records/sel/describe-event";
import { decodeSelRecord } from "../../records/sel/sel-record";
import { SensorIndex } from "../../records/sel/sensor-index";
import { vendorOf } from "../../vendors/vendor-of";
import { ByteReader } from "../../wire/byte-reader";
import { checksum } from "../../wire/checksum";
import { decodes, type FuzzTarget, mustHold } from "./fuzz-target";

/** Decoders of what BMCs store and answer. */

/** Control, format and lone surrogate characters: what could type into a terminal or disguise a text. */
const unsafe = /[\p{Cc}\p{Cf}\p{Cs}]/u;

function mustBeSafe(text: string): void {
  mustHold(!unsafe.test(text), `unsafe text ${JSON.stringify(text)}`);
}

const fullSensor = Buffer.from(
  "070051013320000701037f68010101800a8000003f3f8001000001000000000000072859fc7f8064645f0000000202000000c84350552054656d70",
  "hex",
);
const compactSensor = Buffer.from(
  "d3005102288200d3c1640340216f000000000300c000000100000000000000cd41343a50726573205346502d31",
  "hex",
);

const sdr: FuzzTarget = {
  name: "SDR",
  seeds: [fullSensor, compactSensor, ...[3, 8, 9, 0x10, 0x11, 0x12, 0x13, 0x14, 0xc0].map(ofType)],
  run: (input) => {
    const record = decodes(() => decodeSdr(input));
    if (record === null || !isSensorRecord(record)) return;
    decodes(() => decodeSensorDetails(input));
    const sensors = expandSharedSensors(record);
    mustHold(sensors.length <= 15, `${sensors.length} sensors of one record`);
    for (const { name } of sensors) mustBeSafe(name);
    if (record.conversion === null) return;
    for (const raw of [0, 1, 0x7f, 0x80, 0xff]) {
      const value = convert(raw, record.conversion);
      mustHold(value === null || Number.isFinite(value), "a reading that is no number");
    }
  },
};

function ofType(type: number): Buffer {
  const record = Buffer.from(fullSensor);
  record.writeUInt8(type, 3);
  return record;
}

const noSensors = new SensorIndex([]);
/** Nobody, and makers whose events have texts of their own. */
const vendors = [null, ...[343, 674, 10876, 11, 19046, 7244, 10368, 40981].map((id) => vendorOf(id))];

const sel: FuzzTarget = {
  name: "SEL",
  seeds: [
    "0100021c9ee66a20000401016f006d96",
    "0200df5cd29963370100040000000000",
    "0300e1000102030405060708090a0b0c",
    "0400021c9ee66a330003098301a5e4b7",
  ].map((hex) => Buffer.from(hex, "hex")),
  run: (input) => {
    const record = decodes(() => decodeSelRecord(input));
    if (record === null) return;
    for (const vendor of vendors) {
      const { text, sensor } = describeEvent(record, noSensors, vendor);
      mustHold(text !== "", "an event without words");
      mustBeSafe(text + sensor);
    }
  },
};

/** An area as it should be: version, length, fields, end, pad, checksum. */
function area(...fields: readonly string[]): Buffer {
  const body = fields.map((field) => Buffer.concat([Buffer.of(0xc0 | field.length), Buffer.from(field)]));
  const content = Buffer.concat([...body, Buffer.of(0xc1)]);
  const units = Math.ceil((content.length + 7) / 8);
  const bytes = Buffer.alloc(units * 8);
  bytes.set([1, units, 0x19, 0x10, 0x20, 0x30]);
  bytes.set(content, 6);
  bytes.writeUInt8(checksum(bytes), bytes.length - 1);
  return bytes;
}

function fruImage(): Buffer {
  const areas = [
    area("part", "serial"),
    area("maker", "board", "1", "2", "f"),
    area("maker", "product", "", "v1", "s"),
  ];
  const multirecord = Buffer.from("c002050000" + "0102030405", "hex");
  const header = Buffer.of(1, 0, 1, 1 + units(areas, 1), 1 + units(areas, 2), 1 + units(areas, 3), 0, 0);
  header.writeUInt8(checksum(header), 7);
  return Buffer.concat([header, ...areas, multirecord]);
}

function units(areas: readonly Buffer[], count: number): number {
  return Buffer.concat(areas.slice(0, count)).length / 8;
}

const fru: FuzzTarget = {
  name: "FRU",
  seeds: [fruImage()],
  run: (input) => {
    const { areas, warnings } = decodeFru(input);
    decodeFru(input, { checksums: false });
    for (const { fields } of areas) for (const { value } of fields) mustBeSafe(value);
    mustBeSafe(warnings.join(""));
    mustHold(fruExtent(input) < 1 << 20, "a FRU of a mebibyte");
  },
};

/** Answers to every command of a network function; the first byte of an input chooses the command. */
function answers(name: string, commands: readonly Command<never, unknown>[]): FuzzTarget {
  const lengths = [0, 1, 3, 8, 15, 34];
  return {
    name,
    seeds: commands.flatMap((_, index) =>
      lengths.map((length) => Buffer.concat([Buffer.of(index), Buffer.alloc(length, 0x11 * (length % 15))])),
    ),
    run: (input) => {
      const command = commands[(input[0] ?? 0) % commands.length];
      if (command === undefined) return;
      // Decoders that look into their request find nothing there that they could rely on.
      decodes(() => command.decode(new ByteReader(input.subarray(1), command.name), {} as never));
    },
  };
}

const DCMI = 0x2c;

export function decoderTargets(commands: readonly Command<never, unknown>[]): readonly FuzzTarget[] {
  const dcmi = commands.filter(({ netFn }) => netFn === DCMI);
  const others = commands.filter(({ netFn }) => netFn !== DCMI);
  return [sdr, sel, fru, answers("DCMI", dcmi), answers("commands", others)];
}
