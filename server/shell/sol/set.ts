import {
  CompletionCodeError,
  DecodeError,
  getSolConfigurationParameters,
  IpmiError,
  PRESENT_CHANNEL,
  Privilege,
  type SetProgress,
  type SolBitRate,
  type SolParameter,
  setSolConfigurationParameters,
  solParameters,
} from "@/server/ipmi";
import { parseChannel } from "../channel/channel-number";
import { completionText } from "../completion-text";
import { parseByte } from "../numbers";
import { confirmWritten } from "../user/confirmed-write";
import { defineVerb, UsageError, type VerbContext, VerbFailure } from "../verb";
import { setHelp } from "./help";

interface SetArguments {
  readonly name: string;
  readonly value: string;
  readonly channel: number;
  /** Marks the configuration as being changed meanwhile. */
  readonly guarded: boolean;
  readonly write: Write;
}

type Write = (target: Target) => Promise<void>;

interface Target {
  readonly context: VerbContext;
  readonly channel: number;
  /** Makes the words for a refusal. */
  readonly refused: (error: CompletionCodeError) => VerbFailure;
}

export const set = defineVerb<SetArguments, { name: string; value: string; channel: number }>({
  path: ["sol", "set"],
  usage: "<parameter> <value> [channel] [noguard]",
  summary: "Changes a setting of serial over LAN",
  privilege: Privilege.Administrator,
  class: "idempotent",
  parse: (words) => {
    const [name, value, third, fourth] = words;
    if (name === undefined || value === undefined || words.length > 4) throw new UsageError(setHelp);
    const guarded = third !== "noguard" && fourth !== "noguard" && name !== "set-in-progress";
    const channel = third === undefined || third === "noguard" ? PRESENT_CHANNEL : parseChannel(third);
    const parse = Object.hasOwn(writers, name) ? writers[name] : undefined;
    if (parse === undefined) throw new UsageError(`Error: invalid SOL parameter ${name}`);
    return { name, value, channel, guarded, write: parse(value, name) };
  },
  run: async (context, { name, value, channel, guarded, write }) => {
    const refused = (error: CompletionCodeError) => refusal(name, value, error);
    const target = { context, channel, refused };
    if (guarded) await markStarted(target, name);
    try {
      await write(target);
    } finally {
      if (guarded) {
        await mark(target, "commit-write");
        await mark(target, "set-complete");
      }
    }
    return { name, value, channel };
  },
  text: () => "",
});

const refusals: Readonly<Record<number, string>> = {
  128: "Parameter not supported",
  129: "Attempt to set set-in-progress when not in set-complete state",
  130: "Attempt to write read-only parameter",
  131: "Attempt to read write-only parameter",
};

function refusal(name: string, value: string, error: CompletionCodeError): VerbFailure {
  const known = refusals[error.completionCode];
  const line =
    known === undefined
      ? `Error setting SOL parameter '${name}' to '${value}': ${completionText(error.completionCode)}`
      : `Error setting SOL parameter '${name}': ${known}`;
  return new VerbFailure(line, { cause: error });
}

async function markStarted(target: Target, name: string): Promise<void> {
  const error = await mark(target, "set-in-progress");
  if (error === null) return;
  const { message } = refusal("set-in-progress", "set-in-progress", error);
  throw new VerbFailure(`${message}\nError: set of parameter "${name}" failed`, { cause: error });
}

/** The BMC's refusal, or null. Commit Write is optional, so nobody minds when it is refused. */
async function mark({ context, channel }: Target, value: SetProgress): Promise<CompletionCodeError | null> {
  const command = setSolConfigurationParameters(solParameters.setInProgress);
  try {
    await context.bmc.send(command, { channel, value }, { signal: context.signal });
    return null;
  } catch (error) {
    if (error instanceof CompletionCodeError) return error;
    if (error instanceof IpmiError && value !== "set-in-progress") return null;
    throw error;
  }
}

/** Writes a value and waits until the BMC has it. */
function writing<Value>(parameter: SolParameter<Value>, value: Value): Write {
  return async ({ context, channel, refused }) => {
    const { bmc, signal } = context;
    try {
      await bmc.send(setSolConfigurationParameters(parameter), { channel, value }, { signal });
    } catch (error) {
      if (error instanceof CompletionCodeError) throw refused(error);
      throw error;
    }
    const wanted = Buffer.from(parameter.encode(value));
    await confirmWritten(
      context,
      async () => {
        const now = await bmc.send(getSolConfigurationParameters(parameter), { channel }, { signal });
        return wanted.equals(parameter.encode(now));
      },
      "The BMC accepted the setting, but reports another one",
    );
  };
}

/** Writes what `change` makes of the value there is; of `absent` when the BMC does not tell. */
function modifying<Value>(
  parameter: SolParameter<Value>,
  absent: Value,
  change: (value: Value) => Value,
): Write {
  return async (target) => {
    const { context, channel } = target;
    await writing(parameter, change(await present(context, channel, parameter, absent)))(target);
  };
}

async function present<Value>(
  { bmc, signal }: VerbContext,
  channel: number,
  parameter: SolParameter<Value>,
  absent: Value,
): Promise<Value> {
  try {
    return await bmc.send(getSolConfigurationParameters(parameter), { channel }, { signal });
  } catch (error) {
    if (error instanceof CompletionCodeError || error instanceof DecodeError) return absent;
    throw error;
  }
}

const { authentication, accumulation, retry } = solParameters;
const noAuthentication = { forceEncryption: false, forceAuthentication: false, privilege: 0 };
const noAccumulation = { intervalMs: 0, characters: 0 };
const noRetry = { count: 0, intervalMs: 0 };

const writers: Readonly<Record<string, (word: string, name: string) => Write>> = {
  "set-in-progress": (word, name) =>
    writing(
      solParameters.setInProgress,
      oneOf<SetProgress>(word, name, progresses, "set-complete, set-in-progress and commit-write"),
    ),
  enabled: (word, name) => writing(solParameters.enabled, truth(word, name)),
  "force-encryption": (word, name) => {
    const forceEncryption = truth(word, name);
    return modifying(authentication, noAuthentication, (old) => ({ ...old, forceEncryption }));
  },
  "force-authentication": (word, name) => {
    const forceAuthentication = truth(word, name);
    return modifying(authentication, noAuthentication, (old) => ({ ...old, forceAuthentication }));
  },
  "privilege-level": (word, name) => {
    const privilege = oneOf(word, name, privileges, "user, operator, admin, and oem");
    return modifying(authentication, noAuthentication, (old) => ({ ...old, privilege }));
  },
  "character-accumulate-level": (word, name) => {
    const intervalMs = 5 * byteBetween(word, name, 1, 255);
    return modifying(accumulation, noAccumulation, (old) => ({ ...old, intervalMs }));
  },
  "character-send-threshold": (word, name) => {
    const characters = byteBetween(word, name, 0, 255);
    return modifying(accumulation, noAccumulation, (old) => ({ ...old, characters }));
  },
  "retry-count": (word, name) => {
    const count = byteBetween(word, name, 0, 7);
    return modifying(retry, noRetry, (old) => ({ ...old, count }));
  },
  "retry-interval": (word, name) => {
    const intervalMs = 10 * byteBetween(word, name, 0, 255);
    return modifying(retry, noRetry, (old) => ({ ...old, intervalMs }));
  },
  "non-volatile-bit-rate": (word, name) => writing(solParameters.nonVolatileBitRate, bitRate(word, name)),
  "volatile-bit-rate": (word, name) => writing(solParameters.volatileBitRate, bitRate(word, name)),
};

const progresses = {
  "set-complete": "set-complete",
  "set-in-progress": "set-in-progress",
  "commit-write": "commit-write",
} as const;
const truths = { true: true, false: false };
const privileges = { user: 2, operator: 3, admin: 4, oem: 5 };
const bitRates: Readonly<Record<string, SolBitRate>> = {
  serial: "ipmi-messaging",
  "9.6": 9600,
  "19.2": 19200,
  "38.4": 38400,
  "57.6": 57600,
  "115.2": 115200,
};

function oneOf<Value>(
  word: string,
  name: string,
  table: Readonly<Record<string, Value>>,
  valid: string,
): Value {
  const value = Object.hasOwn(table, word) ? table[word] : undefined;
  if (value !== undefined) return value;
  throw new UsageError(`Invalid value ${word} for parameter ${name}\nValid values are ${valid}`);
}

function truth(word: string, name: string): boolean {
  return oneOf(word, name, truths, "true and false");
}

function bitRate(word: string, name: string): SolBitRate {
  const rate = Object.hasOwn(bitRates, word) ? bitRates[word] : undefined;
  if (rate !== undefined) return rate;
  throw new UsageError(
    `Invalid value "${word}" for parameter "${name}"\nValid values are serial, 9.6 19.2, 38.4, 57.6 and 115.2`,
  );
}

function byteBetween(word: string, name: string, least: number, most: number): number {
  const value = parseByte(word);
  if (value !== null && value >= least && value <= most) return value;
  throw new UsageError(`Invalid value ${word} for parameter ${name}\nValid values are ${least}-${most}`);
}
