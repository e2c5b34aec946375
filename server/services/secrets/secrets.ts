/** Where a secret belongs. Bound into the ciphertext: moved elsewhere it does not open. */
export interface SecretPlace {
  readonly hostId: string;
  readonly field: "password" | "bmc-key";
  /** Grows by one each time the secret is set. */
  readonly version: number;
}

export interface SealedSecret extends SecretPlace {
  /** Which key-encryption key wrapped the data key. */
  readonly keyId: string;
  /** nonce ‖ ciphertext ‖ tag of the data key. */
  readonly wrappedKey: Uint8Array<ArrayBuffer>;
  readonly nonce: Uint8Array<ArrayBuffer>;
  /** ciphertext ‖ tag. */
  readonly ciphertext: Uint8Array<ArrayBuffer>;
}

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
