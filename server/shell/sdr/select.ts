import { Privilege } from "@/server/ipmi";
import { isSensorRecord, type SdrRecord } from "@/server/ipmi/records/sdr/decode-sdr";
import { parseByte } from "../numbers";
import { defineVerb, UsageError, type VerbContext } from "../verb";
import { entityNamed, entityTable } from "./entity-words";
import { listingText } from "./list";
import { type Listing, listRecords } from "./listing";
import { sensorTypeNamed, sensorTypeTable } from "./sensor-type-words";

/** A table of words instead of records, for those who ask what there is. */
type Answer = Listing | { readonly table: string };

const asksForTable = (word: string | undefined) =>
  word === undefined || ["help", "list"].includes(word.toLowerCase());

function answerText(
  answer: Answer,
  ...[view, extended]: [Parameters<typeof listingText>[1], boolean]
): string {
  return "table" in answer ? answer.table : listingText(answer, view, extended);
}

const verbose = ({ verbosity, csv }: VerbContext) => verbosity > 0 && !csv;

export const type = defineVerb<{ readonly type: number | null; readonly unknown: string | null }, Answer>({
  path: ["sdr", "type"],
  usage: "<Sensor_Type>",
  summary: "Sensors of one type, by name or number; without one, the types there are",
  privilege: Privilege.User,
  class: "read",
  parse([word]) {
    if (asksForTable(word) || word === undefined) return { type: null, unknown: null };
    if (!word.startsWith("0x")) {
      const named = sensorTypeNamed(word);
      return { type: named, unknown: named === null ? word : null };
    }
    const number = parseByte(word);
    if (number !== null) return { type: number, unknown: null };
    throw new UsageError(`Given type of sensor "${word}" is either invalid or out of range.`);
  },
  async run(context, { type, unknown }) {
    if (unknown !== null) context.note(`Sensor Type "${unknown}" not found.`);
    if (type === null) return { table: sensorTypeTable() };
    return listRecords(
      context,
      (record) => isSensorRecord(record) && record.sensorType === type,
      verbose(context),
    );
  },
  text: (answer, view) => answerText(answer, view, true),
});

const ANY_INSTANCE = 0x7f;

interface EntityArguments {
  readonly entity: { readonly id: number; readonly instance: number } | null;
}

export const entity = defineVerb<EntityArguments, Answer>({
  path: ["sdr", "entity"],
  usage: "<Entity_ID>[.<Instance_ID>]",
  summary: "Records of one entity; without one, the entities there are",
  privilege: Privilege.User,
  class: "read",
  parse([word]) {
    if (asksForTable(word) || word === undefined) return { entity: null };
    const [, id, instance] = /^\s*(\d+)(?:\.(\d+))?/.exec(word) ?? [];
    if (id !== undefined) {
      return {
        entity: {
          id: Number(id) & 0xff,
          instance: instance === undefined ? ANY_INSTANCE : Number(instance) & 0x7f,
        },
      };
    }
    const named = entityNamed(word);
    if (named === null) throw new UsageError(`Invalid entity: ${word}`);
    return { entity: { id: named, instance: ANY_INSTANCE } };
  },
  run: async (context, args) =>
    args.entity === null
      ? { table: entityTable() }
      : listRecords(context, belongsTo(args.entity), verbose(context)),
  text: (answer, view) => answerText(answer, view, true),
});

function belongsTo({ id, instance }: { id: number; instance: number }): (record: SdrRecord) => boolean {
  return (record) =>
    "entity" in record &&
    record.entity.id === id &&
    (instance === ANY_INSTANCE || record.entity.instance === instance);
}
