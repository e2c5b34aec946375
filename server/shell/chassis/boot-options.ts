import { CompletionCodeError, IpmiError } from "@/server/ipmi";
import { BootOption } from "@/server/ipmi/commands/chassis/boot-options";
import {
  type BootOptionData,
  getSystemBootOptions,
} from "@/server/ipmi/commands/chassis/get-system-boot-options";
import { setSystemBootOptions } from "@/server/ipmi/commands/chassis/set-system-boot-options";
import { failAs } from "../fail-as";
import type { VerbContext } from "../verb";

const COMPLETE = 0;
const IN_PROGRESS = 1;
const COMMIT = 2;

/** Who is to look at new boot information (IPMI 2.0 table 28-14, parameter 4). */
export const BootParty = { Bios: 0x01, OsLoader: 0x02 } as const;

export function readBootOption(
  { bmc, signal }: VerbContext,
  parameter: number,
  set = 0,
): Promise<BootOptionData> {
  return failAs(bmc.send(getSystemBootOptions, { parameter, set }, { signal }), {
    silent: `Error Getting Chassis Boot Parameter ${parameter}`,
    refused: `Get Chassis Boot Parameter ${parameter} failed`,
    codes: { 128: "Unsupported parameter" },
  });
}

export function writeBootOption(
  { bmc, signal }: VerbContext,
  parameter: number,
  data: Uint8Array,
): Promise<void> {
  return failAs(bmc.send(setSystemBootOptions, { option: "bytes", parameter, data }, { signal }), {
    silent: `Error setting Chassis Boot Parameter ${parameter}`,
    refused: `Set Chassis Boot Parameter ${parameter} failed`,
    codes: {
      128: "Unsupported parameter",
      129: "Attempt to set 'in progress' while not in 'complete' state",
      130: "Parameter is read-only",
    },
  });
}

/**
 * Changes boot options between "set in progress" and "set complete", which BMCs may not know, after telling `parties`
 * that there is something new for them.
 */
export async function changeBootOptions(
  context: VerbContext,
  parties: number,
  change: () => Promise<void>,
): Promise<void> {
  const knowsProgress = await setProgress(context, IN_PROGRESS);
  try {
    await writeBootOption(context, BootOption.InfoAcknowledge, Uint8Array.of(parties, parties));
    await change();
    if (knowsProgress) await setProgress(context, COMMIT);
  } finally {
    if (knowsProgress) await setProgress(context, COMPLETE);
  }
}

/** False when the BMC refused it. */
async function setProgress({ bmc, signal }: VerbContext, state: number): Promise<boolean> {
  const data = Uint8Array.of(state);
  try {
    await bmc.send(
      setSystemBootOptions,
      { option: "bytes", parameter: BootOption.SetInProgress, data },
      { signal },
    );
    return true;
  } catch (error) {
    if (error instanceof CompletionCodeError) return false;
    if (error instanceof IpmiError && error.code === "no-answer") return false;
    throw error;
  }
}
