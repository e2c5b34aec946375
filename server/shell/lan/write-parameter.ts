import {
  CompletionCode,
  CompletionCodeError,
  getLanConfigurationParameters,
  IpmiError,
  lanParameters,
  type SetProgress,
  setLanConfigurationParameters,
  type WritableLanParameter,
} from "@/server/ipmi";
import { completionText } from "../completion-text";
import { type VerbContext, VerbFailure } from "../verb";

/** BMCs refuse changes for a moment, and are slow to show them: so often more, this far apart. */
const TRIES = 10;
const APART_MS = 1000;

export interface LanWrite<Value> {
  readonly channel: number;
  readonly parameter: WritableLanParameter<Value>;
  readonly value: Value;
  /** Which of several; the value names it too. */
  readonly set?: number;
  readonly block?: number;
  /** Somebody else has marked the configuration. Default false. */
  readonly marked?: boolean;
  /** What the verb had printed by then. */
  readonly output: string;
}

/**
 * Writes a parameter with the configuration marked as being changed, tries again while the BMC takes it for an invalid
 * field, and reads it back: several BMCs accept what they do not do. Rejects with a VerbFailure.
 */
export async function writeLanParameter<Value>(context: VerbContext, write: LanWrite<Value>): Promise<void> {
  const { channel } = write;
  const marked = write.marked !== true && (await markProgress(context, channel, "set-in-progress"));
  try {
    await send(context, write);
    await readBack(context, write);
  } finally {
    if (marked) {
      await markProgress(context, channel, "commit-write");
      await markProgress(context, channel, "set-complete");
    }
  }
}

/** Optional for a BMC, so whatever it says to it is fine. False when it did not take it. */
async function markProgress(context: VerbContext, channel: number, value: SetProgress): Promise<boolean> {
  const command = setLanConfigurationParameters(lanParameters.setInProgress);
  try {
    await context.bmc.send(command, { channel, value }, { signal: context.signal });
    return true;
  } catch (error) {
    if (error instanceof IpmiError && !context.signal.aborted) return false;
    throw error;
  }
}

async function send<Value>(context: VerbContext, write: LanWrite<Value>): Promise<void> {
  const { channel, parameter, value, output } = write;
  for (let tries = 1; ; tries++) {
    try {
      const request = { channel, value };
      return await context.bmc.send(setLanConfigurationParameters(parameter), request, {
        signal: context.signal,
      });
    } catch (error) {
      if (!(error instanceof CompletionCodeError)) throw error;
      const code = error.completionCode;
      if (code === CompletionCode.Unspecified) return; // reading back tells whether it was done
      if (code !== CompletionCode.InvalidField || tries > TRIES) {
        const text = completionText(code);
        throw new VerbFailure(`Set LAN Parameter '${parameter.name}' failed: ${text}`, {
          cause: error,
          output,
        });
      }
    }
    await context.wait(APART_MS);
  }
}

async function readBack<Value>(context: VerbContext, write: LanWrite<Value>): Promise<void> {
  const { parameter, value, output } = write;
  const wanted = Buffer.from(parameter.encode(value));
  for (let tries = 1; ; tries++) {
    if (wanted.equals((await bytesNow(context, write)) ?? Buffer.alloc(0))) return;
    if (tries > TRIES) {
      throw new VerbFailure("LAN Parameter Data does not match!  Write may have failed.", { output });
    }
    await context.wait(APART_MS);
  }
}

/** What the BMC says now, as it would be written; null when it does not say. */
async function bytesNow<Value>(
  { bmc, signal }: VerbContext,
  { channel, parameter, output, set = 0, block = 0 }: LanWrite<Value>,
): Promise<Uint8Array | null> {
  try {
    const now = await bmc.send(getLanConfigurationParameters(parameter), { channel, set, block }, { signal });
    return parameter.encode(now);
  } catch (error) {
    if (!(error instanceof IpmiError) || signal.aborted) throw error;
    if (error.code === "completion-code" || error.code === "decode") return null;
    throw new VerbFailure(
      `The BMC accepted the new ${parameter.name}, but no longer answers here: it may have moved (${error.message})`,
      { cause: error, output },
    );
  }
}
