/** Why a datagram was not taken, in the order of the checks. */
export type DropReason =
  | "malformed"
  | "other-session"
  | "unprotected"
  | "sequence"
  | "trailer"
  | "auth-code"
  | "decryption";

export type Opened =
  | { readonly ok: true; readonly payloadType: number; readonly payload: Buffer }
  | { readonly ok: false; readonly reason: DropReason };

/** Numbers, seals and opens the packets of one session, whatever its protocol. */
export interface Protection {
  /** `iv`: 16 fresh random bytes, used where payloads are encrypted. */
  seal(payloadType: number, payload: Uint8Array, iv: Buffer): Buffer;
  /** Checks a datagram in the one safe order. State changes only after the packet proved authentic. */
  open(datagram: Buffer): Opened;
  /** Overwrites the keys. */
  wipe(): void;
}
