import type { FruField } from "./fru-inventory";

/** Fields of those rows that have a value. */
export function presentFields(rows: readonly (readonly [string, string | null])[]): readonly FruField[] {
  return rows.flatMap(([label, value]) => (value === null || value === "" ? [] : [{ label, value }]));
}

export function yesNo(bit: number): string {
  return bit === 0 ? "no" : "yes";
}
