import { rmSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { Engine } from "../../e2e/fixtures/engine";
import { temporaryFolder } from "../../e2e/fixtures/temporary-folder";
import type { Report } from "../report";

const WARM_RUNS = 5;

/** Seconds from `npm start` to a served page: cold (nothing built, no database yet), first (built, no database yet) and warm. */
export async function measureFirstPage(report: Report): Promise<void> {
  for (const built of ["dist", ".next", "prisma/generated"]) rmSync(built, { recursive: true, force: true });
  report.add(
    "start to page, cold (builds everything, makes the database)",
    [await startOnFreshFolder()],
    "s",
  );
  report.add("start to page, built, new data folder", [await startOnFreshFolder()], "s");
  report.add("start to page, warm", await warmStarts(), "s");
}

async function startOnFreshFolder(): Promise<number> {
  const folder = await temporaryFolder();
  const engine = new Engine({ dataFolder: join(folder, "data") });
  try {
    return await secondsToPage(engine);
  } finally {
    await engine.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function warmStarts(): Promise<number[]> {
  const folder = await temporaryFolder();
  const engine = new Engine({ dataFolder: join(folder, "data") });
  await engine.start();
  await engine.stop();
  const seconds: number[] = [];
  for (let run = 0; run < WARM_RUNS; run++) {
    seconds.push(await secondsToPage(engine));
    await engine.stop();
  }
  await rm(folder, { recursive: true, force: true });
  return seconds;
}

async function secondsToPage(engine: Engine): Promise<number> {
  const begun = performance.now();
  await engine.start();
  const page = await fetch(`${engine.url}/login`);
  if (!page.ok) throw new Error(`the login page was answered with ${page.status}`);
  await page.text();
  return (performance.now() - begun) / 1000;
}
