import { PRESENT_CHANNEL } from "@/server/ipmi";
import { parseChannel } from "../channel/channel-number";
import { parseNumber } from "../numbers";
import { UsageError } from "../verb";
import { infoHelp } from "./help";

/** What the words of `firewall info` single out; null for all. */
export interface InfoScope {
  readonly channel: number;
  readonly lun: number | null;
  readonly netFn: number | null;
  readonly command: number | null;
}

const limits = { lun: 4, netfn: 64, command: 256, subfn: 32 } as const;
type Limited = keyof typeof limits;

/** Throws UsageError with exit code 0, as ipmitool's does. */
export function parseScope(words: readonly string[]): InfoScope {
  const numbers: Record<Limited, number | null> = { lun: null, netfn: null, command: null, subfn: null };
  let channel = PRESENT_CHANNEL;
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? "";
    const value = words[at + 1];
    if (word === "help") throw refusal(null);
    if (value === undefined) continue;
    if (word === "channel") channel = channelOf(value);
    else if (isLimited(word)) numbers[word] = numberOf(word, value);
    else continue;
    at++;
  }
  const { lun, netfn: netFn, command, subfn } = numbers;
  if (netFn !== null && lun === null) throw refusal("if netfn is set, so must be lun");
  if (command !== null && netFn === null) throw refusal("if command is set, so must be netfn");
  if (subfn !== null && command === null) throw refusal("if subfn is set, so must be command");
  return { channel, lun, netFn, command };
}

function isLimited(word: string): word is Limited {
  return Object.hasOwn(limits, word);
}

function channelOf(word: string): number {
  try {
    return parseChannel(word);
  } catch (error) {
    throw error instanceof UsageError ? refusal(error.message) : error;
  }
}

function numberOf(name: Limited, word: string): number {
  const number = parseNumber(word, 0, 2 ** 31 - 1);
  if (number === null) throw refusal(`Given ${name} '${word}' is invalid.`);
  if (number < limits[name]) return number;
  throw refusal(`${name} is out of range (0-${limits[name] - 1})`);
}

function refusal(problem: string | null): UsageError {
  return new UsageError(problem === null ? infoHelp : `${problem}\n${infoHelp}`, 0);
}
