import { CompletionCodeError, type IpmiError, Privilege } from "@/server/ipmi";
import {
  type FruInventoryArea,
  getFruInventoryAreaInfo,
} from "@/server/ipmi/commands/storage/get-fru-inventory-area-info";
import { readFruBytes } from "@/server/ipmi/readers/fru-bytes";
import { readFruDevice, writeFru } from "@/server/ipmi/readers/write-fru";
import { completionText } from "../completion-text";
import { defineVerb, UsageError, type Verb, type VerbContext, VerbFailure } from "../verb";
import { inWords } from "./edit";
import { internalUseUsage } from "./help";
import { fruId } from "./print";

const operations = ["info", "print", "read", "write"] as const;
type Operation = (typeof operations)[number];

interface InternalUseArguments {
  readonly id: number;
  readonly operation: Operation;
  /** Where `read` puts it and `write` takes it from. */
  readonly file: string | null;
}

interface InternalUse {
  /** Bytes of the area by the header; 0: there is none. */
  readonly size: number;
  /** Null for `info` and `write`, which do not read them. */
  readonly bytes: Buffer | null;
}

/** The area of a FRU whose meaning only its maker knows (FRU §9). */
export const internalUse: Verb = defineVerb<InternalUseArguments, InternalUse>({
  path: ["fru", "internaluse"],
  usage: "<fru id> info|print|read <fru file>|write <fru file>",
  summary: "The internal use area of a FRU",
  privilege: Privilege.User,
  class: ({ operation }) => (operation === "write" ? "idempotent" : "read"),
  parse: ([id, word, file]) => {
    const operation = operations.find((known) => known === word);
    const isWhole = operation === "info" || operation === "print" || file !== undefined;
    if (id === undefined || operation === undefined || !isWhole) {
      throw new UsageError(`Either unknown command or not enough parameters given.\n${internalUseUsage}`);
    }
    return { id: fruId(id), operation, file: file ?? null };
  },
  run: async (context, { id, operation, file }) => {
    // Of the four, ipmitool ends only `info` with a failure.
    const exitCode = operation === "info" ? 1 : 0;
    const found = await find(context, id, exitCode);
    if (operation === "info") return { size: found.size, bytes: null };
    if (operation === "write") {
      await put(context, id, found, file ?? "");
      return { size: found.size, bytes: null };
    }
    const bytes = await content(context, id, found);
    if (operation === "read") await context.files.write(file ?? "", bytes);
    return { size: found.size, bytes };
  },
  text: ({ size, bytes }, _, { operation }) => {
    const head = sizeLine(size);
    if (bytes === null) return head;
    return `${head}${operation === "read" ? "Done\n" : rows(bytes)}\n`;
  },
});

function sizeLine(size: number): string {
  return `Internal Use Area Size  : ${size}\n`;
}

interface Found {
  readonly area: FruInventoryArea;
  readonly offset: number;
  readonly size: number;
}

const HEADER_BYTES = 8;
const VERSION = 1;
const UNIT = 8;
/** Where the offsets of the areas stand in the header: internal use, then the others (FRU §8). */
const INTERNAL = 1;
const LAST = 5;

async function find(context: VerbContext, id: number, exitCode: number): Promise<Found> {
  const area = await present(context, id, exitCode);
  const { bmc, signal } = context;
  const { bytes: header } = await readFruBytes(bmc, id, area, { signal }, () => HEADER_BYTES);
  const version = header[0] ?? 0;
  if (header.length < HEADER_BYTES || (version & 0x0f) !== VERSION) {
    const hex = version.toString(16).padStart(2, "0");
    throw inaccessible(exitCode, { complaint: ` Unknown FRU header version 0x${hex}\n` });
  }
  const offset = (header[INTERNAL] ?? 0) * UNIT;
  if (offset === 0) return { area, offset, size: 0 };
  const others = [...header.subarray(INTERNAL + 1, LAST + 1)].map((unit) => unit * UNIT);
  const end = Math.min(area.size, ...others.filter((other) => other > offset));
  return { area, offset, size: Math.max(0, end - offset) };
}

async function present(
  { bmc, signal }: VerbContext,
  id: number,
  exitCode: number,
): Promise<FruInventoryArea> {
  try {
    return await bmc.send(getFruInventoryAreaInfo, { fruId: id }, { signal });
  } catch (error) {
    if (!(error instanceof CompletionCodeError)) throw error;
    const output = ` Device not present (${completionText(error.completionCode)})\n`;
    throw inaccessible(exitCode, { output, cause: error });
  }
}

function inaccessible(
  exitCode: number,
  { complaint = "", ...details }: { complaint?: string; output?: string; cause?: IpmiError },
): VerbFailure {
  return new VerbFailure(`${complaint}Cannot access internal use area`, { ...details, exitCode });
}

async function content(context: VerbContext, id: number, { area, offset, size }: Found): Promise<Buffer> {
  if (size === 0) return Buffer.alloc(0);
  const { bmc, signal, note } = context;
  const { bytes, warnings } = await readFruBytes(bmc, id, area, { signal }, () => offset + size);
  for (const warning of warnings) note(`FRU Read failed: ${warning}`);
  if (bytes.length < offset + size) {
    throw new VerbFailure("The area could not be read whole.", {
      output: sizeLine(size),
    });
  }
  return bytes.subarray(offset, offset + size);
}

/** Writes a file of exactly its size over the area, what differs only, and reads it back. */
async function put(context: VerbContext, id: number, { offset, size }: Found, path: string): Promise<void> {
  const output = sizeLine(size);
  const { bmc, signal, files } = context;
  const bytes = await files.read(path).catch((cause: unknown) => {
    throw new VerbFailure(`Error opening file ${path}`, { cause, output });
  });
  if (size === 0 || bytes.length !== size) {
    const sizes = `File Size: ${bytes.length}\nArea Size: ${size}\n`;
    throw new VerbFailure(`${sizes}File size does not fit Eeprom Size`, { output });
  }
  await inWords(async () => {
    const device = await readFruDevice(bmc, id, { signal });
    const image = Buffer.from(device.image);
    bytes.copy(image, offset);
    await writeFru(bmc, device, image, { signal });
  });
}

const ROW_BYTES = 16;

function rows(bytes: Buffer): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += ROW_BYTES) {
    const row = [...bytes.subarray(at, at + ROW_BYTES)];
    const hex = row.map((byte) => `${byte.toString(16).toUpperCase().padStart(2, "0")} `);
    text += `\n${String(at / ROW_BYTES).padStart(2, "0")}- ${hex.join("")}`;
  }
  return text;
}
