import { unknownValue } from "../completion-text";
import { parseByte } from "../numbers";
import { UsageError } from "../verb";

const names: Readonly<Record<number, string>> = {
  1: "CALLBACK",
  2: "USER",
  3: "OPERATOR",
  4: "ADMINISTRATOR",
  5: "OEM",
  15: "NO ACCESS",
};

/** A privilege limit as a BMC sends it (IPMI 2.0 §6.8), in ipmitool's words. */
export function privilegeName(level: number): string {
  return names[level] ?? unknownValue(level);
}

/** The level of a name that `privilegeName` gives, letters of either case; null for others. */
export function privilegeNamed(name: string): number | null {
  const found = Object.entries(names).find(([, known]) => known === name.toUpperCase());
  return found ? Number(found[0]) : null;
}

/** A limit in the words of a verb: a number from 1 to 5, or 15 for no access. */
export function parsePrivilegeLimit(word: string): number {
  const level = parseByte(word);
  if (level !== null && level in names) return level;
  throw new UsageError(
    `Given Privilege Limit '${word}' is invalid.\nPrivilege Limit is limited to <0x1..0x5> and <0xF>.`,
  );
}
