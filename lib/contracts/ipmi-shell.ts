import { z } from "zod";
import { PowerVerb } from "./action";
import { Failure } from "./problem";

/** A verb of the IPMI shell, for completion and help: ipmitool's words. */
export const ShellVerb = z.object({
  /** `["sel", "elist"]` */
  path: z.array(z.string()),
  /** Arguments as ipmitool writes them; empty for none. */
  usage: z.string(),
  summary: z.string(),
  /** `depends`: on the arguments. */
  class: z.enum(["read", "idempotent", "once", "depends"]),
});
export type ShellVerb = z.infer<typeof ShellVerb>;
export const ShellVerbList = z.object({ verbs: z.array(ShellVerb) });

export const ShellRequest = z.strictObject({
  /** What was typed, without the program's name: `sel elist last 5`. */
  line: z.string().trim().min(1).max(1000),
  /** The person was asked and agreed; needed for verbs that may not be repeated, and to cut the power. */
  confirmed: z.boolean().default(false),
  /** The host's name typed by the person; needed with `confirmed` on a protected host. */
  confirmName: z.string().optional(),
});
export type ShellRequest = z.infer<typeof ShellRequest>;

/** `confirm`: nothing was sent; ask the person and send it again with `confirmed`. */
export const ShellAnswer = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("confirm"),
    verb: z.string(),
    /** The line is Chassis Control itself; this is what does the same with checks before and after. */
    power: PowerVerb.optional(),
  }),
  z.object({
    kind: z.literal("result"),
    /** Null when the words made no sense; nothing was sent then. */
    verb: z.string().nullable(),
    output: z.string(),
    /** Lines of the error output. */
    notes: z.array(z.string()),
    exitCode: z.number().int(),
    failure: Failure.nullable(),
    /** The output was longer than is kept. */
    truncated: z.boolean(),
    milliseconds: z.number(),
  }),
]);
export type ShellAnswer = z.infer<typeof ShellAnswer>;

/** A line of the NDJSON stream: beginnings of the output while the command runs, and last the answer, with all of it. */
export const ShellLine = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("output"), text: z.string() }),
  ShellAnswer,
]);
export type ShellLine = z.infer<typeof ShellLine>;
