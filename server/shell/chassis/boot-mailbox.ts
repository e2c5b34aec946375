import { CompletionCode, CompletionCodeError, Privilege } from "@/server/ipmi";
import { BootOption } from "@/server/ipmi/commands/chassis/boot-options";
import type { BootOptionData } from "@/server/ipmi/commands/chassis/get-system-boot-options";
import { parseByte, parseNumber } from "../numbers";
import { defineVerb, UsageError, type Verb, type VerbContext, VerbFailure } from "../verb";
import type { VerbGroup } from "../verb-group";
import { bootOptionText } from "./boot-option-text";
import { BootParty, changeBootOptions, readBootOption, writeBootOption } from "./boot-options";

const usage = `bootmbox get [text] [block <block>]
  Read the entire Boot Initiator Mailbox or the specified <block>.
  If 'text' option is specified, the data is output as plain text, otherwise
  hex dump mode is used.

bootmbox set text [block <block>] <IANA_PEN> "<data_string>"
bootmbox set [block <block>] <IANA_PEN> <data_byte> [<data_byte> ...]
  Write the specified <block> or the entire Boot Initiator Mailbox.
  It is required to specify a decimal IANA Enterprise Number recognized
  by the boot initiator on the target system. Refer to your target system
  manufacturer for details. The rest of the arguments are either separate
  data byte values separated by spaces, or a single text string argument.

  When single block write is requested, the total length of <data> may not
  exceed 13 bytes for block 0, or 16 bytes otherwise.

bootmbox help
  Show this help.`;

/** ipmitool ends well whatever follows; the word is told all the same. */
export const bootMailboxGroup: VerbGroup = {
  help: usage,
  alone: { text: usage, exitCode: 0 },
  unknown: (word) => ({ text: `Invalid chassis bootmbox command: ${word}`, exitCode: 0 }),
};

const BLOCK_BYTES = 16;
const IANA_BYTES = 3;
const LAST_BLOCK = 255;

interface MailboxWords {
  readonly asText: boolean;
  readonly block: number | null;
  readonly rest: readonly string[];
}

function parseWords(words: readonly string[]): MailboxWords {
  if (words[0] === "help") throw new UsageError(usage, 0);
  const asText = words[0] === "text";
  const rest = asText ? words.slice(1) : words;
  if (rest[0] !== "block") return { asText, block: null, rest };
  const block = rest[1] === undefined ? null : parseByte(rest[1]);
  if (block === null) throw new UsageError(rest[1] === undefined ? usage : `Invalid block ${rest[1]}`);
  return { asText, block, rest: rest.slice(2) };
}

const get = defineVerb<MailboxWords, readonly BootOptionData[]>({
  path: ["chassis", "bootmbox", "get"],
  usage: "[text] [block <block>]",
  summary: "What the boot initiator's mailbox holds",
  privilege: Privilege.Operator,
  class: "read",
  parse: parseWords,
  run: async (context, { block }) => {
    if (block !== null) return [await readBlock(context, block)];
    const blocks = [await readBlock(context, 0)];
    while (blocks.length <= LAST_BLOCK) {
      const next = await readBlock(context, blocks.length).catch(endOfMailbox);
      if (next === null) break;
      blocks.push(next);
    }
    return blocks;
  },
  text: (blocks, _view, { asText, block }) => {
    const allBlocks = block === null;
    const [first] = blocks;
    if (first === undefined) return "";
    return [
      `Boot parameter version: ${first.version}\n`,
      `Boot parameter ${first.parameter} is ${first.locked ? "invalid/locked" : "valid/unlocked"}\n`,
      `Boot parameter data: ${first.data.toString("hex")}\n`,
      ...blocks.map((each) => bootOptionText(each, { asText, allBlocks }) ?? ""),
    ].join("");
  },
});

function readBlock(context: VerbContext, block: number): Promise<BootOptionData> {
  return readBootOption(context, BootOption.InitiatorMailbox, block);
}

function endOfMailbox(error: unknown): null {
  if (error instanceof VerbFailure && error.details.cause instanceof CompletionCodeError) {
    if (error.details.cause.completionCode === CompletionCode.ParameterOutOfRange) return null;
  }
  throw error;
}

interface SetArgs {
  readonly iana: number;
  readonly first: number;
  readonly blocks: readonly Buffer[];
}

const set = defineVerb<SetArgs, void>({
  path: ["chassis", "bootmbox", "set"],
  usage: "[text] [block <block>] <IANA_PEN> <data>...",
  summary: "Put something into the boot initiator's mailbox",
  privilege: Privilege.Operator,
  class: "idempotent",
  parse: (words) => {
    const { asText, block, rest } = parseWords(words);
    const [ianaWord, ...dataWords] = rest;
    const iana = ianaWord === undefined ? null : parseNumber(ianaWord, 0, 0xffffff);
    if (iana === null) throw new UsageError(`No valid IANA PEN specified!\n\n${usage}`);
    if (dataWords.length === 0) throw new UsageError(`No data provided!\n\n${usage}`);
    const data = asText ? Buffer.from(`${dataWords[0]}\0`, "latin1") : Buffer.from(dataWords.map(byte));
    return { iana, first: block ?? 0, blocks: split(data, block) };
  },
  run: (context, { iana, first, blocks }) =>
    changeBootOptions(context, BootParty.Bios | BootParty.OsLoader, async () => {
      for (const [index, content] of blocks.entries()) {
        const block = first + index;
        const pen = Buffer.alloc(IANA_BYTES);
        pen.writeUIntLE(iana, 0, IANA_BYTES);
        const head = Buffer.of(block);
        const data = block === 0 ? Buffer.concat([head, pen, content]) : Buffer.concat([head, content]);
        await writeBootOption(context, BootOption.InitiatorMailbox, data);
      }
    }),
  text: () => "",
});

function byte(word: string): number {
  const value = parseByte(word);
  if (value === null) throw new UsageError(`Given data "${word}" is invalid.`);
  return value;
}

/** Block 0 holds three bytes fewer than the others. `block`: all must fit into that one. */
function split(data: Buffer, block: number | null): readonly Buffer[] {
  const blocks: Buffer[] = [];
  for (let at = 0; at < data.length; ) {
    const size = (block ?? 0) + blocks.length === 0 ? BLOCK_BYTES - IANA_BYTES : BLOCK_BYTES;
    blocks.push(data.subarray(at, at + size));
    at += size;
  }
  if (blocks.length > (block === null ? LAST_BLOCK + 1 : 1)) {
    throw new UsageError(`Data size ${data.length} exceeds what fits`);
  }
  return blocks;
}

export const bootMailbox: readonly Verb[] = [get, set];
