import {
  CompletionCodeError,
  DecodeError,
  getSolConfigurationParameters,
  IpmiError,
  type SolParameter,
  solParameters,
} from "@/server/ipmi";
import { completionText } from "../completion-text";
import { type VerbContext, VerbFailure } from "../verb";

type ParameterName = keyof typeof solParameters;
type ValueOf<Name extends ParameterName> =
  (typeof solParameters)[Name] extends SolParameter<infer Value> ? Value : never;

/** SOL settings of a channel. Null: the BMC does not have it. */
export type SolSettings = { readonly [Name in ParameterName]: ValueOf<Name> | null };

/** What ipmitool calls the parameters in its complaints, in the order it asks for them. */
const labels: Readonly<Record<ParameterName, string>> = {
  setInProgress: "Set In Progress (0)",
  enabled: "Enable (1)",
  authentication: "Authentication (2)",
  accumulation: "Character Interval (3)",
  retry: "Retry (4)",
  nonVolatileBitRate: "Nonvolatile Bitrate (5)",
  volatileBitRate: "Volatile Bitrate (6)",
  payloadChannel: "Payload Channel (7)",
  payloadPort: "Payload Port (8)",
};

const NOT_SUPPORTED = 0x80;
export const RMCP_PORT = 623;

/** Notes what the BMC does not have; rejects with a VerbFailure when it fails on one. */
export async function readSolSettings(context: VerbContext, channel: number): Promise<SolSettings> {
  const defaults: Partial<Record<ParameterName, string>> = {
    payloadChannel: ` - defaulting to 0x${channel.toString(16).padStart(2, "0")}`,
    payloadPort: ` - defaulting to ${RMCP_PORT}`,
  };
  const settings: Record<string, unknown> = {};
  for (const name of Object.keys(labels) as ParameterName[]) {
    const missing = `Info: SOL parameter '${labels[name]}' not supported${defaults[name] ?? ""}`;
    settings[name] = await readOne(context, channel, name, missing);
  }
  return settings as SolSettings;
}

async function readOne(
  { bmc, signal, note }: VerbContext,
  channel: number,
  name: ParameterName,
  missing: string,
): Promise<unknown> {
  const parameter: Pick<SolParameter<unknown>, "selector" | "decode"> = solParameters[name];
  const command = getSolConfigurationParameters(parameter);
  try {
    return await bmc.send(command, { channel }, { signal });
  } catch (error) {
    if (!(error instanceof IpmiError)) throw error;
    if (error instanceof DecodeError) {
      note(`Error: Unexpected data length received for SOL parameter '${labels[name]}'`);
      return null;
    }
    if (error.code === "no-answer") {
      throw new VerbFailure(`Error: No response requesting SOL parameter '${labels[name]}'`, {
        cause: error,
      });
    }
    if (!(error instanceof CompletionCodeError)) throw error;
    if (error.completionCode === NOT_SUPPORTED) {
      note(missing);
      return null;
    }
    const text = completionText(error.completionCode);
    throw new VerbFailure(`Error requesting SOL parameter '${labels[name]}': ${text}`, { cause: error });
  }
}
