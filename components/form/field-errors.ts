import type { z } from "zod";
import { ApiError } from "@/lib/api-client";

/** A refused field: `code` names the reason, `message` is the engine's own words when the code is not known here. */
export interface FieldProblem {
  readonly code: string;
  readonly message: string;
}
export type FieldProblems = Readonly<Record<string, FieldProblem>>;

/** Contracts give codes as messages; the first problem of a field is the one shown. */
export function fromZod(error: z.ZodError): FieldProblems {
  const problems: Record<string, FieldProblem> = {};
  for (const issue of error.issues) {
    const field = String(issue.path[0] ?? "");
    problems[field] ??= { code: issue.message, message: issue.message };
  }
  return problems;
}

/** The fields the engine refused; empty when the error is about something else. */
export function fromApi(error: unknown): FieldProblems {
  const fields = error instanceof ApiError ? (error.problem?.fields ?? []) : [];
  const problems: Record<string, FieldProblem> = {};
  for (const { field, code, message } of fields) problems[field.split(".")[0] ?? field] ??= { code, message };
  return problems;
}
