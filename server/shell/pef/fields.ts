import { type PefAction, pefActions } from "@/server/ipmi";

/** A value with its label; values of one entry stand in one line, or with -v in a line each. */
export type Field = readonly [label: string, value: string];

const LABEL_WIDTH = 24;

export function fieldsText(fields: readonly Field[], verbose: boolean): string {
  if (verbose) return fields.map(verboseLine).join("");
  return fields.map(([, value], index) => (index === 0 ? ` ${value}` : ` | ${value}`)).join("");
}

/** Things that are on or off: those that are on after a separator, or with -v a line for each. */
export function flagsText(
  flags: readonly (readonly [name: string, on: boolean])[],
  words: { readonly on: string; readonly off: string },
  verbose: boolean,
): string {
  if (verbose) return flags.map(([name, on]) => verboseLine([name, on ? words.on : words.off])).join("");
  const on = flags.filter(([, is]) => is).map(([name]) => name);
  return on.length === 0 ? "" : ` | ${on.join(",")}`;
}

function verboseLine([label, value]: Field): string {
  return `${label.padEnd(LABEL_WIDTH)} : ${value}\n`;
}

const actionNames: Readonly<Record<PefAction, string>> = {
  alert: "Alert",
  "power-off": "Power-off",
  reset: "Reset",
  "power-cycle": "Power-cycle",
  oem: "OEM-defined",
  "diagnostic-interrupt": "Diagnostic-interrupt",
};

export function actionFlags(actions: readonly PefAction[]): readonly (readonly [string, boolean])[] {
  return pefActions.map((action) => [actionNames[action], actions.includes(action)]);
}

/** All of them, as one value. */
export function actionsText(actions: readonly PefAction[]): string {
  const names = pefActions.filter((action) => actions.includes(action)).map((action) => actionNames[action]);
  return names.length === 0 ? "None" : names.join(",");
}
