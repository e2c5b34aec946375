import { CompletionCodeError, Privilege } from "@/server/ipmi";
import { readFruDevice, writeFru } from "@/server/ipmi/readers/write-fru";
import { type EditableArea, editFru } from "@/server/ipmi/records/fru/edit-fru";
import { FruImageError } from "@/server/ipmi/records/fru/fru-image";
import { completionText } from "../completion-text";
import { harmless } from "../sdr/id-string";
import { defineVerb, UsageError, VerbFailure } from "../verb";
import { editUsage } from "./help";
import { fruId } from "./print";

const areas: Readonly<Record<string, EditableArea>> = { c: "chassis", b: "board", p: "product" };

interface EditArguments {
  readonly id: number;
  readonly area: EditableArea;
  readonly index: number;
  readonly text: string;
}

interface Edited {
  readonly before: string;
  readonly written: number;
}

/** Read, changed with its checksums, checked, written and read back: never half an image. */
export const edit = defineVerb<EditArguments, Edited>({
  path: ["fru", "edit"],
  usage: "<fruid> field <section> <index> <string>",
  summary: "Changes a field: section c (chassis), b (board) or p (product), index from 0",
  privilege: Privilege.Operator,
  class: "idempotent",
  parse([id, what, section, index, text]) {
    if (id === undefined) throw new UsageError(`Not enough parameters given.\n${editUsage}`);
    const fru = fruId(id);
    if (what !== "field") throw new UsageError(`Invalid command: ${what ?? ""}\n${editUsage}`);
    if (section === undefined || index === undefined || text === undefined) {
      throw new UsageError(`Not enough parameters given.\n${editUsage}`);
    }
    const area = areas[section.charAt(0)];
    if (area === undefined) throw new UsageError("", 1, "Wrong field type.\n");
    if (!/^\d{1,2}$/.test(index)) throw new UsageError("Field not found !");
    return { id: fru, area, index: Number(index), text };
  },
  run: ({ bmc, signal }, { id, ...field }) =>
    inWords(async () => {
      const device = await readFruDevice(bmc, id, { signal });
      const { image, before } = editFru(device.image, field);
      const { written } = await writeFru(bmc, device, image, { signal });
      return { before: harmless(before.toString("latin1")), written };
    }),
  text: ({ before }, _, { text }) => `Updating Field '${before}' with '${text}' ...\n`,
});

/** Failures of FRU devices and images in ipmitool's words, where it has them. */
export async function inWords<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof FruImageError) throw new VerbFailure(`FRU: ${cause.message}`, { cause });
    if (!(cause instanceof CompletionCodeError)) throw cause;
    const output = ` Device not present (${completionText(cause.completionCode)})\n`;
    throw new VerbFailure(cause.message, { cause, output });
  }
}
