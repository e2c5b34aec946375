import type { DoctorCheck } from "@/lib/contracts/console-doctor";

/** IPMI 2.0 §6.8 */
const levels = ["callback", "user", "operator", "administrator", "oem"] as const;
type Level = (typeof levels)[number];

/** IPMI 2.0 §6.6 */
const modes = ["disabled", "pre-boot", "always", "shared"] as const;
type Mode = (typeof modes)[number];

/** How the page says what cannot be said in numbers. */
export interface FoundWords {
  readonly notTold: string;
  readonly level: (level: Level) => string;
  readonly mode: (mode: Mode) => string;
  /** So many seconds before the report was made. */
  readonly age: (seconds: number) => string;
  readonly phrase: (text: string) => string;
}

/** The values of a check as they stand in its sentence. A privilege level that the specification does not name stays a number. */
export function foundInWords({ layer, found }: DoctorCheck, words: FoundWords): Record<string, string> {
  const inWords = (value: DoctorCheck["found"][string]): string => {
    if (value === null) return words.notTold;
    const mode = layer === "channel" ? modes.find((known) => known === value) : undefined;
    if (mode !== undefined) return words.mode(mode);
    if (layer === "silence" && typeof value === "number") return words.age(value);
    const level = layer === "privilege" && typeof value === "number" ? levels[value - 1] : undefined;
    return level === undefined ? words.phrase(String(value)) : words.level(level);
  };
  return Object.fromEntries(Object.entries(found).map(([name, value]) => [name, inWords(value)]));
}

/** Which sentence says it, where a layer can fail in more than one way. */
export function sentenceOf({ layer, outcome, found }: DoctorCheck) {
  if (outcome === "unknown") return `unknown.${layer}` as const;
  if (outcome === "ok") return `good.${layer}` as const;
  if (layer === "silence" && found.power === null) return "bad.never" as const;
  if (layer === "holder" && found.who === null) return "bad.held" as const;
  if (layer === "baud" && found.garbled === true) return "bad.garbled" as const;
  return `bad.${layer}` as const;
}
