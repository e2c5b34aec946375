import {
  CompletionCode,
  CompletionCodeError,
  DecodeError,
  getLanConfigurationParameters,
  type LanParameter,
  lanParameters,
} from "@/server/ipmi";
import { completionText } from "../completion-text";
import { type VerbContext, VerbFailure } from "../verb";

/** What `lan print` shows, in the order the BMC is asked. */
const shown = [
  "setInProgress",
  "authenticationSupport",
  "authenticationEnables",
  "addressSource",
  "address",
  "subnetMask",
  "macAddress",
  "community",
  "ipv4Header",
  "arpControl",
  "gratuitousArpInterval",
  "defaultGateway",
  "defaultGatewayMac",
  "backupGateway",
  "backupGatewayMac",
  "vlan",
  "vlanPriority",
  "cipherSuiteCount",
  "cipherSuites",
  "cipherSuitePrivileges",
  "badPasswordThreshold",
] as const satisfies readonly (keyof typeof lanParameters)[];

type ShownName = (typeof shown)[number];
type ValueOf<Parameter> = Parameter extends LanParameter<infer Value> ? Value : never;

/** Settings of a LAN channel. Null: the BMC does not have it. Absent: the BMC was not asked for it. */
export type LanSettings = { readonly [Name in ShownName]?: ValueOf<(typeof lanParameters)[Name]> | null };

/** How a BMC says that it does not have a parameter. */
const NOT_SUPPORTED = 0x80;
const absent: readonly number[] = [
  NOT_SUPPORTED,
  CompletionCode.ParameterOutOfRange,
  CompletionCode.InvalidField,
];

/** Without these the rest is worth reading. */
const optional: readonly ShownName[] = ["vlan", "vlanPriority"];

/** Rejects with a VerbFailure at the first parameter the BMC fails on; `partly` makes text of what was read by then. */
export async function readLanSettings(
  context: VerbContext,
  channel: number,
  partly: (settings: LanSettings) => string,
): Promise<LanSettings> {
  const settings: Record<string, unknown> = {};
  for (const name of shown) {
    // The suites themselves are asked for only where there are some.
    if (name === "cipherSuites" && settings.cipherSuiteCount === null) continue;
    const parameter: LanParameter<unknown> = lanParameters[name];
    try {
      settings[name] = await readLanParameter(context, channel, parameter);
    } catch (error) {
      if (!(error instanceof CompletionCodeError)) throw error;
      if (!optional.includes(name)) {
        const text = completionText(error.completionCode);
        throw new VerbFailure(`Get LAN Parameter '${parameter.name}' command failed: ${text}`, {
          cause: error,
          output: partly(settings),
        });
      }
      settings[name] = null;
    }
  }
  return settings;
}

/** The value of a parameter; null when the BMC does not have it, or sends something that is no value. */
export async function readLanParameter<Value>(
  { bmc, signal }: VerbContext,
  channel: number,
  parameter: LanParameter<Value>,
  set = 0,
): Promise<Value | null> {
  try {
    return await bmc.send(getLanConfigurationParameters(parameter), { channel, set }, { signal });
  } catch (error) {
    if (error instanceof DecodeError) return null;
    if (error instanceof CompletionCodeError && absent.includes(error.completionCode)) return null;
    throw error;
  }
}
