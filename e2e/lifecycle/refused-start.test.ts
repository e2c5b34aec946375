import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { freePort } from "../fixtures/engine";
import { startAndFail } from "./start";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "lightsout-refused-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Settings that would start, if the test did not spoil one. */
async function settings(spoiled: Record<string, string>): Promise<Record<string, string>> {
  return { LIGHTSOUT_DATA: join(folder, "data"), LIGHTSOUT_PORT: String(await freePort()), ...spoiled };
}

async function expectOneLine(spoiled: Record<string, string>, ...texts: string[]) {
  const { code, lines } = await startAndFail(await settings(spoiled));
  expect(lines, lines.join("\n")).toHaveLength(1);
  for (const text of texts) expect(lines[0]).toContain(text);
  expect(code).toBe(1);
}

describe("one line says why it does not start, and the exit code is 1:", () => {
  test("a port in use", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await once(other, "listening");
    const address = other.address();
    const port = typeof address === "object" && address ? String(address.port) : "";
    await expectOneLine({ LIGHTSOUT_PORT: port }, port, "in use", "LIGHTSOUT_PORT");
    other.close();
  });

  test("a data folder that cannot be written", async () => {
    const file = join(folder, "a-file");
    await writeFile(file, "");
    await expectOneLine({ LIGHTSOUT_DATA: join(file, "data") }, join(file, "data"), "LIGHTSOUT_DATA");
  });

  test("a database nobody answers at, without its password", async () => {
    const port = await freePort();
    const url = `postgresql://app:hunter2secret@127.0.0.1:${port}/lightsout`;
    const { code, lines } = await startAndFail(await settings({ DATABASE_URL: url }));
    expect(lines, lines.join("\n")).toHaveLength(1);
    expect(lines[0]).toContain(`127.0.0.1:${port}`);
    expect(lines[0]).toContain("DATABASE_URL");
    expect(lines[0]).not.toContain("hunter2secret");
    expect(code).toBe(1);
  });

  test("a setting that does not exist", () =>
    expectOneLine({ LIGHTSOUT_PROT: "8080" }, "LIGHTSOUT_PROT", "LIGHTSOUT_PORT"));

  test("a setting with a value that makes no sense", () =>
    expectOneLine({ LIGHTSOUT_PORT: "http" }, "LIGHTSOUT_PORT", "65535"));

  test("a key file that holds no key", async () => {
    const file = join(folder, "short-key");
    await writeFile(file, "too short");
    await expectOneLine({ LIGHTSOUT_KEY_FILE: file }, file, "32");
  });
});
