import { activatePayload, CompletionCodeError, PayloadType, Privilege } from "@/server/ipmi";
import { parseNumber } from "../numbers";
import { defineVerb, UsageError, type VerbContext, VerbFailure } from "../verb";
import { deactivateInstance } from "./deactivate";
import { solHelp } from "./help";
import { activationRefusal, operationalLine, parseInstance } from "./instance";

interface LoopArguments {
  readonly times: number;
  readonly intervalMs: number;
  readonly instance: number;
}

const DEFAULT_TIMES = 200;
const DEFAULT_INTERVAL_MS = 100;
const MAX_INT = 2 ** 31 - 1;

export const looptest = defineVerb<LoopArguments, LoopArguments & { readonly escapeKey: string }>({
  path: ["sol", "looptest"],
  usage: "[<loop times> [<loop interval(in ms)> [<instance>]]]",
  summary: "Activates and deactivates serial over LAN again and again",
  privilege: Privilege.User,
  class: "idempotent",
  parse: (words) => {
    const [times, interval, instance] = words;
    if (words.length > 3) throw new UsageError(solHelp);
    const count = times === undefined ? DEFAULT_TIMES : wholeNumber(times, "cnt");
    const intervalMs = interval === undefined ? DEFAULT_INTERVAL_MS : wholeNumber(interval, "interval");
    return {
      times: count > 0 ? count : DEFAULT_TIMES,
      intervalMs: Math.max(0, intervalMs),
      instance: instance === undefined ? 1 : parseInstance(instance),
    };
  },
  run: async (context, args) => {
    const escapeKey = context.terminal?.escape ?? "~";
    let output = "";
    for (let left = args.times; left > 0; left--) {
      output += `remain loop test counter: ${left}\n`;
      await activate(context, args.instance, output);
      output += operationalLine(escapeKey);
      await deactivateInstance(context, args.instance);
      await context.wait(args.intervalMs);
    }
    return { ...args, escapeKey };
  },
  text: ({ times, escapeKey }) =>
    Array.from(
      { length: times },
      (_, done) => `remain loop test counter: ${times - done}\n${operationalLine(escapeKey)}`,
    ).join(""),
});

function wholeNumber(word: string, what: string): number {
  const number = parseNumber(word, -MAX_INT - 1, MAX_INT);
  if (number === null) throw new UsageError(`Given ${what} '${word}' is invalid.`);
  return number;
}

async function activate({ bmc, signal }: VerbContext, instance: number, output: string): Promise<void> {
  const request = { type: PayloadType.SerialOverLan, instance, encrypted: true, authenticated: true };
  try {
    await bmc.send(activatePayload, request, { signal });
  } catch (error) {
    if (!(error instanceof CompletionCodeError)) throw error;
    throw new VerbFailure(activationRefusal(error.completionCode), {
      cause: error,
      output: `${output}SOL looptest failed: -1\n`,
    });
  }
}
