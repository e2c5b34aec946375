import { setFlagsFromString } from "node:v8";

/** A pattern with its counts written out may be so long. */
const MOST_CHARACTERS = 1000;
const COUNT = /^\{(\d{1,9})(?:(,)(\d{0,9}))?\}\??/;

let prepared = false;

/** V8 has an engine that takes linear time, and goes on with it when its usual one has gone back and forth too often. */
function prepare(): void {
  if (prepared) return;
  prepared = true;
  setFlagsFromString("--enable-experimental-regexp-engine");
  setFlagsFromString("--enable-experimental-regexp-engine-on-excessive-backtracks");
}

/** An expression that is run on what hosts print: in bounded time when `isBounded` says so. Throws SyntaxError. */
export function lineExpression(pattern: string): RegExp {
  prepare();
  const original = new RegExp(pattern);
  const plain = withoutCounts(pattern);
  return plain !== null && isLinear(plain) ? new RegExp(plain) : original;
}

/** Why no line is known to be too long for it; null when it takes time in proportion to a line, whatever the line is. */
export function unboundedBecause(pattern: string): string | null {
  prepare();
  const plain = withoutCounts(pattern);
  if (plain === null) return "repeats too often, which can take seconds for a line";
  return isLinear(plain) ? null : "looks around or back, which can take for ever";
}

function isLinear(pattern: string): boolean {
  try {
    new RegExp(pattern, "l");
    return true;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}

/** The same expression with `a{2,3}` written as `aa(?:a)?`, which the linear engine knows; null when that is too long. For a pattern that is one. */
function withoutCounts(pattern: string): string | null {
  let done = "";
  /** Where the groups that are open begin. */
  const groups: number[] = [];
  /** Where what a count may follow begins. */
  let atom = 0;
  for (let at = 0; at < pattern.length; ) {
    const count = COUNT.exec(pattern.slice(at, at + 24));
    if (count !== null) {
      const written = repeated(done.slice(atom), count);
      if (written === null) return null;
      done = done.slice(0, atom) + written;
      at += count[0].length;
      if (done.length > MOST_CHARACTERS) return null;
      continue;
    }
    const end = endOfToken(pattern, at);
    const token = pattern.slice(at, end);
    if (token === ")") atom = groups.pop() ?? 0;
    else if (!/^[*+?]$/.test(token)) atom = done.length;
    if (token.startsWith("(")) groups.push(done.length);
    // Names may stand once only.
    done += token.startsWith("(") ? "(" : token;
    at = end;
  }
  return done;
}

function repeated(atom: string, [, digits, comma, moreDigits = ""]: RegExpExecArray): string | null {
  const least = Number(digits);
  const most = moreDigits === "" ? least : Number(moreDigits);
  if (atom.length * most > MOST_CHARACTERS) return null;
  const sure = atom.repeat(least);
  if (comma !== undefined && moreDigits === "") return `(?:${sure}(?:${atom})*)`;
  return `(?:${sure}${`(?:${atom})?`.repeat(most - least)})`;
}

/** A class, an escape with all that belongs to it, a group's beginning with its name, or one character. */
function endOfToken(pattern: string, at: number): number {
  if (pattern[at] === "(") return at + (/^\(\?<[\w$]+>/.exec(pattern.slice(at))?.[0].length ?? 1);
  if (pattern[at] === "\\") {
    return (
      at +
      (/^\\(?:x[\da-f]{2}|u[\da-f]{4}|c[a-z]|k<[^>]*>|\d+|.)/is.exec(pattern.slice(at, at + 64))?.[0]
        .length ?? 1)
    );
  }
  if (pattern[at] !== "[") return at + 1;
  for (let end = at + 1; end < pattern.length; end++) {
    if (pattern[end] === "\\") end++;
    else if (pattern[end] === "]") return end + 1;
  }
  return pattern.length;
}
