import { Privilege } from "@/server/ipmi";
import { isSensorRecord } from "@/server/ipmi/records/sdr/decode-sdr";
import { indexNamed, rowsAt } from "../sdr/listing";
import { neededSdr } from "../sdr/needed-sdr";
import type { SdrRow } from "../sdr/sdr-row";
import { defineVerb, UsageError } from "../verb";
import { getUsage } from "./help";
import { SensorWithThresholds } from "./sensor-row";
import { readSensors } from "./sensor-rows";

interface Found {
  readonly records: readonly SdrRow[];
  /** A name nobody has, or a sensor without a reading. */
  readonly incomplete: boolean;
}

/** Verbose whatever -v says, as ipmitool's is. Records that are no sensors are shown as `sdr get` shows them. */
export const get = defineVerb<{ readonly names: readonly string[] }, Found>({
  path: ["sensor", "get"],
  usage: "<id> ... [id]",
  summary: "All about the first sensor of each name",
  privilege: Privilege.User,
  class: "read",
  parse(names) {
    if (names.length === 0) throw new UsageError(`Not enough parameters given.\n${getUsage}`);
    return { names };
  },
  async run(context, { names }) {
    const repository = await neededSdr(context);
    const records: SdrRow[] = [];
    let incomplete = false;
    for (const name of names) {
      const index = indexNamed(repository, name);
      const record = repository.records[index];
      if (record === undefined) {
        context.note(`Sensor data record "${name}" not found!`);
        incomplete = true;
        continue;
      }
      const readable = isSensorRecord(record) && record.kind !== "event-only-sensor";
      const rows = readable
        ? await readSensors(context, repository, [index], !context.csv)
        : await rowsAt(context, repository, [index], true);
      records.push(...rows);
      incomplete ||= rows.some((row) => row instanceof SensorWithThresholds && !row.reading.valid);
    }
    return { records, incomplete };
  },
  text: ({ records }, { csv }) =>
    `Locating sensor record...\n${records.map((row) => row.text({ csv, verbose: true, extended: false })).join("")}`,
  exitCode: ({ incomplete }) => (incomplete ? 1 : 0),
});
