import type { SensorRecord } from "../../ipmi/records/sdr/sensor-record";
import { describeEvent } from "../../ipmi/records/sel/describe-event";
import { decodeSelRecord, type SelRecord } from "../../ipmi/records/sel/sel-record";
import { SensorIndex } from "../../ipmi/records/sel/sensor-index";
import { FIRST_OEM, SelEvent } from "../../shell/sel/sel-event";
import { selLine } from "../../shell/sel/sel-line";
import { timestampNumeric } from "../../shell/timestamps";
import { asBytes, asList, asObject, asText } from "../json";
import type { Checks, Tally } from "../tally";
import { checkFreeIpmiEvent } from "./freeipmi-event";

/** True for SEL records, by number, with the columns tools print for them. */
export function isSelTable(content: unknown): boolean {
  const object = asObject(content);
  const first = asObject(object === null ? asList(content)?.[0] : Object.values(object)[0]);
  return first !== null && asBytes(first.raw)?.length === 16 && ("ipmitool" in first || "freeipmi" in first);
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
  const event = new SelEvent(record.raw);
  const sensor = event.isOem ? null : (sensors.find((one) => isOf(event, one)) ?? null);
  const [, ...columns] = selLine(event, sensor, true).trimEnd().split(",");
  const timed = event.recordType < FIRST_OEM;
  const got = timed ? [...utcColumns(event), ...columns.slice(2)] : columns.filter((column) => column !== "");
  checks.equal("ipmitool", joined(expected), joined(got));
}

function joined(columns: readonly string[]): string {
  return columns
    .map((column) => column.trim())
    .map(withoutZone)
    .join(" | ");
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
