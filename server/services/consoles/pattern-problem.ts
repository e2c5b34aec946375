import { lineExpression, unboundedBecause } from "./line-expression";

/** Lines grow by a few characters: an expression that explodes is caught before it takes seconds. */
const TRIAL_LENGTHS = Array.from({ length: 97 }, (_, i) => 8 + 2 * i);
const TRIAL_PIECES = ["a", "0", " ", "x1", "ab "];
const TRIAL_MS = 20;
const TRIALS = 3;

/**
 * Why an expression cannot be used; null when it can. A quantifier inside a quantified group is refused: on a line made
 * for it, it can take longer than the universe has. What slips through is measured when it runs.
 */
export function patternProblem(pattern: string): string | null {
  let expression: RegExp;
  try {
    expression = lineExpression(pattern);
  } catch (error) {
    return `is not one: ${error instanceof Error ? error.message : "it cannot be read"}`;
  }
  if (expression.test("")) return "matches an empty line: every line would be an event";
  if (nestsQuantifiers(pattern)) return "repeats a group that itself repeats, which can take for ever: (a+)+";
  const unbounded = unboundedBecause(pattern);
  if (unbounded !== null) return unbounded;
  for (const length of TRIAL_LENGTHS) {
    for (const piece of TRIAL_PIECES) {
      const line = piece.repeat(length).slice(0, length);
      if (isSlow(expression, line)) return `takes too long on a line of ${length} characters`;
    }
  }
  return null;
}

/** The fastest of a few: the machine may have been busy with something else. */
function isSlow(expression: RegExp, line: string): boolean {
  for (let trial = 0; trial < TRIALS; trial++) {
    const begun = performance.now();
    expression.test(line);
    if (performance.now() - begun <= TRIAL_MS) return false;
  }
  return true;
}

/** True for a group with an unbounded quantifier in it that is itself repeated without bound. */
function nestsQuantifiers(pattern: string): boolean {
  const groups: boolean[] = [];
  for (let at = 0; at < pattern.length; at++) {
    const character = pattern[at];
    if (character === "\\") at++;
    else if (character === "[") at = endOfClass(pattern, at);
    else if (character === "(") groups.push(false);
    else if (character === ")") {
      const repeats = groups.pop() ?? false;
      if (repeats && isUnbounded(pattern, at + 1)) return true;
      if ((repeats || isUnbounded(pattern, at + 1)) && groups.length > 0) groups[groups.length - 1] = true;
    } else if (isUnbounded(pattern, at) && groups.length > 0) groups[groups.length - 1] = true;
  }
  return false;
}

function endOfClass(pattern: string, start: number): number {
  for (let at = start + 1; at < pattern.length; at++) {
    if (pattern[at] === "\\") at++;
    else if (pattern[at] === "]") return at;
  }
  return pattern.length;
}

function isUnbounded(pattern: string, at: number): boolean {
  return /^([*+]|\{\d+,\})/.test(pattern.slice(at, at + 12));
}
