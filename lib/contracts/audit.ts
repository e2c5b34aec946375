import { z } from "zod";

/** `intent` stands until an outcome is known; a row left as `intent` by a crash becomes `unknown`. */
export const AuditOutcome = z.enum(["intent", "ok", "refused", "denied", "failed", "unknown"]);
export type AuditOutcome = z.infer<typeof AuditOutcome>;

export const AuditEntry = z.object({
  id: z.string(),
  at: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
  /** E-mail of the person, or `system`. */
  actor: z.string(),
  /** Dotted verb, e.g. `power.cycle`, `host.create`, `login.success`, `console.open`. */
  action: z.string(),
  hostId: z.string().nullable(),
  hostName: z.string().nullable(),
  outcome: AuditOutcome,
  /** Network address of the caller; empty for the system. */
  from: z.string(),
  /** Why it failed or what was changed; never a secret. */
  detail: z.string(),
});
export type AuditEntry = z.infer<typeof AuditEntry>;

export const AuditQuery = z.object({
  actor: z.string().max(254).optional(),
  action: z.string().max(80).optional(),
  hostId: z.string().optional(),
  outcome: AuditOutcome.optional(),
  since: z.iso.datetime().optional(),
  until: z.iso.datetime().optional(),
  search: z.string().max(200).optional(),
  before: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
});
export type AuditQuery = z.infer<typeof AuditQuery>;
export const AuditList = z.object({ entries: z.array(AuditEntry), next: z.string().nullable() });
export type AuditList = z.infer<typeof AuditList>;
