import { CompletionCodeError, deactivatePayload, IpmiError, PayloadType, Privilege } from "@/server/ipmi";
import { completionText } from "../completion-text";
import { defineVerb, UsageError, type VerbContext, VerbFailure } from "../verb";
import { solHelp } from "./help";
import { parseInstance } from "./instance";

export const deactivate = defineVerb<number, { instance: number }>({
  path: ["sol", "deactivate"],
  usage: "[instance=<number>]",
  summary: "Ends serial over LAN, whoever uses it",
  privilege: Privilege.User,
  class: "idempotent",
  parse: (words) => {
    let instance = 1;
    for (const word of words) {
      if (!word.startsWith("instance=")) throw new UsageError(solHelp);
      instance = parseInstance(word.slice("instance=".length));
    }
    return instance;
  },
  run: async (context, instance) => {
    await deactivateInstance(context, instance);
    return { instance };
  },
  text: () => "",
});

/** Rejects with a VerbFailure in ipmitool's words, also when it was not active. */
export async function deactivateInstance({ bmc, signal }: VerbContext, instance: number): Promise<void> {
  try {
    await bmc.send(deactivatePayload, { type: PayloadType.SerialOverLan, instance }, { signal });
  } catch (error) {
    if (!(error instanceof IpmiError)) throw error;
    if (error instanceof CompletionCodeError) {
      throw new VerbFailure(refusalText(error.completionCode), { cause: error });
    }
    if (error.code !== "no-answer") throw error;
    throw new VerbFailure("Error: No response de-activating SOL payload", { cause: error });
  }
}

function refusalText(code: number): string {
  if (code === 0x80) return "Info: SOL payload already de-activated";
  if (code === 0x81) return "Info: SOL payload type disabled";
  return `Error de-activating SOL payload: ${completionText(code)}`;
}
