import type { SensorRecord } from "../../ipmi/records/sdr/sensor-record";
import { describeEvent } from "../../ipmi/records/sel/describe-event";
import { decodeSelRecord, type SelRecord } from "../../ipmi/records/sel/sel-record";
import { SensorIndex } from "../../ipmi/records/sel/sensor-index";
import type { Maker } from "../../shell/sel/makers/maker";
import { FIRST_OEM, KERNEL_PANIC, SelEvent } from "../../shell/sel/sel-event";
import { selLine } from "../../shell/sel/sel-line";
import { timestampNumeric } from "../../shell/timestamps";
import { asBytes, asList, asObject, asText } from "../json";
import type { Checks, Tally } from "../tally";
import { checkFreeIpmiEvent } from "./freeipmi-event";

const SEL_RECORD_BYTES = 16;

/** True for SEL records, by number, with the columns tools print for them. */
export function isSelTable(content: unknown): boolean {
  const object = asObject(content);
  return (object === null ? (asList(content) ?? []) : Object.values(object)).some((entry) => {
    const given = asObject(entry);
    return given !== null && asBytes(given.raw)?.length === SEL_RECORD_BYTES && !("sdr" in given);
  });
}

/** SEL record → text of ipmitool and FreeIPMI. `sensors`: the records of the BMC it was taken from, where they are known. */
export function checkSel(
  file: string,
  content: unknown,
  sensors: readonly SensorRecord[],
  tally: Tally,
): void {
  const index = new SensorIndex(sensors);
  const entries = Object.entries(asObject(content) ?? { ...asList(content) });
  for (const [name, entry] of entries) {
    const given = asObject(entry);
    const checks = tally.of(file, `record ${name}`);
    const bytes = asBytes(given?.raw);
    if (given === null || bytes === null) {
      checks.fail("raw", "hex digits", given?.raw ?? entry);
      continue;
    }
    const record = checks.decoded("raw", () => decodeSelRecord(bytes));
    if (record === null) continue;
    checks.decide("text", describeEvent(record, index).text !== "", "some text", "");
    const ipmitool = columnsOf(given.ipmitool);
    if (ipmitool !== null) checkIpmitool(ipmitool, record, sensors, checks);
    const freeipmi = columnsOf(given.freeipmi);
    if (freeipmi !== null) checkFreeIpmiEvent(freeipmi, record, index, checks);
  }
}

function columnsOf(value: unknown): readonly string[] | null {
  const list = asList(value);
  return list === null || list.length === 0 ? null : list.map((column) => asText(column) ?? "");
}

/** ipmitool's columns after the record's number: date and time, where the record has one, sensor, event, direction, details. */
function checkIpmitool(
  expected: readonly string[],
  record: SelRecord,
  sensors: readonly SensorRecord[],
  checks: Checks,
): void {
  const wanted = joined(expected, record);
  const says = (raw: Buffer, maker: Maker | null) => joined(ipmitoolText(raw, sensors, maker), record);
  const got = says(record.raw, null);
  if (makers.some((maker) => wanted === says(record.raw, maker))) checks.pass();
  else if (wanted === says(turned(record.raw), null)) {
    checks.explain("ipmitool", turnedManufacturer, wanted, got);
  } else checks.fail("ipmitool", wanted, got);
}

/** A table does not say whose BMC it was; ipmitool adds its words to events of some. */
const makers: readonly (Maker | null)[] = [
  null,
  { name: "dell", ipmi15: false },
  { name: "dell", ipmi15: true },
  { name: "supermicro", ipmi15: false },
];

const turnedManufacturer = {
  why: "ipmitool's sel save and writeraw turn the manufacturer of OEM records the other way round",
};

function ipmitoolText(raw: Buffer, sensors: readonly SensorRecord[], maker: Maker | null): readonly string[] {
  const event = new SelEvent(raw);
  const sensor = event.isOem ? null : (sensors.find((one) => isOf(event, one)) ?? null);
  const [, ...columns] = selLine(event, sensor, true, maker).trimEnd().split(",");
  return event.recordType < FIRST_OEM ? [...utcColumns(event), ...columns.slice(2)] : columns;
}

function turned(raw: Buffer): Buffer {
  const other = Buffer.from(raw);
  other.subarray(7, 10).reverse();
  return other;
}

/** Records without a time have no columns for it, or empty ones; what is not ASCII is written as the terminal has it. */
function joined(columns: readonly string[], { raw }: SelRecord): string {
  const { recordType } = new SelEvent(raw);
  const text = columns
    .flatMap((column) => column.split(",")) // ipmitool does not quote the commas within a column
    .map((column) => column.trim())
    .filter((column) => recordType < FIRST_OEM || column !== "")
    .map(withoutZone)
    .map((column) => column.replace(/(?<!-)\bnan\b/g, "-nan"))
    .join(" | ");
  return recordType === KERNEL_PANIC ? text.replace(/[^ -~]/g, "") : text;
}

/** Older releases write years in full, and times without their zone. */
function withoutZone(column: string): string {
  return column.replace(/^(\d\d\/\d\d\/)\d\d(\d\d)$/, "$1$2").replace(/^(\d\d:\d\d:\d\d) (?:UTC|GMT)$/, "$1");
}

/** Date and time as a tool in UTC writes them, wherever we are. */
function utcColumns({ timestamp }: SelEvent): readonly string[] {
  if (timestamp < FIRST_DATE) return ["Pre-Init", String(timestamp).padStart(10, "0")];
  const [date = "", time = date] = timestampNumeric(timestamp, true).split(" ");
  return [date, time];
}

const FIRST_DATE = 0x2000_0000;

/** ipmitool looks for number, owner and type; the LUN does not matter to it. */
function isOf(event: SelEvent, { number, owner, sensorType }: SensorRecord): boolean {
  return (
    number === event.sensorNumber &&
    owner.id === (event.generatorId & 0xff) &&
    sensorType === event.sensorType
  );
}
