/** A piece of what was typed: text as it is, or a key that has no character of its own, in the usual notation. */
export interface TypedPiece {
  readonly text: string;
  readonly key: boolean;
}

/** What a page cannot or must not show as it is: control characters, and those that hide or turn the reading direction. */
const unseen = /\r\n?|[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/gu;

/**
 * What was typed, to be read: nothing in it acts. Return is ⏎ and ends the line, Ctrl-C is ^C, Escape is ␛; other characters that
 * cannot be seen, and bytes that are no UTF-8, are their numbers.
 */
export function visibleTyped(bytes: Uint8Array): readonly TypedPiece[] {
  const text = decoded(bytes);
  if (text === null) return [...bytes].reduce(appendByte, []);
  const pieces: TypedPiece[] = [];
  let shown = 0;
  for (const match of text.matchAll(unseen)) {
    append(pieces, text.slice(shown, match.index), false);
    append(pieces, notation(match[0]), true);
    shown = match.index + match[0].length;
  }
  append(pieces, text.slice(shown), false);
  return pieces;
}

function decoded(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** Of a character set that is not known: only ASCII is sure. */
function appendByte(pieces: TypedPiece[], byte: number): TypedPiece[] {
  const seen = byte >= 0x20 && byte < 0x7f;
  append(pieces, seen ? String.fromCharCode(byte) : notation(String.fromCharCode(byte)), !seen);
  return pieces;
}

/** Neighbours of a kind are one piece. */
function append(pieces: TypedPiece[], text: string, key: boolean): void {
  const last = pieces.at(-1);
  if (text === "") return;
  if (last?.key === key) pieces[pieces.length - 1] = { text: last.text + text, key };
  else pieces.push({ text, key });
}

function notation(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code === 0x0d) return "⏎\n";
  if (code === 0x1b) return "␛";
  if (code === 0x7f) return "^?";
  if (code < 0x20) return `^${String.fromCharCode(code + 0x40)}`;
  return code <= 0xff ? `\\x${code.toString(16)}` : `\\u{${code.toString(16)}}`;
}
