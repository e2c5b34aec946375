import {
  CompletionCodeError,
  DecodeError,
  getPefCapabilities,
  getSystemGuid,
  type PefCapabilities,
  PefParameter,
  Privilege,
} from "@/server/ipmi";
import { evaluated } from "../channel/evaluated";
import { completionText } from "../completion-text";
import { defineVerb, type VerbContext, type VerbView } from "../verb";
import { actionFlags, type Field, fieldsText, flagsText } from "./fields";
import { readPef } from "./parameters";

interface PefInfo extends PefCapabilities {
  readonly policies: number;
  /** 32 hex digits in wire order; null when the BMC does not tell. */
  readonly guid: string | null;
}

export const info = defineVerb<void, PefInfo>({
  path: ["pef", "info"],
  usage: "",
  summary: "What platform event filtering of the BMC can do",
  privilege: Privilege.Operator,
  class: "read",
  parse: () => undefined,
  run: async (context) => {
    const { bmc, signal } = context;
    const policies = await policyCount(context);
    const capabilities = await evaluated(bmc.send(getPefCapabilities, undefined, { signal }), {
      consequence: "Failed to get PEF Capabilities.",
    });
    return { ...capabilities, policies, guid: await guidInAlerts(context) };
  },
  text: infoText,
});

async function policyCount(context: VerbContext): Promise<number> {
  try {
    const size = await readPef(context, "policy-count", PefParameter.PolicyCount);
    return size?.count ?? 0;
  } catch (error) {
    if (!(error instanceof CompletionCodeError)) throw error;
    context.note(`IPMI command failed: ${completionText(error.completionCode)}`);
    context.note("Failed to get size of PEF Policy Table.");
    return 0;
  }
}

/** The one PEF was given, else the system's. */
async function guidInAlerts(context: VerbContext): Promise<string | null> {
  const { bmc, signal } = context;
  const own = await orNull(readPef(context, "system-guid", PefParameter.SystemGuid));
  if (own !== null && own.guid !== null) return own.guid;
  const system = await orNull(bmc.send(getSystemGuid, undefined, { signal }));
  return system?.toString("hex") ?? null;
}

async function orNull<Answer>(answer: Promise<Answer>): Promise<Answer | null> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof CompletionCodeError || error instanceof DecodeError) return null;
    throw error;
  }
}

function infoText({ version, filters, policies, guid, actions }: PefInfo, { verbosity }: VerbView): string {
  const fields: readonly Field[] = [
    ["Version", `0x${version.toString(16).padStart(2, "0")}`],
    ["PEF Event Filter count", String(filters)],
    ["PEF Alert Policy Table size", String(policies)],
    ...(guid === null ? [] : [["System GUID", guidText(guid)] as const]),
  ];
  const verbose = verbosity > 0;
  const words = { on: "supported", off: "unsupported" };
  return `${fieldsText(fields, verbose)}${flagsText(actionFlags(actions), words, verbose)}\n`;
}

function guidText(guid: string): string {
  return guid.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
