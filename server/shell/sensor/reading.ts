import { Privilege } from "@/server/ipmi";
import { indexNamed } from "../sdr/listing";
import { neededSdr } from "../sdr/needed-sdr";
import { sensorEntry } from "../sdr/sensor-entry";
import { SensorReader } from "../sdr/sensor-reader";
import { shortValue } from "../sdr/sensor-text";
import { defineVerb, UsageError } from "../verb";
import { readingUsage } from "./help";

interface Readings {
  readonly readings: readonly { readonly name: string; readonly text: string; readonly value: number }[];
  /** A name nobody has. */
  readonly incomplete: boolean;
}

export const reading = defineVerb<{ readonly names: readonly string[] }, Readings>({
  path: ["sensor", "reading"],
  usage: "<id> ... [id]",
  summary: "The values of analog sensors by name",
  privilege: Privilege.User,
  class: "read",
  parse(names) {
    if (names.length === 0) throw new UsageError(readingUsage);
    return { names };
  },
  async run(context, { names }) {
    const repository = await neededSdr(context);
    const reader = new SensorReader(context, repository);
    const readings: { name: string; text: string; value: number }[] = [];
    let incomplete = false;
    for (const name of names) {
      const index = indexNamed(repository, name);
      if (index < 0) {
        context.note(`Sensor "${name}" not found!`);
        incomplete = true;
        continue;
      }
      const entry = sensorEntry(repository, index);
      if (entry?.record.kind !== "full-sensor") continue;
      const now = await reader.read(entry);
      if (!now.valid) continue;
      if (now.analog) readings.push({ name, text: shortValue(now, 3), value: now.analog.value });
      else context.note(`Sensor "${name}" is a discrete sensor!`);
    }
    return { readings, incomplete };
  },
  text: ({ readings }, { csv }) =>
    readings.map(({ name, text }) => (csv ? `${name},${text}\n` : `${name.padEnd(16)} | ${text}\n`)).join(""),
  exitCode: ({ incomplete }) => (incomplete ? 1 : 0),
});
