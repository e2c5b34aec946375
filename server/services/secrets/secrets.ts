import type { Envelope, SealedSecret, SecretPlace } from "@/server/database/secret-store";
import type { Place } from "./envelope";

export interface SealState {
  readonly sealed: boolean;
  /** Why, in words for the administrator; empty when not sealed. */
  readonly reason: string;
}

/** Seals and opens secrets. All but `state` throw SealedError while there is no usable key. */
export interface Secrets {
  readonly state: SealState;
  requireUnsealed(): void;
  seal(place: SecretPlace, plaintext: string): SealedSecret;
  /** Throws SecretCorruptError when the row was changed or moved. */
  open(secret: SealedSecret): string;
  /** For what is not a host's credential. */
  sealBytes(place: Place, bytes: Buffer): Envelope;
  /** Throws SecretCorruptError when it was changed or moved. */
  openBytes(place: Place, envelope: Envelope): Buffer;
}
