import { CompletionCodeError, chassisIdentify, type IdentifyInterval, Privilege } from "@/server/ipmi";
import { failAs } from "../fail-as";
import { parseByte, parseNumber } from "../numbers";
import { defineVerb, UsageError, VerbFailure } from "../verb";

const usage = `chassis identify <interval>
                 default is 15 seconds
                 0 to turn off
                 force to turn on indefinitely`;

export const identify = defineVerb<IdentifyInterval, void>({
  path: ["chassis", "identify"],
  usage: "[<seconds>|force]",
  summary: "Blink the identify light",
  privilege: Privilege.Operator,
  class: "idempotent",
  parse: ([word]) => {
    if (word === undefined) return "default";
    if (word === "help") throw new UsageError(usage);
    if (word.startsWith("force")) return "forever";
    const seconds = parseByte(word);
    if (seconds !== null) return { seconds };
    const isNumber = parseNumber(word, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY) !== null;
    throw new UsageError(isNumber ? "Given interval is too big." : "Invalid interval given.");
  },
  run: async ({ bmc, signal }, interval) => {
    const sent = failAs(bmc.send(chassisIdentify, { interval }, { signal }), {
      silent: "Unable to set Chassis Identify",
      refused: "Set Chassis Identify failed",
    });
    await (interval === "forever" ? sent.catch(mentionForce) : sent);
  },
  text: (_data, _view, interval) => `Chassis identify interval: ${intervalText(interval)}\n`,
});

/** IPMI 1.5 knows no "for ever", and has no code to say so. */
function mentionForce(error: unknown): never {
  if (error instanceof VerbFailure && error.details.cause instanceof CompletionCodeError) {
    throw new VerbFailure(`${error.message}\nChassis may not support Force Identify On\n`, error.details);
  }
  throw error;
}

function intervalText(interval: IdentifyInterval): string {
  if (interval === "default") return "default (15 seconds)";
  if (interval === "forever") return "indefinite";
  return interval.seconds === 0 ? "off" : `${interval.seconds} seconds`;
}
