import type { FieldProblem } from "@/components/form/field-errors";

/** The last line of what the search tool says is the reason; those before draw the expression, which stands in its field. */
export function inOneLine({ code, message }: FieldProblem): FieldProblem {
  const reason = message.trimEnd().split("\n").at(-1) ?? message;
  return { code, message: reason.replace(/^error: /, "").trim() };
}
