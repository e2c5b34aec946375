import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { build } from "esbuild";
import { expect, it } from "vitest";
import { bytesOf, RecordingBench } from "./testing/recording-bench";

it("an engine that is killed while a host prints loses at most a second, and the next one goes on behind a mark", async () => {
  const folder = await mkdtemp(join(tmpdir(), "lightsout-kill-"));
  const bench = new RecordingBench(join(folder, "consoles"));
  try {
    const outfile = join(folder, "child.mjs");
    const entryPoints = [join(import.meta.dirname, "testing/printing-child.ts")];
    await build({ entryPoints, outfile, bundle: true, platform: "node", format: "esm" });
    const child = spawn(process.execPath, [outfile, join(folder, "consoles")], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const exit = once(child, "exit");
    const told: { readonly offset: number; readonly at: number }[] = [];
    for await (const line of createInterface({ input: child.stdout })) {
      const [offset = 0, at = 0] = line.split(" ").map(Number);
      told.push({ offset, at });
      if (at - (told[0]?.at ?? at) > 1800) child.kill("SIGKILL");
    }
    await exit;
    const last = told.at(-1);
    const old = told.findLast(({ at }) => at <= (last?.at ?? 0) - 1000);
    const recording = await bench.open();
    expect(recording.end).toBeGreaterThanOrEqual(old?.offset ?? Number.NaN);
    expect(old?.offset).toBeGreaterThan(0);
    const kept = (await bytesOf(recording)).toString();
    const expected = Array.from({ length: kept.length }, (_, i) => `line ${i}\r\n`).join("");
    expect(expected.startsWith(kept)).toBe(true);
    const marks = await recording.marks(0, recording.end + 1, 10);
    expect(marks.map(({ kind, offset }) => [kind, offset])).toEqual([["restarted", kept.length]]);
    recording.append(Buffer.from("and on"));
    expect((await recording.read(kept.length, 100)).bytes.toString()).toBe("and on");
    expect(bench.errors).toEqual([]);
  } finally {
    await bench.remove();
    await rm(folder, { recursive: true, force: true });
  }
});
