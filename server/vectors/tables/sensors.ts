import { type Conversion, convert } from "../../ipmi/records/conversion";
import { decodeSdr, isSensorRecord } from "../../ipmi/records/sdr/decode-sdr";
import { decodeSensorDetails } from "../../ipmi/records/sdr/sensor-details";
import type { SensorRecord } from "../../ipmi/records/sdr/sensor-record";
import { unitText } from "../../ipmi/records/units";
import { analogValue } from "../../shell/sdr/analog-value";
import { unitWords } from "../../shell/sdr/unit-words";
import { asBytes, asList, asNumber, asObject, asText, type Json } from "../json";
import type { Checks, Tally } from "../tally";
import { freeIpmiMistake } from "./freeipmi-reading";
import { writes } from "./numbers";

/** ipmitool's and FreeIPMI's short names of thresholds, and ours. */
const thresholdNames = {
  lnr: "lowerNonRecoverable",
  lc: "lowerCritical",
  lnc: "lowerNonCritical",
  unc: "upperNonCritical",
  uc: "upperCritical",
  unr: "upperNonRecoverable",
} as const;

const formats = ["unsigned", "ones-complement", "twos-complement"] as const;

/** True for a list of SDRs with a raw reading and what tools make of it. */
export function isSensorTable(content: unknown): boolean {
  return (asList(content) ?? []).some((entry) => asBytes(asObject(entry)?.sdr) !== null);
}

/** The sensor records of a table; those that do not decode are left out, `checkSensors` complains of them. */
export function sensorsIn(content: unknown): readonly SensorRecord[] {
  return (asList(content) ?? []).flatMap((entry) => {
    const bytes = asBytes(asObject(entry)?.sdr);
    try {
      const record = bytes === null ? null : decodeSdr(bytes);
      return record !== null && isSensorRecord(record) ? [record] : [];
    } catch {
      return [];
    }
  });
}

/** SDR and raw reading → value, unit and thresholds, as ipmitool and FreeIPMI print them. */
export function checkSensors(file: string, content: unknown, tally: Tally): void {
  for (const [index, entry] of (asList(content) ?? []).entries()) {
    const given = asObject(entry);
    const checks = tally.of(file, asText(given?.name) ?? `entry ${index + 1}`);
    const bytes = asBytes(given?.sdr);
    if (given === null || bytes === null) {
      checks.fail("sdr", "hex digits", given?.sdr ?? entry);
      continue;
    }
    const record = checks.decoded("sdr", () => decodeSdr(bytes));
    if (record === null) continue;
    if (isSensorRecord(record)) checkSensor(given, bytes, record, checks);
    else checks.pass();
  }
}

function checkSensor(given: Json, bytes: Buffer, record: SensorRecord, checks: Checks): void {
  checkName(asText(given.name), bytes, record, checks);
  const { conversion } = record;
  const raw = asNumber(given.raw);
  if (conversion === null || raw === null) return;
  checkFactors(given, conversion, checks);
  checkRawThresholds(given, bytes, checks);
  const ipmitool = asObject(given.ipmitool);
  if (ipmitool !== null) checkIpmitool(ipmitool, given, raw, record, conversion, checks);
  const freeipmi = asObject(given.freeipmi);
  if (freeipmi !== null) checkFreeIpmi(freeipmi, raw, record, conversion, checks);
}

function checkName(expected: string | null, bytes: Buffer, record: SensorRecord, checks: Checks): void {
  if (expected === null) return;
  if (expected !== record.name && isUndecoded(expected, bytes)) {
    checks.explain("name", undecodedName, expected, record.name);
  } else checks.equal("name", expected, record.name);
}

const undecodedName = { why: "ipmitool and FreeIPMI show names in BCD-plus and 6-bit ASCII undecoded" };
const FULL_SENSOR_NAME = 47;

/** The bytes of a name that is not 8-bit text, read as if it were. */
function isUndecoded(text: string, bytes: Buffer): boolean {
  const typeLength = bytes[FULL_SENSOR_NAME];
  if (typeLength === undefined || typeLength >= 0xc0) return false;
  const raw = bytes.subarray(FULL_SENSOR_NAME + 1, FULL_SENSOR_NAME + 1 + (typeLength & 0x1f));
  return raw.toString("latin1") === text;
}

function checkFactors(given: Json, conversion: Conversion, checks: Checks): void {
  const facts: readonly (readonly [string, number | string | null])[] = [
    ["lin", conversion.linearisation],
    ["M", conversion.m],
    ["B", conversion.b],
    ["Rexp", conversion.resultExponent],
    ["Bexp", conversion.bExponent],
  ];
  for (const [field, got] of facts)
    if (asNumber(given[field]) !== null) checks.equal(field, given[field], got);
  const format = asNumber(given.fmt);
  if (format !== null) checks.equal("fmt", formats[format] ?? null, conversion.format);
}

function checkRawThresholds(given: Json, bytes: Buffer, checks: Checks): void {
  const expected = asObject(given.thresholds);
  const analog = checks.decoded("sdr", () => decodeSensorDetails(bytes))?.analog;
  if (expected === null || analog === undefined || analog === null) return;
  for (const [short, long] of Object.entries(thresholdNames)) {
    if (asNumber(expected[short]) !== null)
      checks.equal(`thresholds.${short}`, expected[short], analog.thresholds[long]);
  }
}

function checkIpmitool(
  expected: Json,
  given: Json,
  raw: number,
  record: SensorRecord,
  conversion: Conversion,
  checks: Checks,
): void {
  checkValue("ipmitool.value", asText(expected.value), raw, conversion, checks);
  const unit = asText(expected.unit);
  if (unit !== null && unit !== "") checks.equal("ipmitool.unit", unit, unitWords(record.units));
  const thresholds = asObject(given.thresholds);
  for (const short of Object.keys(thresholdNames)) {
    const rawThreshold = asNumber(thresholds?.[short]);
    const text = asText(expected[short]);
    if (rawThreshold === null || text === "na") continue;
    checkValue(`ipmitool.${short}`, text, rawThreshold, conversion, checks);
  }
}

/** Both ways we have: the engine's, which cleans binary noise away, and the one that prints as ipmitool does. */
function checkValue(
  field: string,
  text: string | null,
  raw: number,
  conversion: Conversion,
  checks: Checks,
): void {
  if (text === null || text === "na" || text === "no reading") return;
  const value = convert(raw, conversion);
  if (!writes(text, value) && writes(text, readAsTwosComplement(raw, conversion))) {
    checks.explain(field, onesComplement, text, value);
    return;
  }
  const printed = analogValue(raw, conversion);
  const same = writes(text, Number.isFinite(printed) ? printed : null);
  if (value === null && conversion.linearisation >= NON_LINEAR && same) {
    checks.explain(field, constantFactors, text, value);
    return;
  }
  checks.decide(field, writes(text, value), text, value);
  checks.decide(`${field} as printed`, same, text, printed);
}

/** From here on the factors hold for one reading only (IPMI 2.0 table 43-1 byte 24). */
const NON_LINEAR = 0x70;
const constantFactors = {
  why: "ipmitool converts what a non-linear sensor says with the factors of another reading",
};
const onesComplement = { why: "the tool reads one's complement as two's complement" };

function readAsTwosComplement(raw: number, conversion: Conversion): number | null {
  const onesComplement = conversion.format === "ones-complement" && raw >= 0x80;
  return onesComplement
    ? convert(raw, { ...conversion, format: "twos-complement" })
    : convert(raw, conversion);
}

function checkFreeIpmi(
  expected: Json,
  raw: number,
  record: SensorRecord,
  conversion: Conversion,
  checks: Checks,
): void {
  const text = asText(expected.value);
  if (text !== null && text !== "N/A") {
    const value = convert(raw, conversion);
    const exact = analogValue(raw, conversion);
    const linear = analogValue(raw, { ...conversion, linearisation: 0 });
    const mistake = freeIpmiMistake(text, exact, linear, conversion);
    if (value !== null && writes(text, value)) checks.decide("freeipmi.value", true, text, value);
    else if (mistake !== null) checks.explain("freeipmi.value", mistake, text, value);
    else checks.fail("freeipmi.value", text, value);
  }
  const unit = asText(expected.unit);
  if (unit !== null && unit !== "N/A" && isPlain(record)) {
    checks.equal("freeipmi.unit", unit, unitText(record.units).replace("°", ""));
  }
}

/** Units whose abbreviation nobody writes otherwise: °C, °F, K, V, A, W, J and RPM, alone and without "per second". */
function isPlain({ units }: SensorRecord): boolean {
  const { base, modifierUse, percentage, rate } = units;
  return [1, 2, 3, 4, 5, 6, 7, 18].includes(base) && modifierUse === 0 && !percentage && rate === 0;
}
