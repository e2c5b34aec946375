import { type LanParameter, lanParameters, type WritableLanParameter } from "@/server/ipmi";
import { type VerbContext, VerbFailure } from "../verb";
import { readLanParameter } from "./lan-settings";
import { writeLanParameter } from "./write-parameter";

/** Where a change happens. */
export interface LanTarget {
  readonly context: VerbContext;
  readonly channel: number;
}

/** One thing to change on a LAN channel; gives what ipmitool prints. */
export type LanChange = (target: LanTarget) => Promise<string>;

/** Writes a value that does not depend on what there is. */
export function writing<Value>(parameter: WritableLanParameter<Value>, value: Value, says = ""): LanChange {
  return async ({ context, channel }) => {
    await writeLanParameter(context, { channel, parameter, value, output: says });
    return says;
  };
}

/** Writes what `change` makes of the value there is. */
export function modifying<Value>(
  parameter: WritableLanParameter<Value>,
  change: (value: Value) => Value,
  says = "",
): LanChange {
  return async ({ context, channel }) => {
    const value = change(await present({ context, channel }, parameter));
    await writeLanParameter(context, { channel, parameter, value, output: says });
    return says;
  };
}

/** The value there is; a VerbFailure when the BMC does not have the parameter. */
export async function present<Value>(
  { context, channel }: LanTarget,
  parameter: LanParameter<Value>,
  set = 0,
): Promise<Value> {
  const value = await readLanParameter(context, channel, parameter, set);
  if (value === null) throw new VerbFailure(`The BMC does not have the LAN parameter ${parameter.name}`);
  return value;
}

/** What `lan set` calls the parameters it changes. */
export const labels = new Map<unknown, string>([
  [lanParameters.address, "IP Address"],
  [lanParameters.subnetMask, "Subnet Mask"],
  [lanParameters.macAddress, "MAC Address"],
  [lanParameters.community, "SNMP Community String"],
  [lanParameters.defaultGateway, "Default Gateway IP"],
  [lanParameters.defaultGatewayMac, "Default Gateway MAC"],
  [lanParameters.backupGateway, "Backup Gateway IP"],
  [lanParameters.backupGatewayMac, "Backup Gateway MAC"],
]);

/** As `writing`, and says so. */
export function announced(parameter: WritableLanParameter<string>, value: string): LanChange {
  return writing(parameter, value, `Setting LAN ${labels.get(parameter) ?? parameter.name} to ${value}\n`);
}
