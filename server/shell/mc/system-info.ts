import { CompletionCodeError, IpmiError, Privilege } from "@/server/ipmi";
import { getSystemInfoParameters } from "@/server/ipmi/commands/app/get-system-info-parameters";
import { setSystemInfoParameters } from "@/server/ipmi/commands/app/set-system-info-parameters";
import { completionText } from "../completion-text";
import { defineVerb, UsageError, type Verb, VerbFailure } from "../verb";

interface Parameter {
  readonly word: string;
  readonly selector: number;
  /** Blocks of 16 bytes. */
  readonly blocks: number;
}

const parameters: readonly Parameter[] = [
  { word: "system_fw_version", selector: 1, blocks: 4 },
  { word: "system_name", selector: 2, blocks: 4 },
  { word: "primary_os_name", selector: 3, blocks: 4 },
  { word: "os_name", selector: 4, blocks: 4 },
  { word: "delloem_os_version", selector: 0xe4, blocks: 4 },
  { word: "delloem_url", selector: 0xde, blocks: 2 },
];

const usage = `usage:
  getsysinfo <argument>
    Retrieves system info from BMC for given argument
  setsysinfo <argument> <string>
    Stores system info string for given argument to BMC

  Valid arguments are:
    system_fw_version   System firmware (e.g. BIOS) version
    primary_os_name     Primary operating system name
    os_name             Operating system name
    system_name         System Name of server(vendor dependent)
    delloem_os_version  Running version of operating system
    delloem_url         URL of BMC webserver

`;

/** Text in the first block, after set selector, encoding and length; and in each further one, after the selector. */
const FIRST_BLOCK_TEXT = 14;
const BLOCK_TEXT = 16;
const ASCII = 0;

function parseParameter(verb: string, words: readonly string[], needed: number): Parameter {
  const [word] = words;
  if (word === "help") throw new UsageError(usage, 0);
  if (word === undefined || words.length < needed) {
    throw new UsageError(`Not enough parameters given.\n${usage}`);
  }
  const parameter = parameters.find((known) => known.word === word);
  if (!parameter) throw new UsageError(`Invalid mc/bmc ${verb} command: ${word}\n${usage}`);
  return parameter;
}

const getSystemInfo = defineVerb<Parameter, { readonly text: string }>({
  path: ["mc", "getsysinfo"],
  usage: "<argument>",
  summary: "A string about the system that is kept in the controller",
  privilege: Privilege.User,
  class: "read",
  parse: (words) => parseParameter("getsysinfo", words, 1),
  run: async ({ bmc, signal }, { word, selector, blocks }) => {
    const parts: Buffer[] = [];
    let wanted = blocks;
    for (let set = 0; set < wanted; set++) {
      const request = { parameter: selector, set, block: 0 };
      const data = await bmc
        .send(getSystemInfoParameters, request, { signal })
        .catch((error: unknown) => fail("getsysinfo", word, set, error, `${textOf(parts)}\n`));
      if (set === 0) {
        const [, encoding = 0, length = 0] = data;
        if ((encoding & 0x0f) === ASCII) wanted = Math.min(blocks, Math.ceil((length + 2) / BLOCK_TEXT));
        parts.push(data.subarray(3, 3 + FIRST_BLOCK_TEXT));
      } else {
        parts.push(data.subarray(1, 1 + BLOCK_TEXT));
      }
    }
    return { text: textOf(parts) };
  },
  text: ({ text }) => `${text}\n`,
});

interface Setting {
  readonly parameter: Parameter;
  readonly value: string;
}

const setSystemInfo = defineVerb<Setting, void>({
  path: ["mc", "setsysinfo"],
  usage: "<argument> <string>",
  summary: "Keep a string about the system in the controller",
  privilege: Privilege.Administrator,
  class: "idempotent",
  parse: (words) => ({ parameter: parseParameter("setsysinfo", words, 2), value: words[1] ?? "" }),
  run: async ({ bmc, signal }, { parameter, value }) => {
    const bytes = Buffer.from(value, "latin1").subarray(0, parameter.blocks * BLOCK_TEXT - 2);
    for (let set = 0, at = 0; set === 0 || at < bytes.length; set++) {
      const size = set === 0 ? FIRST_BLOCK_TEXT : BLOCK_TEXT;
      const text = Buffer.alloc(size);
      bytes.copy(text, 0, at, at + size);
      const head = set === 0 ? [set, ASCII, bytes.length] : [set];
      const data = Buffer.concat([Buffer.from(head), text]);
      await bmc
        .send(setSystemInfoParameters, { parameter: parameter.selector, data }, { signal })
        .catch((error: unknown) => fail("setsysinfo", parameter.word, set, error, ""));
      at += size;
    }
  },
  text: () => "",
});

/** Up to the first zero, as C prints a string; only what is printable. */
function textOf(parts: readonly Buffer[]): string {
  const text = Buffer.concat(parts).toString("latin1");
  return text.replace(/\0.*$/s, "").replace(/[^\x20-\x7e]/g, "?");
}

const UNSUPPORTED = 0x80;

/** ipmitool ends well when the BMC refuses, and badly when it is silent. */
function fail(verb: string, word: string, set: number, error: unknown, output: string): never {
  if (error instanceof CompletionCodeError) {
    const { completionCode } = error;
    const line =
      completionCode === UNSUPPORTED
        ? `${verb} ${word} parameter not supported`
        : `${verb} command failed: ${completionText(completionCode)}`;
    throw new VerbFailure(line, { cause: error, output, exitCode: 0 });
  }
  if (!(error instanceof IpmiError)) throw error;
  throw new VerbFailure(`${verb} ${word} set ${set} command failed`, { cause: error, output });
}

export const systemInfo: readonly Verb[] = [getSystemInfo, setSystemInfo];
