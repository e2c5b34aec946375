import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import type { SettingStore } from "@/server/database/setting-store";
import { SealedError } from "../errors";
import { type KeyEncryptionKey, openBytes, openSecret, sealBytes, sealSecret } from "./envelope";
import { loadKeyFile } from "./key-file";
import type { SealState, Secrets } from "./secrets";

const CHECK_SETTING = "key-check";
/** Tells keys apart without telling anything about them. */
const KeyCheck = z.object({ keyId: z.string(), check: z.string() });

function derive(key: Buffer, label: string): Buffer {
  return createHmac("sha256", key).update(`lightsout ${label}`).digest();
}

function describeKey(key: Buffer): z.infer<typeof KeyCheck> {
  return {
    keyId: derive(key, "key id").toString("hex").slice(0, 16),
    check: derive(key, "key check").toString("hex"),
  };
}

function same(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}

type Unlocked = { readonly kek: KeyEncryptionKey } | { readonly reason: string };

async function unlock(path: string, settings: SettingStore): Promise<Unlocked> {
  const stored = await settings.get(CHECK_SETTING);
  const file = await loadKeyFile(path, { mayCreate: stored === undefined });
  if (file.kind === "unusable") return { reason: file.reason };
  const own = describeKey(file.key);
  if (stored === undefined) {
    await settings.set(CHECK_SETTING, own);
  } else {
    const known = KeyCheck.safeParse(stored);
    if (!known.success || !same(known.data.check, own.check)) {
      const reason = `The key file ${path} is not the one this database was sealed with. Restore the right file and restart.`;
      return { reason };
    }
  }
  return { kek: { id: own.keyId, key: file.key } };
}

/** Opens the vault with the key file, which is made at the first start. Without a usable key the program runs on, sealed. */
export async function openVault(keyFile: string, settings: SettingStore): Promise<Secrets> {
  const unlocked = await unlock(keyFile, settings);
  const reason = "reason" in unlocked ? unlocked.reason : "";
  const state: SealState = { sealed: reason !== "", reason };

  function requireKek(): KeyEncryptionKey {
    if ("reason" in unlocked) throw new SealedError(`Lightsout is sealed. ${unlocked.reason}`);
    return unlocked.kek;
  }

  return {
    state,
    requireUnsealed: () => void requireKek(),
    seal: (place, plaintext) => sealSecret(requireKek(), place, plaintext),
    open: (secret) => openSecret(requireKek(), secret),
    sealBytes: (place, bytes) => sealBytes(requireKek(), place, bytes),
    openBytes: (place, envelope) => openBytes(requireKek(), place, envelope),
  };
}
