import { z } from "zod";
import { Failure } from "./problem";

/** The state of the SOL session itself, never guessed from power. */
export const ConsoleState = z.object({
  state: z.enum(["closed", "connecting", "open", "reconnecting", "taken", "in-use", "failed"]),
  since: z.iso.datetime(),
  failure: Failure.nullable(),
  /** Milliseconds until the next attempt when reconnecting; null otherwise. */
  retryInMs: z.number().nullable(),
  /** The BMC is not accepting characters (NACK or transfer unavailable). */
  inputHeld: z.boolean(),
});
export type ConsoleState = z.infer<typeof ConsoleState>;

export const Viewer = z.object({ id: z.string(), name: z.string(), writer: z.boolean(), you: z.boolean() });
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
  }),
  z.object({ type: z.literal("viewers"), viewers: z.array(Viewer) }),
  /** Bytes may be missing or doubled at `offset`. Shown beside the terminal, never in it. */
  z.object({
    type: z.literal("mark"),
    offset: z.number(),
    reason: z.enum(["gap", "overrun", "reconnected", "skipped"]),
    bytes: z.number().nullable(),
  }),
  /** The last `bytes` typed may or may not have reached the host; they are not typed again. */
  z.object({ type: z.literal("input-uncertain"), bytes: z.number() }),
  z.object({
    type: z.literal("refused"),
    reason: z.enum(["not-writer", "not-allowed", "not-open", "too-fast"]),
  }),
]);
export type ConsoleServerMessage = z.infer<typeof ConsoleServerMessage>;

/** Text frames browser → server. Binary frames browser → server are typed bytes, at most 4096 each. */
export const ConsoleClientMessage = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("break") }),
  /** Become the one who types. */
  z.strictObject({ type: z.literal("claim-writer") }),
  /** Deactivate whoever holds the payload on the BMC and activate ours. */
  z.strictObject({ type: z.literal("take-over") }),
  /** Try again now rather than at the end of the back-off. */
  z.strictObject({ type: z.literal("reconnect") }),
]);
export type ConsoleClientMessage = z.infer<typeof ConsoleClientMessage>;

/** Kept per host in memory and replayed when a tab opens. */
export const CONSOLE_REPLAY_BYTES = 256 * 1024;
