import {
  CompletionCodeError,
  DecodeError,
  getLastProcessedEventId,
  type LastProcessedEventId,
  type PefAction,
  type PefControl,
  PefParameter,
  Privilege,
} from "@/server/ipmi";
import { timestampNumeric } from "../timestamps";
import { defineVerb, VerbFailure, type VerbView } from "../verb";
import { actionFlags, type Field, fieldsText, flagsText } from "./fields";
import { readPef } from "./parameters";

interface PefStatus {
  readonly last: LastProcessedEventId;
  readonly control: PefControl | null;
  readonly actions: readonly PefAction[] | null;
}

export const status = defineVerb<void, PefStatus>({
  path: ["pef", "status"],
  usage: "",
  summary: "What is switched on of platform event filtering, and the last events it saw",
  privilege: Privilege.Administrator,
  class: "read",
  parse: () => undefined,
  run: async (context, _args) => {
    const { bmc, signal } = context;
    const last = await retrieved(
      bmc.send(getLastProcessedEventId, undefined, { signal }),
      LAST_PROCESSED,
      "",
    );
    const lastText = lastProcessedText(last, context);
    const control = await retrieved(
      readPef(context, "control", PefParameter.Control),
      "PEF control",
      lastText,
    );
    const parameter = PefParameter.ActionGlobalControl;
    const global = await retrieved(
      readPef(context, "action-global-control", parameter),
      "PEF action",
      lastText + controlText(control?.control ?? null, context),
    );
    return { last, control: control?.control ?? null, actions: global?.actions ?? null };
  },
  text: ({ last, control, actions }, view) =>
    `${lastProcessedText(last, view)}${controlText(control, view)}${actionText(actions, view)}\n`,
});

const LAST_PROCESSED = "Last S/W processed ID";
const NOT_SUPPORTED = 0x80;

/** Rejects in ipmitool's words; `output` is what was printed by then. */
async function retrieved<Answer>(answer: Promise<Answer>, what: string, output: string): Promise<Answer> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof DecodeError) {
      throw new VerbFailure(` **Error retrieving ${what}`, { cause: error, output });
    }
    if (!(error instanceof CompletionCodeError)) throw error;
    const code = error.completionCode;
    const refused = code === NOT_SUPPORTED ? "" : ` **Error ${code.toString(16)} in '${what}' command\n`;
    throw new VerbFailure(`${refused} **Error retrieving ${what}`, { cause: error, output });
  }
}

function lastProcessedText(last: LastProcessedEventId, { verbosity, utc }: VerbView): string {
  const word = (value: number) => `0x${value.toString(16).padStart(4, "0")}`;
  const fields: readonly Field[] = [
    ["Last SEL addition", timestampNumeric(last.lastAdded, utc)],
    ["Last SEL record ID", word(last.lastRecordId)],
    [LAST_PROCESSED, word(last.bySoftware)],
    ["Last BMC processed ID", word(last.byBmc)],
  ];
  return fieldsText(fields, verbosity > 0);
}

function controlText(control: PefControl | null, { verbosity }: VerbView): string {
  if (control === null) return "";
  const flags = [
    ["PEF", control.enabled],
    ["PEF event messages", control.eventsForActions],
    ["PEF startup delay", control.startupDelay],
    ["Alert startup delay", control.alertStartupDelay],
  ] as const;
  return flagsText(flags, { on: "enabled", off: "disabled" }, verbosity > 0);
}

function actionText(actions: readonly PefAction[] | null, { verbosity }: VerbView): string {
  if (actions === null) return "";
  return flagsText(actionFlags(actions), { on: "active", off: "inactive" }, verbosity > 0);
}
