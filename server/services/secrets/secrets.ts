import type { SealedSecret, SecretPlace } from "@/server/database/secret-store";

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
}
