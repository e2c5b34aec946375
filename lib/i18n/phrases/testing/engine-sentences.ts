import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import swc from "@swc/core";

/** What ends up before people: errors by class, outcomes of actions by function, and what objects call so. */
const errors =
  /^(Ipmi|Sol|SessionEnded|Bmc|Invalid|Conflict|Unauthenticated|Forbidden|NotFound|Locked|Sealed|Refused|Unavailable|TooMany)Error$/;
const outcomes = /^(refused|accepted|confirmed|unknown|notHonoured|shortfall|toState)$/;
const properties = /^(detail|evidence|unseen|remedy|reason)$/;

/** Stands for whatever a sentence takes in: a number is at home in every place. */
const ANYTHING = "7";

/** The sentences for people that the sources below a folder write out, each with where it stands. */
export function engineSentences(folder: string): readonly { readonly text: string; readonly file: string }[] {
  return sources(folder).flatMap((file) => {
    const found = new Set<string>();
    visit(swc.parseSync(readFileSync(file, "utf8"), { syntax: "typescript", target: "es2022" }).body, false);
    return [...found].map((text) => ({ text, file }));

    function visit(value: unknown, told: boolean): void {
      if (typeof value !== "object" || value === null) return;
      const text = told && isNode(value) ? textOf(value) : null;
      if (text?.includes(" ")) found.add(text);
      const inside = told || (isNode(value) && tells(value));
      for (const child of Object.values(value)) visit(child, inside);
    }
  });
}

function sources(path: string): readonly string[] {
  if (statSync(path).isDirectory()) {
    return readdirSync(path).flatMap((entry) => (entry === "testing" ? [] : sources(join(path, entry))));
  }
  return path.endsWith(".ts") && !path.endsWith(".test.ts") ? [path] : [];
}

interface Node {
  readonly type: string;
  readonly [field: string]: unknown;
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "type" in value;
}

function tells(node: Node): boolean {
  if (node.type === "NewExpression") return errors.test(nameOf(node.callee));
  if (node.type === "CallExpression") return outcomes.test(nameOf(node.callee));
  return node.type === "KeyValueProperty" && properties.test(nameOf(node.key));
}

function nameOf(node: unknown): string {
  return isNode(node) && typeof node.value === "string" ? node.value : "";
}

/** A literal as it reads; null for other expressions. */
function textOf(node: Node): string | null {
  if (node.type === "StringLiteral") return nameOf(node);
  if (node.type !== "TemplateLiteral" || !Array.isArray(node.quasis)) return null;
  const [first = "", ...others] = node.quasis.map((quasi: { readonly cooked: string }) => quasi.cooked);
  const text = others.reduce(
    (before, after) =>
      isSentence(before, after) ? `${before}${after.replace(/^[. ]+/, "")}` : `${before}${ANYTHING}${after}`,
    first,
  );
  return text.trimEnd();
}

/** What is put in at such a place is a sentence or a clause of its own, or nothing: it is found where it is written. */
function isSentence(before: string, after: string): boolean {
  if (/[a-z]$/.test(before)) return after === "";
  return /^$|\. $/.test(before) && /^ ?$|^ [A-Z]|^\. /.test(after);
}
