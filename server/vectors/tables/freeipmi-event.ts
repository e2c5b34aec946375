import { type Conversion, convert } from "../../ipmi/records/conversion";
import { eventOffset } from "../../ipmi/records/sel/event-details";
import type { SelRecord, SystemEventRecord } from "../../ipmi/records/sel/sel-record";
import type { SensorIndex } from "../../ipmi/records/sel/sensor-index";
import { stateAt } from "../../ipmi/records/states/state-tables";
import { analogValue } from "../../shell/sdr/analog-value";
import type { Checks } from "../tally";
import { freeIpmiMistake } from "./freeipmi-reading";
import { writes } from "./numbers";

/**
 * FreeIPMI's columns: date, time, name, type, state, event. Its words are not ours; the facts in them are compared: the
 * sensor, offsets, data bytes, reading and threshold, and that we have words for a state where it has. Its state column is an
 * opinion from its configuration.
 */
export function checkFreeIpmiEvent(
  columns: readonly string[],
  record: SelRecord,
  index: SensorIndex,
  checks: Checks,
): void {
  if (record.kind !== "system-event") return;
  const [, , name, , , event] = columns;
  const sensor = index.find(record);
  if (name !== undefined && sensor !== null) checks.equal("freeipmi.name", name, sensor.name);
  if (event === undefined) return;
  for (const [position, part] of event.split(" ; ").entries()) {
    if (!checkFact(part, record, sensor?.conversion ?? null, checks) && position === 0) {
      const state = stateAt(record.eventType, record.sensorType, eventOffset(record));
      checks.decide("freeipmi.event", state !== null, part, "no words for this state");
    }
  }
}

/** False when the part is no fact that can be compared. */
function checkFact(
  part: string,
  event: SystemEventRecord,
  conversion: Conversion | null,
  checks: Checks,
): boolean {
  const [, subject = "", text = ""] = /^(.*) = (.*)$/.exec(part) ?? [];
  switch (subject) {
    case "Event Offset":
    case "OEM Event Offset":
      checks.equal("freeipmi.event offset", Number.parseInt(text, 16), eventOffset(event));
      return true;
    case "Event Data2":
    case "OEM Event Data2":
    case "OEM Event Data2 code":
      checks.equal("freeipmi.data 2", Number.parseInt(text, 16), event.data[1]);
      return true;
    case "Event Data3":
    case "OEM Event Data3":
    case "OEM Event Data3 code":
      checks.equal("freeipmi.data 3", Number.parseInt(text, 16), event.data[2]);
      return true;
    case "Sensor Reading":
      checkReading("freeipmi.reading", text, event.data[1], conversion, checks);
      return true;
    case "Threshold":
      checkReading("freeipmi.threshold", text, event.data[2], conversion, checks);
      return true;
    default:
      return nothing.includes(part.toLowerCase());
  }
}

const noValue = { why: "FreeIPMI shows 0 where its arithmetic has no finite result" };

/** What FreeIPMI says when it has no words either. */
const nothing: readonly string[] = ["", "n/a", "unspecified", "reserved"];

function checkReading(
  field: string,
  text: string,
  raw: number,
  conversion: Conversion | null,
  checks: Checks,
): void {
  const bare = /^([0-9A-F]{2})h$/.exec(text)?.[1];
  if (bare !== undefined) {
    checks.equal(field, Number.parseInt(bare, 16), raw);
    return;
  }
  const number = text.split(" ")[0] ?? "";
  if (conversion === null || number === "") return;
  const value = convert(raw, conversion);
  const linear = analogValue(raw, { ...conversion, linearisation: 0 });
  const mistake = freeIpmiMistake(number, analogValue(raw, conversion), linear, conversion);
  if (value !== null && writes(number, value)) checks.decide(field, true, text, value);
  else if (mistake !== null) checks.explain(field, mistake, text, value);
  else if (value === null && Number(number) === 0) checks.explain(field, noValue, text, value);
  else checks.fail(field, text, value);
}
