import { IpmiError, Privilege } from "@/server/ipmi";
import { Dcmi10Entity, DcmiEntity } from "@/server/ipmi/commands/dcmi/entity-instances";
import { getDcmiSensorInfo } from "@/server/ipmi/commands/dcmi/get-dcmi-sensor-info";
import { getTemperatureReadings } from "@/server/ipmi/commands/dcmi/get-temperature-readings";
import { rowsAt } from "../sdr/listing";
import { neededSdr } from "../sdr/needed-sdr";
import type { SdrRow } from "../sdr/sdr-row";
import { defineVerb, type Verb, type VerbContext } from "../verb";
import { dcmiProblem } from "./dcmi-failure";

interface TemperatureEntity {
  readonly entity: number;
  /** Asked for when there is nothing by the other. */
  readonly older: number;
  readonly name: string;
  readonly label: string;
}

const entities: readonly TemperatureEntity[] = [
  {
    entity: DcmiEntity.Inlet,
    older: Dcmi10Entity.Inlet,
    name: "Inlet",
    label: "Inlet air temperature",
  },
  {
    entity: DcmiEntity.Cpu,
    older: Dcmi10Entity.Cpu,
    name: "CPU",
    label: "CPU temperature sensors",
  },
  {
    entity: DcmiEntity.Baseboard,
    older: Dcmi10Entity.Baseboard,
    name: "Baseboard",
    label: "Baseboard temperature sensors",
  },
];

/** Instances one answer holds. */
const AT_ONCE = 8;
/** A BMC that counts more is not believed. */
const MOST_INSTANCES = 255;

interface Reading {
  readonly label: string;
  readonly instance: number;
  readonly celsius: number;
}

const readings = defineVerb<void, readonly Reading[]>({
  path: ["dcmi", "get_temp_reading"],
  usage: "",
  summary: "Temperatures of inlet, processors and board",
  privilege: Privilege.User,
  class: "read",
  parse: () => undefined,
  run: async ({ bmc, signal, note }) => {
    const found: Reading[] = [];
    for (const each of entities) {
      const answer = await byEntity(each, note, async (entity) => {
        const label = `${each.label}(${entity.toString(16).padStart(2, "0")}h)`;
        const readings: Reading[] = [];
        let instances = 1;
        for (let start = 0; start < Math.min(instances, MOST_INSTANCES); start += AT_ONCE) {
          const request = { entity, instance: 0, start };
          const part = await bmc.send(getTemperatureReadings, request, { signal });
          instances = part.instances;
          readings.push(...part.readings.map((reading) => ({ label, ...reading })));
        }
        return { instances, readings };
      });
      found.push(...(answer?.readings ?? []));
    }
    return found;
  },
  text: (found) => {
    const lines = found.map(({ label, instance, celsius }) => {
      const sign = celsius < 0 ? "-" : "+";
      return `\n${label}\t\t${instance}\t\t${sign}${Math.abs(celsius)} C`;
    });
    return `\n\tEntity ID\t\t\tEntity Instance\t   Temp. Readings${lines.join("")}\n`;
  },
});

interface EntitySensors {
  readonly name: string;
  readonly instances: number;
  readonly records: readonly {
    readonly id: number;
    /** Null: no sensor has this record. */
    readonly row: SdrRow | null;
  }[];
}

interface FoundSensors {
  readonly entities: readonly EntitySensors[];
  /** The last entity's answer was a refusal, which is what the exit code tells. */
  readonly failed: boolean;
}

const sensors = defineVerb<void, FoundSensors>({
  path: ["dcmi", "sensors"],
  usage: "",
  summary: "DCMI's temperature sensors by SDR record",
  privilege: Privilege.Operator,
  class: "read",
  parse: () => undefined,
  run: async (context) => {
    const { bmc, signal, note } = context;
    const found: EntitySensors[] = [];
    let failed = false;
    for (const each of entities) {
      const answer = await byEntity(each, note, async (entity) => {
        const recordIds: number[] = [];
        let instances = 1;
        for (let start = 0; start < Math.min(instances, MOST_INSTANCES); start += AT_ONCE) {
          const part = await bmc.send(getDcmiSensorInfo, { entity, instance: 0, start }, { signal });
          instances = part.instances;
          recordIds.push(...part.recordIds);
        }
        return { instances, recordIds };
      });
      failed = answer === null;
      if (answer === null) continue;
      const { instances, recordIds } = answer;
      found.push({ name: each.name, instances, records: await sensorsOf(context, recordIds) });
    }
    return { entities: found, failed };
  },
  text: ({ entities: found }, { csv, verbosity }) => {
    const style = { csv, verbose: verbosity > 0, extended: false };
    const blocks = found.map(({ name, instances, records }) => {
      const head = `\n${name}: ${instances} temperature sensor${instances > 1 ? "s" : ""} found:\n`;
      const lines = records.map(({ id, row }) => {
        return `Record ID 0x${id.toString(16).padStart(4, "0")}: ${row?.text(style) ?? ""}`;
      });
      return head + lines.join("");
    });
    return `${blocks.join("")}\n`;
  },
  exitCode: ({ failed }) => (failed ? 1 : 0),
});

/** Each sensor by its SDR, read. */
async function sensorsOf(
  context: VerbContext,
  recordIds: readonly number[],
): Promise<EntitySensors["records"]> {
  const repository = await neededSdr(context);
  const verbose = context.verbosity > 0 && !context.csv;
  const found: { readonly id: number; readonly row: SdrRow | null }[] = [];
  for (const id of recordIds) {
    const index = repository.records.findIndex(({ recordId }) => recordId === id);
    const [row = null] = index < 0 ? [] : await rowsAt(context, repository, [index], verbose);
    found.push({ id, row });
  }
  return found;
}

/** What an entity has, asked for by its code and then by the older one; null, and told, when the BMC refuses. */
async function byEntity<Answer extends { readonly instances: number }>(
  { entity, older }: TemperatureEntity,
  note: (line: string) => void,
  ask: (entity: number) => Promise<Answer>,
): Promise<Answer | null> {
  const answer = await answerOrProblem(ask(entity));
  if (typeof answer !== "string" && answer.instances > 0) return answer;
  const other = await answerOrProblem(ask(older));
  if (typeof other !== "string" && other.instances > 0) return other;
  if (typeof answer !== "string") return answer;
  note(answer);
  return null;
}

/** The answer, or in words why the BMC does not give one. */
async function answerOrProblem<Answer extends object>(work: Promise<Answer>): Promise<Answer | string> {
  try {
    return await work;
  } catch (error) {
    const problem = dcmiProblem(error);
    if (problem === null || !(error instanceof IpmiError) || error.code === "no-answer") throw error;
    return problem;
  }
}

export const temperatures: readonly Verb[] = [sensors, readings];
