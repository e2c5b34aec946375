import { Privilege } from "@/server/ipmi";
import { neededSdr } from "../sdr/needed-sdr";
import { defineVerb } from "../verb";
import type { SensorWithThresholds } from "./sensor-row";
import { readSensors } from "./sensor-rows";

export interface SensorListing {
  readonly sensors: readonly SensorWithThresholds[];
}

export const list = defineVerb<void, SensorListing>({
  path: ["sensor", "list"],
  aliases: [["sensor"]],
  usage: "",
  summary: "Sensors with their readings and thresholds",
  privilege: Privilege.User,
  class: "read",
  parse: () => undefined,
  async run(context) {
    const repository = await neededSdr(context);
    const verbose = context.verbosity > 0 && !context.csv;
    const all = [...repository.records.keys()];
    const onSensor = (sensor: SensorWithThresholds) => context.partly({ sensors: [sensor] });
    return { sensors: await readSensors(context, repository, all, verbose, onSensor) };
  },
  text: ({ sensors }, { csv, verbosity }) =>
    sensors.map((sensor) => sensor.text({ csv, verbose: verbosity > 0, extended: false })).join(""),
});
