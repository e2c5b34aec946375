import { z } from "zod";

/** Why talking to a BMC failed, by the layer that failed. Texts are translated in the browser by `code`. */
export const failureLayers = [
  "name",
  "route",
  "rmcp",
  "capabilities",
  "login",
  "command",
  "identity",
  "console",
] as const;

export const failureCodes = [
  "name-not-found",
  "no-route",
  "no-answer",
  "not-ipmi",
  "ipmi-2-unsupported",
  "suite-refused",
  "bad-user",
  "bad-password",
  "bad-bmc-key",
  "privilege-too-low",
  "sessions-exhausted",
  "handshake",
  "identity-changed",
  "session-lost",
  "outcome-unknown",
  "completion-code",
  "decode",
  "console-in-use",
  "console-disabled",
  "console-refused",
  "sealed",
  "cancelled",
  "internal",
] as const;

export const Failure = z.object({
  layer: z.enum(failureLayers),
  code: z.enum(failureCodes),
  /** English, for the log and the API; the browser translates by `code` and shows this as the detail. */
  detail: z.string(),
});
export type Failure = z.infer<typeof Failure>;
export type FailureCode = Failure["code"];

/** RFC 9457 problem details: the only error body of the API. */
export const Problem = z.object({
  type: z.literal("about:blank"),
  title: z.string(),
  status: z.number().int(),
  code: z.enum([
    "invalid",
    "unauthenticated",
    "forbidden",
    "not-found",
    "conflict",
    "locked",
    "sealed",
    "refused",
    "bmc",
    "unavailable",
    "too-many",
    "internal",
  ]),
  /** What happened and what to do next. */
  detail: z.string(),
  /** One entry a refused field; `code` is translated in the browser. */
  fields: z.array(z.object({ field: z.string(), code: z.string(), message: z.string() })).optional(),
  failure: Failure.optional(),
  requestId: z.string(),
});
export type Problem = z.infer<typeof Problem>;
