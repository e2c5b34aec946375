import { spawn } from "node:child_process";
import { chmod, mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { Engine, freePort } from "../fixtures/engine";
import { family, type Process, survivors } from "./processes";
import { startAndFail } from "./start";

/** A hunt for processes that outlive their engine must not be impatient: the kernel takes a moment. */
async function expectAllGone(before: readonly Process[]) {
  expect(before.length).toBeGreaterThan(2);
  await expect.poll(() => survivors(before), { timeout: 10_000 }).toEqual([]);
}

async function familyOf(engine: Engine): Promise<Process[]> {
  if (engine.pid === undefined) throw new Error("the engine does not run");
  return family(engine.pid);
}

async function answers(url: string): Promise<number> {
  return (await fetch(url, { redirect: "manual" })).status;
}

describe("on a data folder of its own", () => {
  let folder: string;
  let engine: Engine;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "lightsout-life-"));
    await chmod(folder, 0o755); // as root, Postgres runs as another user, who has to get there
    engine = new Engine({ dataFolder: join(folder, "data") });
    await engine.start();
  });
  afterEach(async () => {
    await engine.stop();
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test("the first start serves pages and prints the setup link; SIGTERM ends everything with exit code 0", async () => {
    expect(engine.setupLink).toContain(`${engine.url}/setup?token=`);
    expect(await answers(`${engine.url}/healthz`)).toBe(200);
    const page = await fetch(`${engine.url}/login`);
    expect(page.status).toBe(200);
    const nonce = /'nonce-([^']+)'/.exec(page.headers.get("content-security-policy") ?? "")?.[1];
    expect(await page.text()).toContain(`nonce="${nonce}"`);
    expect((await stat(join(folder, "data", "key"))).mode & 0o777).toBe(0o600);
    const before = await familyOf(engine);
    expect(await engine.stop()).toBe(0);
    await expectAllGone(before);
  });

  test("a SIGTERM for npm start ends everything too", async () => {
    const port = await freePort();
    const npm = spawn("npm", ["start"], {
      cwd: fileURLToPath(new URL("../..", import.meta.url)),
      env: { ...process.env, LIGHTSOUT_DATA: join(folder, "data"), LIGHTSOUT_PORT: String(port) },
      stdio: "ignore",
    });
    const ready = () =>
      fetch(`http://127.0.0.1:${port}/readyz`).then(
        (answer) => answer.ok,
        () => false,
      );
    await expect.poll(ready, { timeout: 60_000 }).toBe(true);
    const before = await family(npm.pid ?? 0);
    npm.kill("SIGTERM");
    await expectAllGone(before);
  });

  test("SIGINT does the same", async () => {
    await engine.start();
    const before = await familyOf(engine);
    process.kill(engine.pid ?? 0, "SIGINT");
    await expectAllGone(before);
  });

  test("after kill -9 the pages end by themselves and the next start finds its database", async () => {
    await engine.start();
    const before = await familyOf(engine);
    const pages = before.filter(({ command }) => command.includes("next-child"));
    expect(pages).toHaveLength(1);
    await engine.kill();
    await expect.poll(() => survivors(pages), { timeout: 10_000 }).toEqual([]);
    await engine.start();
    expect(await answers(`${engine.url}/login`)).toBe(200);
    const after = await familyOf(engine);
    expect(await engine.stop()).toBe(0);
    await expectAllGone([...before, ...after]);
  });

  test("a page server that dies is started again", async () => {
    await engine.start();
    const [pages] = (await familyOf(engine)).filter(({ command }) => command.includes("next-child"));
    if (!pages) throw new Error("there is no page server");
    process.kill(pages.pid, "SIGKILL");
    await expect.poll(() => answers(`${engine.url}/readyz`), { timeout: 5_000, interval: 20 }).toBe(503);
    await expect.poll(() => answers(`${engine.url}/readyz`), { timeout: 20_000 }).toBe(200);
    expect(await answers(`${engine.url}/login`)).toBe(200);
  });

  test("a second engine on the folder is refused and the first runs on", async () => {
    await engine.start();
    const { code, lines } = await startAndFail({
      LIGHTSOUT_DATA: join(folder, "data"),
      LIGHTSOUT_PORT: String(await freePort()),
    });
    expect(lines, lines.join("\n")).toHaveLength(1);
    expect(lines[0]).toContain(join(folder, "data"));
    expect(code).toBe(1);
    expect(await answers(`${engine.url}/readyz`)).toBe(200);
  });

  test("with another key it starts sealed and says so", async () => {
    const key = join(folder, "another-key");
    await writeFile(key, Buffer.alloc(32, 7), { mode: 0o600 });
    const sealed = new Engine({
      dataFolder: join(folder, "data"),
      environment: { LIGHTSOUT_KEY_FILE: key },
    });
    await sealed.start();
    expect(sealed.output).toMatch(/sealed/i);
    expect(sealed.output).toContain(key);
    expect(await sealed.stop()).toBe(0);
  });
});
