import type { BoardSigns } from "@/lib/contracts/board-signs";

/** `unknown`: nothing contradicts, and nothing that only one board has was read both times. */
export type Comparison =
  | { readonly verdict: "same" | "unknown" }
  | {
      readonly verdict: "changed";
      /** In words. */
      readonly sign: string;
      readonly enrolled: string | number;
      readonly found: string | number;
    };

type Words = readonly (readonly [keyof BoardSigns, string])[];

/** What one board has only. */
const own: Words = [
  ["boardSerial", "board serial number"],
  ["productSerial", "product serial number"],
  ["mac", "MAC address"],
];

/** What all boards of a kind have; new firmware changes it now and then. */
const kind: Words = [
  ["manufacturerId", "manufacturer id"],
  ["productId", "product id"],
];

/**
 * Is it the enrolled board? A sign counts where it was read both times. One of the board's own that differs is proof of another
 * board; one that agrees is proof of the same, whatever its firmware calls itself. Without any, another make or model is proof.
 */
export function compareSigns(enrolled: BoardSigns, found: BoardSigns): Comparison {
  const compare = (signs: Words): Comparison => {
    let verdict: "same" | "unknown" = "unknown";
    for (const [key, sign] of signs) {
      const [before, now] = [enrolled[key], found[key]];
      if (before === null || now === null) continue;
      if (before !== now) return { verdict: "changed", sign, enrolled: before, found: now };
      verdict = "same";
    }
    return { verdict };
  };
  const board = compare(own);
  if (board.verdict !== "unknown") return board;
  const model = compare(kind);
  return model.verdict === "changed" ? model : { verdict: "unknown" };
}

/** Nothing that was read is one board's own. */
export function isAnonymous(signs: BoardSigns): boolean {
  return own.every(([key]) => signs[key] === null);
}
