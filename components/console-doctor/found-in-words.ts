import type { DoctorCheck } from "@/lib/contracts/console-doctor";

/** IPMI 2.0 §6.8 */
const levels = ["callback", "user", "operator", "administrator", "oem"] as const;
type Level = (typeof levels)[number];

/** How the page says what cannot be said in numbers. */
export interface FoundWords {
  readonly notTold: string;
  readonly level: (level: Level) => string;
  readonly phrase: (text: string) => string;
}

/** The values of a check as they stand in its sentence. A privilege level that the specification does not name stays a number. */
export function foundInWords({ layer, found }: DoctorCheck, words: FoundWords): Record<string, string> {
  const inWords = (value: DoctorCheck["found"][string]): string => {
    if (value === null) return words.notTold;
    const level = layer === "privilege" && typeof value === "number" ? levels[value - 1] : undefined;
    return level === undefined ? words.phrase(String(value)) : words.level(level);
  };
  return Object.fromEntries(Object.entries(found).map(([name, value]) => [name, inWords(value)]));
}
