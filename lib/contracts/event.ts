import { z } from "zod";
import { locales } from "@/lib/i18n/locales";
import { Severity } from "./severity";

export const HostEvent = z.object({
  id: z.string(),
  hostId: z.string(),
  recordId: z.number().int(),
  recordType: z.number().int(),
  /**
   * `set`: the BMC's own clock, `YYYY-MM-DDTHH:MM:SS` without a zone; `since-start`: time since the BMC started, `H:MM:SS`;
   * null when unspecified (IPMI 2.0 §37.1).
   */
  timestamp: z.string().nullable(),
  clock: z.enum(["set", "since-start", "unspecified"]),
  sensor: z.string(),
  sensorType: z.string(),
  direction: z.enum(["asserted", "deasserted", "none"]),
  /** The event as a sentence. */
  text: z.string(),
  severity: Severity,
  /** When we first read it. */
  receivedAt: z.iso.datetime(),
  /** Cleared from the BMC since; still kept here. */
  archived: z.boolean(),
  rawHex: z.string(),
  /** `bmc`: an entry of its log. `console`: a rule matched what the console printed. */
  source: z.enum(["bmc", "console"]),
  /** Where in the console's output, and the lines around it; of `console` only. */
  offset: z.number().int().nullable(),
  context: z.string().nullable(),
});
export type HostEvent = z.infer<typeof HostEvent>;

export const EventLogStatus = z.object({
  entries: z.number().int(),
  freeBytes: z.number().int().nullable(),
  /** 0..1 when known. */
  fullness: z.number().nullable(),
  /** The BMC dropped events because the log was full. */
  overflow: z.boolean(),
  at: z.iso.datetime(),
});
export type EventLogStatus = z.infer<typeof EventLogStatus>;

export const EventQuery = z.object({
  severity: Severity.optional(),
  search: z.string().max(200).optional(),
  /** The language `search` may be in, besides the events' English. */
  language: z.enum(locales).optional(),
  archived: z.enum(["include", "exclude", "only"]).default("exclude"),
  before: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(1000).default(200),
});
export type EventQuery = z.infer<typeof EventQuery>;

export const EventList = z.object({
  events: z.array(HostEvent),
  /** Pass as `before` for the next page; null at the end. */
  next: z.string().nullable(),
  status: EventLogStatus.nullable(),
});
export type EventList = z.infer<typeof EventList>;
