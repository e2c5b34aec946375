/**
 * Control sequences (what follows `ESC [`) that draw and do nothing else: cursor, erasing, inserting and deleting, scrolling, tabs, margins,
 * colours, insert mode, the cursor's shape, protected characters, soft reset.
 */
const mouthless: readonly RegExp[] = [
  /^[\d;:]*[@A-HIJKLMPSTXZ`abdefgjkmrsu]$/,
  /^\?\d*[JK]$/,
  /^4[hl]$/,
  /^\d* q$/,
  /^\d*"q$/,
  /^!p$/,
];

/**
 * Private modes of the screen: cursor keys (1), reverse video (5), origin (6), wrapping (7), cursor blinking and shown (12, 25), reverse wrapping
 * (45), the other screen (47, 1047, 1048, 1049), keypad (66), bracketed paste (2004), synchronised drawing (2026).
 */
const ofTheScreen: ReadonlySet<number> = new Set([
  1, 5, 6, 7, 12, 25, 45, 47, 66, 1047, 1048, 1049, 2004, 2026,
]);
const ofTheOtherScreen: ReadonlySet<number> = new Set([47, 1047, 1049]);

export function isMouthless(sequence: string): boolean {
  return mouthless.some((pattern) => pattern.test(sequence));
}

/**
 * Of a sequence that sets or resets private modes, the same with modes of the screen only, empty when it has none; whether the other screen is
 * shown from then on, null when that stays as it is. Null for every other sequence.
 */
export function screenModes(
  sequence: string,
): { readonly sequence: string; readonly otherScreen: boolean | null } | null {
  const [, list, final] = /^\?([\d;:]*)([hl])$/.exec(sequence) ?? [];
  if (list === undefined || final === undefined) return null;
  // Sub-parameters mean nothing here, and leading zeros no other mode.
  const modes = list
    .split(";")
    .filter((mode) => /^\d+$/.test(mode))
    .map(Number)
    .filter((mode) => ofTheScreen.has(mode));
  return {
    sequence: modes.length === 0 ? "" : `\x1b[?${modes.join(";")}${final}`,
    otherScreen: modes.some((mode) => ofTheOtherScreen.has(mode)) ? final === "h" : null,
  };
}
