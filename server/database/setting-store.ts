import type { Prisma } from "@/prisma/generated/client";
import type { Connection } from "./connection";

/** Facts about this installation, one a key. */
export interface SettingStore {
  /** Undefined when not set; parse before use. */
  get(key: string): Promise<unknown>;
  set(key: string, value: Prisma.InputJsonValue): Promise<void>;
}

export function settingStore(db: Connection): SettingStore {
  return {
    async get(key) {
      return (await db.setting.findUnique({ where: { key } }))?.value;
    },
    async set(key, value) {
      await db.setting.upsert({ where: { key }, create: { key, value }, update: { value } });
    },
  };
}
