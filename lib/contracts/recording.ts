import { z } from "zod";
import { Severity } from "./severity";

/** A place in a host's output: bytes since its first recorded one. */
export const ConsoleOffset = z.number().int().min(0);

/** What happened at a place of the output; shown beside it, never in it. */
export const ConsoleMark = z.object({
  offset: ConsoleOffset,
  at: z.iso.datetime(),
  kind: z.enum([
    /** Bytes are missing, or may be, from here on. */
    "gap",
    "overrun",
    /** The link to the BMC was lost and is back. */
    "reconnected",
    /** This viewer was too slow: left out on this screen only. */
    "skipped",
    /** The engine ended without a word and was started again. */
    "restarted",
    /** Recording could not go on, and then could again. */
    "recording-stopped",
    "recording-resumed",
    /** A power action of ours. */
    "power",
    "boot",
    /** An entry of the BMC's log. */
    "event",
    /** A rule matched here. */
    "match",
    "joined",
    "left",
    /** Another person types now. */
    "writer",
    /** What a person types is not kept, although his account says so. */
    "typing-not-kept",
    "taken",
  ]),
  /** In words, without a final full stop; may be empty. */
  text: z.string().max(500),
  /** How many bytes are missing, where that is known. */
  bytes: z.number().int().nullable(),
});
export type ConsoleMark = z.infer<typeof ConsoleMark>;

/** GET /hosts/:id/console/recording: what is kept of a host's console. */
export const RecordingInfo = z.object({
  /** Offsets of the oldest byte kept and of the next one to come. */
  from: ConsoleOffset,
  until: ConsoleOffset,
  firstAt: z.iso.datetime().nullable(),
  lastAt: z.iso.datetime().nullable(),
  storedBytes: z.number().int(),
  recording: z.boolean(),
  /** Why nothing is recorded although it should be; null when all is well. */
  alarm: z.string().nullable(),
});
export type RecordingInfo = z.infer<typeof RecordingInfo>;

export const STRETCH_BYTES = 256 * 1024;

/** GET /hosts/:id/console/stretch: some of the output, with when it came. */
export const StretchQuery = z.object({
  /** Where to begin: an offset, … */
  from: z.coerce.number().int().min(0).optional(),
  /** … or the byte printed last at this moment. */
  at: z.iso.datetime().optional(),
  /** Where to end (exclusive): the bytes before it. */
  before: z.coerce.number().int().min(0).optional(),
  bytes: z.coerce.number().int().min(1).max(STRETCH_BYTES).default(STRETCH_BYTES),
});
export type StretchQuery = z.infer<typeof StretchQuery>;

export const ConsoleStretch = z.object({
  from: ConsoleOffset,
  until: ConsoleOffset,
  /** Base64. */
  data: z.string(),
  /** Time points: [offset, milliseconds since 1970], ascending; the byte at `offset` came at that time. */
  times: z.array(z.tuple([ConsoleOffset, z.number()])),
  marks: z.array(ConsoleMark),
});
export type ConsoleStretch = z.infer<typeof ConsoleStretch>;

export const MOST_MARKS = 5000;

/** GET /hosts/:id/console/marks: what happened at places of the output. */
export const MarkQuery = z.object({
  from: z.coerce.number().int().min(0).optional(),
  until: z.coerce.number().int().min(0).optional(),
  limit: z.coerce.number().int().min(1).max(MOST_MARKS).default(1000),
  /** Those that are told where there are more; in their order either way. */
  which: z.enum(["oldest", "newest"]).default("oldest"),
});
export const MarkList = z.object({ marks: z.array(ConsoleMark) });

/** GET /hosts/:id/console/export: a download. Both ends are moments; the whole recording without them. */
export const ExportQuery = z.object({
  format: z.enum(["text", "raw", "asciicast", "html"]),
  from: z.iso.datetime().optional(),
  until: z.iso.datetime().optional(),
});
export type ExportQuery = z.infer<typeof ExportQuery>;

/**
 * POST /hosts/:id/console/verification: whether what is kept is as it was written. Each closed segment carries the hash of the one before it;
 * what is written to at the moment is not looked at.
 */
export const RecordingVerification = z.object({
  /** Segments that were looked at, the broken one among them. */
  segments: z.number().int(),
  /** The first one that is not as it was written, or not there; null when all are. What comes after it was not looked at. */
  broken: z
    .object({
      problem: z.enum(["changed", "missing"]),
      number: z.number().int(),
      /** What it held, as far as the database still knows: offsets, and when it was printed. */
      held: z
        .object({
          from: ConsoleOffset,
          until: ConsoleOffset,
          firstAt: z.iso.datetime(),
          lastAt: z.iso.datetime(),
        })
        .nullable(),
    })
    .nullable(),
});
export type RecordingVerification = z.infer<typeof RecordingVerification>;

/** POST /console/search: answers with lines of JSON, `SearchLine` each; the newest 8 MiB of a host first, and in them the newest line. */
export const ConsoleSearch = z.strictObject({
  pattern: z.string().min(1).max(500),
  regex: z.boolean().default(false),
  caseSensitive: z.boolean().default(false),
  /** Ids of hosts; all without. */
  hosts: z.array(z.string()).max(1000).default([]),
  tags: z.array(z.string()).max(100).default([]),
  from: z.iso.datetime().optional(),
  until: z.iso.datetime().optional(),
  limit: z.number().int().min(1).max(1000).default(200),
});
export type ConsoleSearch = z.infer<typeof ConsoleSearch>;

export const SearchMatch = z.object({
  kind: z.literal("match"),
  hostId: z.string(),
  hostName: z.string(),
  /** Of the line's first byte. */
  offset: ConsoleOffset,
  at: z.iso.datetime(),
  /** Without control sequences. */
  line: z.string(),
  before: z.array(z.string()),
  after: z.array(z.string()),
});
/** Why a search did not look at everything: it found as many lines as were asked for, took too long, or files cannot be read. */
export const SearchStop = z.discriminatedUnion("code", [
  z.object({ code: z.literal("limit") }),
  z.object({ code: z.literal("time") }),
  z.object({ code: z.literal("unreadable"), files: z.number().int() }),
]);
export type SearchStop = z.infer<typeof SearchStop>;

export const SearchEnd = z.object({
  kind: z.literal("end"),
  matches: z.number().int(),
  /** Of output that holds no other match, whether it was read or an index says so. */
  searchedBytes: z.number().int(),
  /** Null when everything was looked at. */
  stopped: SearchStop.nullable(),
});
export const SearchLine = z.discriminatedUnion("kind", [SearchMatch, SearchEnd]);
export type SearchMatch = z.infer<typeof SearchMatch>;
export type SearchLine = z.infer<typeof SearchLine>;

/** How a console is kept and shared. */
export const ConsolePolicy = z.strictObject({
  /** Hold the console all the time and keep what it prints. */
  record: z.boolean(),
  /** Days; older output is removed. */
  keepDays: z.number().int().min(1).max(3650),
  /** MiB a host; the oldest output is removed beyond. */
  keepMebibytes: z.number().int().min(8).max(1_048_576),
  /** Minutes after which a writer who types nothing is a viewer again; 0: never. */
  idleMinutes: z.number().int().min(0).max(1440),
  /** Take the console back, with back-off, after somebody outside took it. */
  reclaim: z.boolean(),
});
export type ConsolePolicy = z.infer<typeof ConsolePolicy>;

export const defaultConsolePolicy: ConsolePolicy = {
  record: false,
  keepDays: 30,
  keepMebibytes: 256,
  idleMinutes: 15,
  reclaim: false,
};

/** GET, PUT /console/policy. The host's own word counts, then that of its first tag in the list, then the default. */
export const ConsolePolicies = z.strictObject({
  default: ConsolePolicy,
  tags: z.array(z.strictObject({ tag: z.string().min(1).max(64), policy: ConsolePolicy.partial() })).max(200),
  hosts: z.array(z.strictObject({ hostId: z.string(), policy: ConsolePolicy.partial() })).max(10_000),
});
export type ConsolePolicies = z.infer<typeof ConsolePolicies>;

/** GET, POST /console/rules, PUT, DELETE /console/rules/:id. */
export const ConsoleRuleFields = z.strictObject({
  name: z.string().min(1).max(100),
  /** A JavaScript regular expression on a line without control sequences; bounded when it is run. */
  pattern: z.string().min(1).max(500),
  severity: Severity,
  enabled: z.boolean(),
});
export type ConsoleRuleFields = z.infer<typeof ConsoleRuleFields>;
export const ConsoleRule = ConsoleRuleFields.extend({
  id: z.string(),
  /** One of ours: can be switched off, not removed. */
  builtIn: z.boolean(),
});
export type ConsoleRule = z.infer<typeof ConsoleRule>;
export const ConsoleRuleList = z.object({ rules: z.array(ConsoleRule) });
