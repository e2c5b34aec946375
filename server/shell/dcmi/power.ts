import { CompletionCodeError, Privilege } from "@/server/ipmi";
import { activatePowerLimit } from "@/server/ipmi/commands/dcmi/activate-power-limit";
import {
  getPowerLimit,
  inactivePowerLimit,
  NO_ACTIVE_LIMIT,
} from "@/server/ipmi/commands/dcmi/get-power-limit";
import { getPowerReading, type PowerReading } from "@/server/ipmi/commands/dcmi/get-power-reading";
import { type PowerLimit, PowerLimitAction } from "@/server/ipmi/commands/dcmi/power-limit";
import { setPowerLimit } from "@/server/ipmi/commands/dcmi/set-power-limit";
import { parseNumber } from "../numbers";
import { timestampNumeric } from "../timestamps";
import { defineVerb, UsageError, type Verb, type VerbContext } from "../verb";
import { dcmiAnswer } from "./dcmi-failure";

/** Rolling averages as DCMI codes them: unit in the upper two bits, count below. */
const periods: Readonly<Record<string, number>> = {
  "5_sec": 0x05,
  "15_sec": 0x0f,
  "30_sec": 0x1e,
  "1_min": 0x41,
  "3_min": 0x43,
  "7_min": 0x47,
  "15_min": 0x4f,
  "30_min": 0x5e,
  "1_hour": 0x81,
};

/** What ipmitool prints beside the times. */
const NO_TIMES = " |  |  |  |  |  |  |  | \n\n";

const reading = defineVerb<number | null, PowerReading>({
  path: ["dcmi", "power", "reading"],
  usage: `[${Object.keys(periods).join("|")}]`,
  summary: "Power the system draws",
  privilege: Privilege.User,
  class: "read",
  parse: ([word]) => {
    if (word === undefined) return null;
    const code = Object.hasOwn(periods, word) ? periods[word] : undefined;
    if (code === undefined) {
      const times = Object.keys(periods).map((period) => `\n    ${period}    `);
      throw new UsageError(`\nInvalid sample time. Valid times are: ${times.join("")}\n\n`, 1, NO_TIMES);
    }
    return code;
  },
  run: ({ bmc, signal }, rollingAverage) =>
    dcmiAnswer(bmc.send(getPowerReading, { rollingAverage }, { signal })),
  text: readingText,
});

function readingText(
  power: PowerReading,
  { utc }: { readonly utc?: boolean },
  average: number | null,
): string {
  const watts = (value: number) => `${String(value).padStart(8)} Watts\n`;
  const name = Object.keys(periods).find((word) => periods[word] === power.period);
  const period =
    average === null
      ? `${String(Math.floor(power.period / 1000)).padStart(8, "0")} Seconds.\n`
      : `${name ?? `Unknown (0x${power.period.toString(16)})`} \n`;
  return [
    "\n",
    `    Instantaneous power reading:              ${watts(power.current)}`,
    `    Minimum during sampling period:           ${watts(power.minimum)}`,
    `    Maximum during sampling period:           ${watts(power.maximum)}`,
    `    Average power reading over sample period: ${watts(power.average)}`,
    `    IPMI timestamp:                           ${timestampNumeric(power.timestamp, utc)}`,
    `    Sampling period:                          ${period}`,
    `    Power reading state is:                   ${power.active ? "activated" : "deactivated"}\n\n\n`,
  ].join("");
}

interface LimitSetting {
  readonly active: boolean;
  /** Null: none is active, and the BMC does not say what it would be. */
  readonly limit: PowerLimit | null;
}

async function readLimit({ bmc, signal }: VerbContext): Promise<LimitSetting> {
  try {
    return { active: true, limit: await bmc.send(getPowerLimit, undefined, { signal }) };
  } catch (error) {
    if (error instanceof CompletionCodeError && error.completionCode === NO_ACTIVE_LIMIT) {
      return { active: false, limit: inactivePowerLimit(error) };
    }
    return dcmiAnswer(Promise.reject(error));
  }
}

function limitText({ active, limit }: LimitSetting): string {
  const state = `\n    Current Limit State: ${active ? "Power Limit Active" : "No Active Power Limit"}\n`;
  if (limit === null) return `${state}\n\n`;
  return [
    state,
    `    Exception actions:   ${actionText(limit.exceptionAction)}\n`,
    `    Power Limit:         ${limit.watts} Watts\n`,
    `    Correction time:     ${limit.correctionMs} milliseconds\n`,
    `    Sampling period:     ${limit.samplingSeconds} seconds\n\n\n`,
  ].join("");
}

function actionText(action: number): string {
  if (action === PowerLimitAction.None) return "No Action";
  if (action === PowerLimitAction.PowerOff) return "Hard Power Off & Log Event to SEL";
  if (action === PowerLimitAction.LogOnly) return "Log Event to SEL";
  const hex = action.toString(16);
  return action <= LAST_OEM_ACTION ? `OEM reserved (${hex.padStart(2, "0")}h)` : `Unknown (0x${hex})`;
}

const LAST_OEM_ACTION = 0x10;

const getLimit = defineVerb<void, LimitSetting>({
  path: ["dcmi", "power", "get_limit"],
  usage: "",
  summary: "The power limit that is set",
  privilege: Privilege.User,
  class: "read",
  parse: () => undefined,
  run: readLimit,
  text: limitText,
});

const limitUsage = `set_limit <parameter> <value>
    action    <no_action | sel_logging | power_off>
    limit    <number in Watts>
    correction    <number in milliseconds>
    sample    <number in seconds>
`;

const MOST_16_BITS = 0xffff;
const MOST_32_BITS = 0xffff_ffff;

const setLimit = defineVerb<Partial<PowerLimit>, LimitSetting>({
  path: ["dcmi", "power", "set_limit"],
  usage: "<parameter> <value> ...",
  summary: "Change the power limit: action, limit, correction, sample",
  privilege: Privilege.Operator,
  class: "idempotent",
  parse: (words) => {
    if (words.length < 2 || words.length % 2 !== 0) throw limitMistake(limitUsage);
    let change: Partial<PowerLimit> = {};
    for (let at = 0; at < words.length; at += 2) {
      change = { ...change, ...parseLimit(words[at] ?? "", words[at + 1] ?? "") };
    }
    return change;
  },
  run: async (context, change) => {
    const { limit } = await readLimit(context);
    const wanted = { ...(limit ?? unlimited), ...change };
    await dcmiAnswer(context.bmc.send(setPowerLimit, wanted, { signal: context.signal }));
    return readLimit(context);
  },
  text: limitText,
});

const unlimited: PowerLimit = { exceptionAction: 0, watts: 0, correctionMs: 0, samplingSeconds: 0 };

const actions: Readonly<Record<string, number>> = {
  no_action: PowerLimitAction.None,
  power_off: PowerLimitAction.PowerOff,
  sel_logging: PowerLimitAction.LogOnly,
};

function parseLimit(name: string, word: string): Partial<PowerLimit> {
  const number = (most: number) => parseNumber(word, 0, most) ?? invalid(name, word);
  switch (name) {
    case "action":
      return { exceptionAction: parseAction(word) ?? invalid(name, word) };
    case "limit":
      return { watts: number(MOST_16_BITS) };
    case "correction":
      return { correctionMs: number(MOST_32_BITS) };
    case "sample":
      return { samplingSeconds: number(MOST_16_BITS) };
    default:
      throw limitMistake(limitUsage);
  }
}

function parseAction(word: string): number | undefined {
  if (Object.hasOwn(actions, word)) return actions[word];
  const oem = /^oem_(0[2-9a-f]|10)$/.exec(word)?.[1];
  return oem === undefined ? undefined : Number.parseInt(oem, 16);
}

function invalid(name: string, word: string): never {
  throw limitMistake(`Given ${name} '${word}' is invalid.`);
}

/** ipmitool has begun a line when it looks at the words. */
function limitMistake(message: string): UsageError {
  return new UsageError(message, 1, "\n");
}

function activation(word: "activate" | "deactivate"): Verb {
  const active = word === "activate";
  return defineVerb<void, { readonly active: boolean }>({
    path: ["dcmi", "power", word],
    usage: "",
    summary: active ? "Put the power limit into force" : "Lift the power limit",
    privilege: Privilege.Operator,
    class: "idempotent",
    parse: () => undefined,
    run: async ({ bmc, signal }) => {
      await dcmiAnswer(bmc.send(activatePowerLimit, { active }, { signal }));
      return { active };
    },
    text: () => `\n    Power limit successfully ${word}d\n\n`,
  });
}

export const power: readonly Verb[] = [
  reading,
  getLimit,
  setLimit,
  activation("activate"),
  activation("deactivate"),
];
