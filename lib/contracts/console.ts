import { z } from "zod";
import { Failure } from "./problem";
import { ConsoleMark } from "./recording";

/** Who has the payload on the BMC, as far as the BMC tells; nothing of it is sure. */
export const PayloadHolder = z.object({
  user: z.string().nullable(),
  address: z.string().nullable(),
});
export type PayloadHolder = z.infer<typeof PayloadHolder>;

/** The state of the SOL session itself, never guessed from power. */
export const ConsoleState = z.object({
  state: z.enum(["closed", "connecting", "open", "reconnecting", "taken", "in-use", "failed"]),
  since: z.iso.datetime(),
  failure: Failure.nullable(),
  /** Milliseconds until the next attempt when reconnecting; null otherwise. */
  retryInMs: z.number().nullable(),
  /** The BMC is not accepting characters (NACK or transfer unavailable). */
  inputHeld: z.boolean(),
  /** Somebody outside who holds the console: when `in-use` or `taken`; null otherwise and where nothing is known. */
  holder: PayloadHolder.nullable(),
  /** The output is kept: `alarm` says why it is not, although it should be. */
  recording: z.object({ on: z.boolean(), alarm: z.string().nullable() }),
});
export type ConsoleState = z.infer<typeof ConsoleState>;

export const Viewer = z.object({
  id: z.string(),
  name: z.string(),
  /** Has the keyboard. */
  writer: z.boolean(),
  you: z.boolean(),
  /** May have the keyboard. */
  canWrite: z.boolean(),
  since: z.iso.datetime(),
  /** Typed last; null when nothing was typed yet. */
  typedAt: z.iso.datetime().nullable(),
  /** Asked for the keyboard and got no answer yet; why. */
  asking: z.string().nullable(),
  /** Joins from a terminal (`lightsout console`) rather than a browser. */
  terminal: z.boolean(),
});
export type Viewer = z.infer<typeof Viewer>;

/**
 * GET /ws/console/:hostId. Binary frames server → browser: 8-byte big-endian offset of the first byte in the host's output,
 * then the bytes as the host sent them. The first binary frames replay up to 256 KiB.
 */
export const ConsoleServerMessage = z.discriminatedUnion("type", [
  z.object({ type: z.literal("state"), console: ConsoleState }),
  /** `replayUntil`: output offset at which replay ends and live begins. */
  z.object({
    type: z.literal("hello"),
    viewerId: z.string(),
    canWrite: z.boolean(),
    from: z.number(),
    replayUntil: z.number(),
    /** Which output the offsets count: with another one they begin anew. An engine keeps only recorded output over its end. */
    output: z.string().default(""),
    /** Not the first one: the same output goes on and is counted anew, from `from` on. What was shown stays. */
    continues: z.literal(true).optional(),
  }),
  /** After `hello`, to a person whose account says so: what he types is kept. */
  z.object({ type: z.literal("typing-kept") }),
  z.object({ type: z.literal("viewers"), viewers: z.array(Viewer) }),
  /** Shown beside the terminal, never in it. */
  ConsoleMark.extend({ type: z.literal("mark") }),
  /** The last `bytes` typed may or may not have reached the host; they are not typed again. */
  z.object({ type: z.literal("input-uncertain"), bytes: z.number() }),
  z.object({
    type: z.literal("refused"),
    reason: z.enum(["not-writer", "not-allowed", "not-open", "too-fast", "reason-missing"]),
  }),
  /** To the writer: somebody asks for the keyboard. */
  z.object({ type: z.literal("keyboard-asked"), viewerId: z.string(), name: z.string(), reason: z.string() }),
  /** To the one who asked: the writer said no. */
  z.object({ type: z.literal("keyboard-declined"), name: z.string() }),
  /** To the former writer: `by` has the keyboard now; null when it was yielded for idleness. */
  z.object({ type: z.literal("keyboard-lost"), by: z.string().nullable(), reason: z.string() }),
]);
export type ConsoleServerMessage = z.infer<typeof ConsoleServerMessage>;

const Reason = z.string().trim().max(200);

/** Text frames browser → server. Binary frames browser → server are typed bytes, at most 4096 each. */
export const ConsoleClientMessage = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("break") }),
  /** Take the keyboard: at once when nobody has it; from another only with a reason, which he is told. */
  z.strictObject({ type: z.literal("take-keyboard"), reason: Reason.default("") }),
  /** Ask whoever has the keyboard. */
  z.strictObject({ type: z.literal("ask-keyboard"), reason: Reason.default("") }),
  /** The writer's: give it to a viewer, or answer one who asked with no. */
  z.strictObject({ type: z.literal("hand-over"), viewerId: z.string() }),
  z.strictObject({ type: z.literal("decline"), viewerId: z.string() }),
  z.strictObject({ type: z.literal("release-keyboard") }),
  /** Deactivate whoever outside holds the payload on the BMC and activate ours. */
  z.strictObject({ type: z.literal("take-over"), reason: Reason.default("") }),
  /** Try again now rather than at the end of the back-off. */
  z.strictObject({ type: z.literal("reconnect") }),
]);
export type ConsoleClientMessage = z.infer<typeof ConsoleClientMessage>;
/** As a client may write it: reasons may be left out. */
export type ConsoleRequest = z.input<typeof ConsoleClientMessage>;

/** Kept per host in memory and replayed when a tab opens. */
export const CONSOLE_REPLAY_BYTES = 256 * 1024;
