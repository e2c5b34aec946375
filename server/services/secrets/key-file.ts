import { randomBytes } from "node:crypto";
import { open, readFile } from "node:fs/promises";

export const KEY_BYTES = 32;

export type KeyFile =
  | { readonly kind: "key"; readonly key: Buffer }
  | { readonly kind: "unusable"; readonly reason: string };

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}

async function create(path: string): Promise<Buffer> {
  const key = randomBytes(KEY_BYTES);
  // `wx`: never over a key that is there.
  const file = await open(path, "wx", 0o600);
  try {
    await file.writeFile(key);
    await file.sync();
  } finally {
    await file.close();
  }
  return key;
}

async function read(path: string): Promise<KeyFile> {
  const key = await readFile(path);
  if (key.length !== KEY_BYTES) {
    const reason = `The key file ${path} has ${key.length} bytes instead of ${KEY_BYTES}. Restore the right file and restart.`;
    return { kind: "unusable", reason };
  }
  return { kind: "key", key };
}

/**
 * Reads the key-encryption key: 32 random bytes, made with mode 600. `mayCreate` only where nothing was sealed yet: a new key in the place
 * of a lost one would hide the loss.
 */
export async function loadKeyFile(path: string, { mayCreate }: { mayCreate: boolean }): Promise<KeyFile> {
  try {
    return await read(path);
  } catch (error) {
    if (hasCode(error, "ENOENT") && mayCreate) {
      return { kind: "key", key: await create(path) };
    }
    const why = hasCode(error, "ENOENT") ? "is missing" : "cannot be read";
    return {
      kind: "unusable",
      reason: `The key file ${path} ${why}. Restore it from your backup and restart.`,
    };
  }
}
