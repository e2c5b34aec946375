import { randomBytes } from "node:crypto";
import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { SettingStore } from "@/server/database/setting-store";
import { SealedError } from "../errors";
import { openVault } from "./vault";

let folder: string;
let keyFile: string;
let settings: SettingStore;
let values: Map<string, unknown>;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "lightsout-vault-"));
  keyFile = join(folder, "key");
  values = new Map();
  settings = {
    get: async (key) => values.get(key),
    set: async (key, value) => void values.set(key, value),
  };
});
afterEach(() => rm(folder, { recursive: true }));

const place = { hostId: "h1", field: "password", version: 1 } as const;

async function expectSealed(why: RegExp) {
  const vault = await openVault(keyFile, settings);
  expect(vault.state.sealed).toBe(true);
  expect(vault.state.reason).toMatch(why);
  expect(() => vault.requireUnsealed()).toThrow(SealedError);
  expect(() => vault.seal(place, "x")).toThrow(SealedError);
}

test("the first start makes a key of 32 bytes that only its owner can read", async () => {
  const vault = await openVault(keyFile, settings);
  expect(vault.state).toEqual({ sealed: false, reason: "" });
  const { mode, size } = await stat(keyFile);
  expect(size).toBe(32);
  expect(mode & 0o777).toBe(0o600);
});

test("secrets open after a restart with the same key", async () => {
  const sealed = (await openVault(keyFile, settings)).seal(place, "secret");
  expect((await openVault(keyFile, settings)).open(sealed)).toBe("secret");
});

test("a wrong key is recognised before anything is opened", async () => {
  await openVault(keyFile, settings);
  await writeFile(keyFile, randomBytes(32));
  await expectSealed(/not the one this database was sealed with/);
});

test("a lost key is not replaced by a new one", async () => {
  await openVault(keyFile, settings);
  await rm(keyFile);
  await expectSealed(/missing/);
  await expect(stat(keyFile)).rejects.toThrow();
});

test("a damaged key file is named with what is wrong", async () => {
  await writeFile(keyFile, "short");
  await expectSealed(/5 bytes instead of 32/);
});

test("what is stored to recognise the key does not contain it", async () => {
  await openVault(keyFile, settings);
  const key = await readFile(keyFile);
  const stored = JSON.stringify([...values]);
  expect(stored).not.toContain(key.toString("hex"));
  expect(stored).not.toContain(key.toString("base64"));
});
