import { DecodeError } from "@/server/ipmi";
import { ByteReader } from "@/server/ipmi/wire/byte-reader";
import { manufacturerName } from "../manufacturers";
import { fixed } from "../sdr/decimal";

const UNIT = 8;
const MULTIRECORD_OFFSET = 5;
const HEADER_BYTES = 5;
const END_OF_LIST = 0x80;
const MOST_RECORDS = 256;
const OEM = 0xc0;
const PICMG = 12634;

/** Multirecords as `-v fru` prints them: supplies, outputs, loads, and whose the others are. */
export function multirecordText(bytes: Buffer): string {
  let offset = (bytes[MULTIRECORD_OFFSET] ?? 0) * UNIT;
  if (offset === 0) return "";
  let text = "";
  for (let count = 0; count < MOST_RECORDS; count++) {
    const type = bytes[offset];
    const flags = bytes[offset + 1];
    const length = bytes[offset + 2];
    if (type === undefined || flags === undefined || length === undefined) return text;
    const body = bytes.subarray(offset + HEADER_BYTES, offset + HEADER_BYTES + length);
    text += recordText(type, body);
    if ((flags & END_OF_LIST) !== 0) return text;
    offset += HEADER_BYTES + length;
  }
  return text;
}

function recordText(type: number, body: Buffer): string {
  const reader = new ByteReader(body, "FRU multirecord");
  try {
    if (type === 0x00) return powerSupply(reader);
    if (type === 0x01) return dcOutput(reader);
    if (type === 0x02) return dcLoad(reader);
    return type === OEM ? oem(reader.u24()) : "";
  } catch (error) {
    if (error instanceof DecodeError) return "";
    throw error;
  }
}

const voltages = ["12 V", "-12 V", "5 V", "3.3 V"] as const;

function powerSupply(reader: ByteReader): string {
  const capacity = reader.u16();
  const peakVa = reader.u16();
  const inrush = reader.u8();
  const inrushTime = reader.u8();
  const volts = () => Math.trunc(reader.u16() / 100);
  const range1 = `${volts()}-${volts()} V`;
  const range2 = `${volts()}-${volts()} V`;
  const frequency = `${reader.u8()}-${reader.u8()} Hz`;
  const dropout = reader.u8();
  const flags = reader.u8();
  const peak = reader.u16();
  const combinedVoltages = reader.u8();
  const combined = reader.u16();
  const fan = reader.u8();
  const predictive = (flags & 0x01) !== 0;
  const [first, second] = [voltages[(combinedVoltages >> 4) & 0x03], voltages[combinedVoltages & 0x03]];
  return lines("Power Supply Record", [
    ["Capacity", `${capacity} W`],
    ["Peak VA", `${peakVa} VA`],
    ["Inrush Current", `${inrush} A`],
    ["Inrush Interval", `${inrushTime} ms`],
    ["Input Voltage Range 1", range1],
    ["Input Voltage Range 2", range2],
    ["Input Frequency Range", frequency],
    ["A/C Dropout Tolerance", `${dropout} ms`],
    ["Flags", supplyFlags(flags, fan)],
    ["Peak capacity", `${peak & 0x0fff} W`],
    ["Peak capacity holdup", `${peak >> 12} s`],
    ["Combined capacity", combined === 0 ? "not specified" : `${combined} W (${first} and ${second})`],
    ...(predictive ? [["Fan lower threshold", `${fan} RPS`] as const] : []),
  ]);
}

function supplyFlags(flags: number, fan: number): string {
  const predictive = (flags & 0x01) !== 0;
  const tachometer = (flags & 0x10) !== 0;
  const pin = tachometer ? "'Failure on pin de-assertion'" : "'Failure on pin assertion'";
  const pulses = tachometer ? "'Two pulses per rotation'" : "'One pulse per rotation'";
  return [
    predictive ? "'Predictive fail' " : "",
    flags & 0x02 ? "'Power factor correction' " : "",
    flags & 0x04 ? "'Autoswitch voltage' " : "",
    flags & 0x08 ? "'Hot swap' " : "",
    predictive ? (fan === 0 ? pin : pulses) : "",
  ].join("");
}

function dcOutput(reader: ByteReader): string {
  const output = reader.u8();
  return lines("DC Output Record", [
    ["Output Number", `${output & 0x0f}`],
    ["Standby power", output & 0x80 ? "Yes" : "No"],
    ["Nominal voltage", voltsText(reader)],
    ["Max negative deviation", voltsText(reader)],
    ["Max positive deviation", voltsText(reader)],
    ["Ripple and noise pk-pk", `${reader.u16()} mV`],
    ["Minimum current draw", amperesText(reader)],
    ["Maximum current draw", amperesText(reader)],
  ]);
}

function dcLoad(reader: ByteReader): string {
  const output = reader.u8();
  return lines("DC Load Record", [
    ["Output Number", `${output & 0x0f}`],
    ["Nominal voltage", voltsText(reader)],
    ["Min voltage allowed", voltsText(reader)],
    ["Max voltage allowed", voltsText(reader)],
    ["Ripple and noise pk-pk", `${reader.u16()} mV`],
    ["Minimum current load", amperesText(reader)],
    ["Maximum current load", amperesText(reader)],
  ]);
}

function oem(manufacturer: number): string {
  return manufacturer === PICMG
    ? "  PICMG Extension Record\n"
    : `  OEM (${manufacturerName(manufacturer)}) Record\n`;
}

function voltsText(reader: ByteReader): string {
  return `${fixed(((reader.u16() << 16) >> 16) / 100, 2)} V`;
}

function amperesText(reader: ByteReader): string {
  return `${fixed(reader.u16() / 1000, 3)} A`;
}

function lines(title: string, rows: readonly (readonly [string, string])[]): string {
  return ` ${title}\n${rows.map(([label, value]) => `  ${label.padEnd(26)} : ${value}\n`).join("")}`;
}
