import { z } from "zod";
import { ConsoleOffset } from "./recording";

/** An id counts in 64 bits. */
const TypedId = z.string().regex(/^\d{1,18}$/);
const offset = z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER);

/** GET /hosts/:id/console/typed: what was typed in a stretch, by people whose account says that it is kept. Oldest first. */
export const TypedQuery = z.object({
  /** A stretch of the output, `until` exclusive: what was typed when it ended there. */
  from: offset.optional(),
  until: offset.optional(),
  /** And of time, `before` exclusive. */
  since: z.iso.datetime().optional(),
  before: z.iso.datetime().optional(),
  /** `next` of the answer before this one. */
  after: TypedId.optional(),
  limit: z.coerce.number().int().min(1).max(1000).default(500),
});
export type TypedQuery = z.infer<typeof TypedQuery>;

/** Typed by one person within a second. */
export const TypedText = z.object({
  id: TypedId,
  at: z.iso.datetime(),
  offset: ConsoleOffset,
  /** E-mail address. */
  typist: z.string(),
  bytes: z.number().int(),
  /** Base64; null when it does not open: the row was changed. */
  data: z.string().nullable(),
});
export type TypedText = z.infer<typeof TypedText>;

export const TypedList = z.object({
  typed: z.array(TypedText),
  /** Null when this is all. */
  next: TypedId.nullable(),
});
export type TypedList = z.infer<typeof TypedList>;
