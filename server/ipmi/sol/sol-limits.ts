/** Times in milliseconds. The defaults suit a management network; every one is a constructor argument in tests. */
export interface SolLimits {
  /** Retransmission of typed characters: first guess, and the bounds once the round trip is measured. */
  readonly firstRetryMs: number;
  readonly minRetryMs: number;
  readonly maxRetryMs: number;
  /** Unanswered tries after which the BMC may be one that drops repeats silently (at no known loss; more when packets get lost). */
  readonly triesBeforeProbe: number;
  /** No answer for this long: what was typed is uncertain and the stream ends. */
  readonly giveUpMs: number;
  /** While the BMC refuses characters: the first wait, and the longest. */
  readonly heldRetryMs: number;
  readonly heldRetryMaxMs: number;
  /** Refused for this long: queued characters are dropped, not typed at some surprising moment. */
  readonly heldGiveUpMs: number;
  /** The BMC answers "0 accepted" though it accepted all (some Intel boards). */
  readonly zeroCountMeansAll: boolean;
  /** Characters whose fate is unknown are typed once more, under another number: the BMC hangs at the first (quirk C14). */
  readonly typesAgainWhenStuck: boolean;
  /** Owner check, which is the session's keep-alive too. */
  readonly ownerCheckMs: number;
  /** No character from the host for this long after it restarted: SOL may have lost it, and is activated anew. */
  readonly silentAfterRestartMs: number;
}

export const defaultSolLimits: SolLimits = {
  firstRetryMs: 1000,
  minRetryMs: 300,
  maxRetryMs: 3000,
  triesBeforeProbe: 5,
  giveUpMs: 30_000,
  heldRetryMs: 500,
  heldRetryMaxMs: 5000,
  heldGiveUpMs: 60_000,
  zeroCountMeansAll: false,
  typesAgainWhenStuck: false,
  ownerCheckMs: 20_000,
  silentAfterRestartMs: 20_000,
};

/** Bounds of what a BMC's claimed payload size is believed to be; claims outside are common (0, byte-swapped, huge). */
const MIN_PAYLOAD_BYTES = 16;
const MAX_PAYLOAD_BYTES = 255;
const DEFAULT_PAYLOAD_BYTES = 64;

/** The payload size to use, header included, for the one the BMC's Activate Payload answer claims. */
export function clampPayloadBytes(claimed: number): number {
  if (claimed === 0) return DEFAULT_PAYLOAD_BYTES;
  return Math.min(MAX_PAYLOAD_BYTES, Math.max(MIN_PAYLOAD_BYTES, claimed));
}
