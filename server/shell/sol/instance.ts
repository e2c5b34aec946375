import { completionText } from "../completion-text";
import { parseByte } from "../numbers";
import { UsageError } from "../verb";
import { solHelp } from "./help";

/** The N of `instance=N`. */
export function parseInstance(word: string): number {
  const instance = parseByte(word);
  if (instance !== null) return requireInstance(instance);
  throw new UsageError(`Given instance '${word}' is invalid.\n${solHelp}`);
}

function requireInstance(instance: number): number {
  if (instance >= 1 && instance <= 15) return instance;
  throw new UsageError("Error: Instance must range from 1 to 15");
}

/** What is said when serial over LAN is active. */
export function operationalLine(escapeKey: string): string {
  return `[SOL Session operational.  Use ${escapeKey}? for help]\n`;
}

/** Activate Payload's refusals in ipmitool's words (IPMI 2.0 table 24-2). */
export function activationRefusal(code: number): string {
  return refusals[code] ?? `Error activating SOL payload: ${completionText(code)}`;
}

const refusals: Readonly<Record<number, string>> = {
  128: "Info: SOL payload already active on another session",
  129: "Info: SOL payload disabled",
  130: "Info: SOL payload activation limit reached",
  131: "Info: cannot activate SOL payload with encryption",
  132: "Info: cannot activate SOL payload without encryption",
};
