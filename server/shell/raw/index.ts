import { CompletionCodeError, IpmiError, Privilege } from "@/server/ipmi";
import { type RawRequest, rawCommand, rawCommandClass } from "@/server/ipmi/commands/raw-command";
import { completionText } from "../completion-text";
import { hexDump } from "../hex-dump";
import { parseByte } from "../numbers";
import { defineVerb, UsageError, type Verb, VerbFailure } from "../verb";
import { firstSecretByte } from "./raw-secrets";

const netFnNames: Readonly<Record<string, number>> = {
  chassis: 0x00,
  bridge: 0x02,
  sensorevent: 0x04,
  application: 0x06,
  firmware: 0x08,
  storage: 0x0a,
  transport: 0x0c,
};

export const help = `RAW Commands:  raw <netfn> <cmd> [data]

Network Function Codes:

  VAL\tHEX\tSTRING
==============================================
  0\t0x00\tChassis
  2\t0x02\tBridge
  4\t0x04\tSensorEvent
  6\t0x06\tApplication
  8\t0x08\tFirmware
  10\t0x0a\tStorage
  12\t0x0c\tTransport

(can also use raw hex values)`;

/** As ipmitool: a raw command may take its time. */
const BUDGET_MS = 15_000;
const MOST_WORDS = 256;

/** Network function and command. */
const WORDS_BEFORE_DATA = 2;

const raw = defineVerb<RawRequest, Buffer>({
  path: ["raw"],
  usage: "<netfn> <cmd> [data]",
  summary: "Send a RAW IPMI request and print response",
  privilege: Privilege.Administrator,
  class: rawCommandClass,
  secrets: (words) => {
    const first = firstSecretByte(parse(words));
    return first === null ? [] : [...words.keys()].slice(WORDS_BEFORE_DATA + first);
  },
  parse,
  run: async ({ bmc, signal, lun }, request) => {
    try {
      return await bmc.send(rawCommand(request), undefined, { signal, lun, budgetMs: BUDGET_MS });
    } catch (error) {
      throw inTheirWords(error, request, lun);
    }
  },
  text: (data) => hexDump(data),
});

function parse(words: readonly string[]): RawRequest {
  if (words.length === 1 && words[0]?.startsWith("help")) throw new UsageError(help, 0);
  const [netFnWord, commandWord, ...dataWords] = words;
  if (netFnWord === undefined || commandWord === undefined)
    throw new UsageError(`Not enough parameters given.\n${help}`);
  if (words.length > MOST_WORDS) throw new UsageError("Raw command input limit (256 bytes) exceeded");
  return {
    netFn: netFnNames[netFnWord.toLowerCase()] ?? byte("netfn", netFnWord),
    command: byte("command", commandWord),
    data: Uint8Array.from(dataWords, (word) => byte("data", word)),
  };
}

function byte(label: string, word: string): number {
  const value = parseByte(word);
  if (value === null) throw new UsageError(`Given ${label} "${word}" is invalid.`);
  return value;
}

function inTheirWords(error: unknown, { netFn, command }: RawRequest, lun: number): unknown {
  const where = `channel=0x0 netfn=${hex(netFn)} lun=${hex(lun)} cmd=${hex(command)}`;
  if (error instanceof CompletionCodeError) {
    const { completionCode } = error;
    const line = `Unable to send RAW command (${where} rsp=${hex(completionCode)}): ${completionText(completionCode)}`;
    return new VerbFailure(line, { cause: error });
  }
  if (error instanceof IpmiError && (error.code === "no-answer" || error.code === "outcome-unknown")) {
    const why = error.code === "outcome-unknown" ? `: ${error.message}` : "";
    return new VerbFailure(`Unable to send RAW command (${where})${why}`, { cause: error });
  }
  return error;
}

function hex(value: number): string {
  return `0x${value.toString(16)}`;
}

export const verbs: readonly Verb[] = [raw];
