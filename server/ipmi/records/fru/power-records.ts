import type { ByteReader } from "../../wire/byte-reader";
import type { FruField } from "./fru-inventory";
import { presentFields, yesNo } from "./present-fields";

/** Power Supply Information, type 00h (FRU Information Storage Definition §18.1). */
export function powerSupplyFields(reader: ByteReader): readonly FruField[] {
  const capacity = reader.u16() & 0x0fff;
  const peakVa = reader.u16();
  const inrush = reader.u8();
  const inrushMs = reader.u8();
  const range1 = voltageRange(reader);
  const range2 = voltageRange(reader);
  const lowHz = reader.u8();
  const highHz = reader.u8();
  const dropoutMs = reader.u8();
  const flags = reader.u8();
  const peak = reader.u16();
  return presentFields([
    ["Capacity", `${capacity} W`],
    ["Peak VA", peakVa === 0xffff ? null : `${peakVa} VA`],
    ["Inrush current", inrush === 0xff ? null : `${inrush} A for ${inrushMs} ms`],
    ["Input voltage", range1],
    ["Input voltage, second range", range2],
    ["Input frequency", `${lowHz} to ${highHz} Hz`],
    ["Dropout tolerance", `${dropoutMs} ms`],
    ["Peak capacity", (peak & 0x0fff) === 0 ? null : `${peak & 0x0fff} W for ${peak >> 12} s`],
    ["Hot swap", yesNo(flags & 0x08)],
    ["Auto-switching", yesNo(flags & 0x04)],
    ["Power factor correction", yesNo(flags & 0x02)],
    ["Predictive failure", yesNo(flags & 0x01)],
  ]);
}

/** DC Output, 01h (§18.2): currents in mA. Extended DC Output, 09h (§18.2a): currents in 10 or 100 mA. */
export function dcOutputFields(reader: ByteReader, extended: boolean): readonly FruField[] {
  const output = reader.u8();
  const unit = extended ? extendedUnit(output & 0x10) : 1;
  const nominal = i16(reader);
  const lowest = i16(reader);
  const highest = i16(reader);
  return presentFields([
    ["Output", `${output & 0x0f}`],
    ["Standby", yesNo(output & 0x80)],
    ...electrical(reader, nominal, lowest, highest, unit),
  ]);
}

/** DC Load, 02h (§18.3): currents in mA. Extended DC Load, 0Ah (§18.3a): currents in 10 or 100 mA. */
export function dcLoadFields(reader: ByteReader, extended: boolean): readonly FruField[] {
  const output = reader.u8();
  const unit = extended ? extendedUnit(output & 0x80) : 1;
  const nominal = i16(reader);
  const lowest = i16(reader);
  const highest = i16(reader);
  return presentFields([
    ["Output", `${output & 0x0f}`],
    ...electrical(reader, nominal, lowest, highest, unit),
  ]);
}

function electrical(
  reader: ByteReader,
  nominal: number,
  lowest: number,
  highest: number,
  milliamperes: number,
): readonly (readonly [string, string])[] {
  const ripple = reader.u16();
  const least = reader.u16() * milliamperes;
  const most = reader.u16() * milliamperes;
  return [
    ["Nominal voltage", `${hundredths(nominal)} V`],
    ["Voltage range", `${hundredths(lowest)} to ${hundredths(highest)} V`],
    ["Ripple and noise", `${ripple} mV`],
    ["Current", `${(least / 1000).toFixed(3)} to ${(most / 1000).toFixed(3)} A`],
  ];
}

function extendedUnit(hundred: number): number {
  return hundred === 0 ? 10 : 100;
}

function voltageRange(reader: ByteReader): string | null {
  const low = reader.u16();
  const high = reader.u16();
  return low === 0 && high === 0 ? null : `${hundredths(low)} to ${hundredths(high)} V`;
}

function hundredths(value: number): string {
  return (value / 100).toFixed(2);
}

function i16(reader: ByteReader): number {
  return (reader.u16() << 16) >> 16;
}
