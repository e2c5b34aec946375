import { Privilege } from "@/server/ipmi";
import { defineVerb, UsageError, VerbFailure } from "../verb";

/** Writes the records one after the other, headers included: what -S reads, and ipmitool's `sdr fill file`. */
export const dump = defineVerb<
  { readonly file: string },
  { readonly file: string; readonly records: number }
>({
  path: ["sdr", "dump"],
  usage: "<file>",
  summary: "Writes all records to a file",
  privilege: Privilege.User,
  class: "read",
  parse([file]) {
    if (file === undefined) throw new UsageError("Not enough parameters given.\nusage: sdr dump <file>");
    return { file };
  },
  async run(context, { file }) {
    const { images } = await context.sdr();
    await context.files.write(file, Buffer.concat(images)).catch((cause: unknown) => {
      if (!(cause instanceof VerbFailure)) throw cause;
      throw new VerbFailure(cause.message, { cause, output: dumpingText(file) });
    });
    return { file, records: images.length };
  },
  text: (_, __, { file }) => dumpingText(file),
});

function dumpingText(file: string): string {
  return `Dumping Sensor Data Repository to '${file}'\n`;
}
