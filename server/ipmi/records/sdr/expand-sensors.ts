import { printable } from "../printable";
import { alone } from "./sensor-fields";
import type { SensorRecord } from "./sensor-record";

/** One record a sensor: shared records become as many as they stand for, each with its own number and name. */
export function expandSharedSensors(record: SensorRecord): readonly SensorRecord[] {
  const { sharing, owner, entity } = record;
  if (sharing.count === 1) return [{ ...record, name: nameOr(record, record.number, "") }];
  return Array.from({ length: sharing.count }, (_, index) => {
    const number = (record.number + index) & 0xff;
    return {
      ...record,
      owner,
      number,
      name: nameOr(record, number, modifierText(sharing.modifier, sharing.modifierOffset + index)),
      entity: sharing.entityIncrements ? { ...entity, instance: (entity.instance + index) & 0x7f } : entity,
      sharing: alone,
    };
  });
}

/** The ID string with its modifier appended as it is; nameless sensors are called by their number. */
function nameOr(record: SensorRecord, number: number, modifier: string): string {
  const named = printable(record.name) !== "";
  return named ? printable(`${record.name}${modifier}`) : `Sensor ${number}`;
}

/** Numeric: 0, 1, 2 …; alpha: A … Z, AA, AB … (IPMI 2.0 table 43-2, byte 25). */
function modifierText(modifier: "numeric" | "alpha", value: number): string {
  if (modifier === "numeric") return value.toString();
  const letter = String.fromCharCode(0x41 + (value % 26));
  return value < 26 ? letter : `${modifierText("alpha", Math.floor(value / 26) - 1)}${letter}`;
}
