import type { Secret } from "@/prisma/generated/client";
import type { Connection } from "./connection";

/** Where a secret belongs. Bound into the ciphertext: moved elsewhere it does not open. */
export interface SecretPlace {
  readonly hostId: string;
  readonly field: SecretField;
  /** Grows by one each time the secret is set. */
  readonly version: number;
}

export type SecretField = "password" | "bmc-key";

/** Bytes that only the key-encryption key opens. */
export interface Envelope {
  /** Which key-encryption key wrapped the data key. */
  readonly keyId: string;
  /** nonce ‖ ciphertext ‖ tag of the data key. */
  readonly wrappedKey: Uint8Array<ArrayBuffer>;
  readonly nonce: Uint8Array<ArrayBuffer>;
  /** ciphertext ‖ tag. */
  readonly ciphertext: Uint8Array<ArrayBuffer>;
}

export interface SealedSecret extends SecretPlace, Envelope {}

export interface SecretStore {
  find(hostId: string, field: SecretField): Promise<SealedSecret | null>;
  /** Hosts that have a secret of this field. */
  hostsWith(field: SecretField): Promise<Set<string>>;
  /** Replaces what is there. */
  save(secret: SealedSecret): Promise<void>;
  remove(hostId: string, field: SecretField): Promise<void>;
}

function toSealed(row: Secret): SealedSecret {
  return { ...row, field: row.field === "bmc-key" ? "bmc-key" : "password" };
}

export function secretStore(db: Connection): SecretStore {
  return {
    async find(hostId, field) {
      const row = await db.secret.findUnique({ where: { hostId_field: { hostId, field } } });
      return row ? toSealed(row) : null;
    },
    async hostsWith(field) {
      const rows = await db.secret.findMany({ where: { field }, select: { hostId: true } });
      return new Set(rows.map((row) => row.hostId));
    },
    async save(secret) {
      const { hostId, field, ...sealed } = secret;
      const where = { hostId_field: { hostId, field } };
      await db.secret.upsert({ where, create: { hostId, field, ...sealed }, update: sealed });
    },
    async remove(hostId, field) {
      await db.secret.deleteMany({ where: { hostId, field } });
    },
  };
}
