import { Privilege } from "@/server/ipmi";
import { getFruInventoryAreaInfo } from "@/server/ipmi/commands/storage/get-fru-inventory-area-info";
import { readFruBytes } from "@/server/ipmi/readers/fru-bytes";
import { readFruDevice, writeFru } from "@/server/ipmi/readers/write-fru";
import { defineVerb, UsageError, VerbFailure, type VerbView } from "../verb";
import { inWords } from "./edit";
import { readUsage, writeUsage } from "./help";
import { fruId } from "./print";

interface FileArguments {
  readonly id: number;
  readonly file: string;
}

function parseFile(usage: string) {
  return ([id, file]: readonly string[]): FileArguments => {
    if (id === undefined || file === undefined) {
      throw new UsageError(`Not enough parameters given.\n${usage}`);
    }
    return { id: fruId(id), file };
  };
}

interface Transfer {
  readonly size: number;
  readonly access: "bytes" | "words";
}

function head({ id, file }: FileArguments, { size, access }: Transfer, { verbosity }: VerbView): string {
  const verbose =
    `FRU ID           : ${id}\nFRU File         : ${file}\n` +
    `Fru Size   = ${size} bytes\nFru Access = ${access === "words" ? 1 : 0}h\n`;
  return `${verbosity > 0 ? verbose : ""}Fru Size         : ${size} bytes\n`;
}

export const read = defineVerb<FileArguments, Transfer>({
  path: ["fru", "read"],
  usage: "<fru id> <fru file>",
  summary: "Saves the data of a FRU to a file",
  privilege: Privilege.User,
  class: "read",
  parse: parseFile(readUsage),
  run: ({ bmc, signal, files, note }, { id, file }) =>
    inWords(async () => {
      const area = await bmc.send(getFruInventoryAreaInfo, { fruId: id }, { signal });
      const { bytes, warnings } = await readFruBytes(bmc, id, area, { signal }, () => area.size);
      for (const warning of warnings) note(`FRU Read failed: ${warning}`);
      if (bytes.length < area.size)
        throw new VerbFailure("The FRU could not be read whole: nothing was saved.");
      await files.write(file, bytes);
      return area;
    }),
  text: (transfer, view, args) => `${head(args, transfer, view)}Done\n`,
});

export const write = defineVerb<
  FileArguments,
  Transfer & { readonly length: number; readonly written: number }
>({
  path: ["fru", "write"],
  usage: "<fru id> <fru file>",
  summary: "Writes a file to a FRU: only a consistent image, only what differs, and reads it back",
  privilege: Privilege.Operator,
  class: "idempotent",
  parse: parseFile(writeUsage),
  run: ({ bmc, signal, files }, { id, file }) =>
    inWords(async () => {
      const image = await files.read(file).catch((cause: unknown) => {
        throw new VerbFailure(`Error opening file ${file}`, { cause });
      });
      const device = await readFruDevice(bmc, id, { signal });
      const { written } = await writeFru(bmc, device, image, { signal });
      return { ...device.area, length: image.length, written };
    }),
  text: (transfer, view, args) =>
    `${head(args, transfer, view)}Size to Write    : ${transfer.length} bytes\n`,
});
