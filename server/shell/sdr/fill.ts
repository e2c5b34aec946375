import { Privilege } from "@/server/ipmi";
import { defineVerb, UsageError, type VerbContext, VerbFailure } from "../verb";
import type { Saying, VerbGroup } from "../verb-group";
import { erased, recordWriter } from "./record-writer";
import { splitRecords } from "./split-records";

interface Filled {
  readonly records: number;
  /** How often the BMC was not done with erasing. */
  readonly waits: number;
}

const fillUsage = "usage: sdr fill <sensors|nosat|file|range> [options]";
const invalid = (word: string): Saying => ({
  text: `Invalid SDR fill command: ${word}\n${fillUsage}`,
  exitCode: 1,
});

export const fillGroup: VerbGroup = {
  help: fillUsage,
  helped: () => invalid("help"),
  alone: {
    text: [
      "Not enough parameters given.",
      "usage: sdr fill sensors",
      "usage: sdr fill file <file>",
      "usage: sdr fill range <range>",
    ].join("\n"),
    exitCode: 1,
  },
  unknown: invalid,
};

const usage = "Not enough parameters given.\nusage: sdr fill file <file>";

/** Replaces the repository by the records of a file, which is looked at before anything is erased. */
export const fill = defineVerb<{ readonly file: string }, Filled>({
  path: ["sdr", "fill", "file"],
  usage: "<file>",
  summary: "Replaces all records by those of a file of sdr dump",
  privilege: Privilege.Operator,
  class: "once",
  parse([file]) {
    if (file === undefined) throw new UsageError(usage);
    return { file };
  },
  async run(context, { file }) {
    const records = await recordsOf(context, file);
    const writer = await recordWriter(context);
    const waits = await writer.erase();
    for (const record of records) await writer.add(record, erased(waits));
    return { records: records.length, waits };
  },
  text: ({ waits }) => erased(waits),
});

async function recordsOf({ files }: VerbContext, path: string): Promise<readonly Buffer[]> {
  const bytes = await files.read(path).catch((cause: unknown) => {
    throw new VerbFailure(`Unable to open ${path} for reading`, { cause });
  });
  const records = splitRecords(bytes);
  const length = records.reduce((sum, record) => sum + record.length, 0);
  if (length !== bytes.length) throw new VerbFailure(`SDR from '${path}' truncated: nothing was changed.`);
  if (length === 0) throw new VerbFailure(`There is no SDR in '${path}': nothing was changed.`);
  return records;
}
