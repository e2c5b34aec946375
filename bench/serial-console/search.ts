import { rm } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import type { ReadableStream } from "node:stream/web";
import type { ConsoleSearch, SearchLine } from "@/lib/contracts/recording";
import { ApiUser } from "../../e2e/fixtures/api";
import { Engine } from "../../e2e/fixtures/engine";
import { temporaryFolder } from "../../e2e/fixtures/temporary-folder";
import { cpuSeconds } from "../process-usage";
import { pause } from "./console-way";
import { MemoryWatch } from "./memory-watch";
import { type Section, table } from "./results";
import { SEGMENT_BYTES, writeSegments } from "./segment-files";

const HOSTS = 16;
const LOOK_MS = 5000;
/** Of a core, below which the engine is at rest. */
const QUIET_SHARE = 0.1;
/** Nobody answers there. */
const NETWORK = "127.104.0";

export interface SearchLength {
  /** Of logs, before they are compressed. */
  readonly gibibytes: number;
  /** Of the engine to start; the program as a person starts it without. */
  readonly program?: string;
}

type Wanted = Pick<ConsoleSearch, "pattern"> & Partial<ConsoleSearch>;

const searches: readonly (readonly [what: string, search: Wanted])[] = [
  ["a word that is nowhere", { pattern: "XYZZY-NOWHERE", caseSensitive: true }],
  ["a rare literal", { pattern: "EDAC MC0: 1 UE", caseSensitive: true }],
  ["a rare expression", { pattern: "EDAC MC\\d: \\d+ UE .* on CPU", regex: true, caseSensitive: true }],
  ["a rare word, in whatever case", { pattern: "edac" }],
  ["a frequent word, first 200", { pattern: "systemd" }],
  [
    "an expression of which no index knows anything",
    { pattern: "XYZZY|NOWHERE|\\bQ\\d{9}Q\\b", regex: true },
  ],
];

/** Searches of all that was recorded, through the API, as closed segments lie on the disk: gzipped; when it is noted what is in them. */
export async function measureSearch({ gibibytes, program }: SearchLength): Promise<Section> {
  const folder = await temporaryFolder();
  const dataFolder = join(folder, "data");
  const engine = new Engine({ dataFolder, ...(program && { program }) });
  try {
    await engine.start();
    const admin = await ApiUser.firstAdministrator(engine);
    const hosts: string[] = [];
    for (let index = 1; index <= HOSTS; index++) {
      const bmc = { address: `${NETWORK}.${index}`, port: 623 };
      hosts.push((await admin.addHost(`searched${index}`, bmc, { user: "nobody", password: "nothing" })).id);
    }
    const segments = Math.round((gibibytes * 2 ** 30) / SEGMENT_BYTES);
    await writeSegments(dataFolder, hosts, segments);
    const begun = performance.now();
    // Reading a host's recording finds the files; the database knows them from then on.
    for (const id of hosts)
      await admin.http.get(`/api/v1/hosts/${id}/console/recording`, { timeout: 600_000 });
    await untilQuiet(engine);
    const noted = (performance.now() - begun) / 1000;
    const rows: string[][] = [];
    let worst = 0;
    for (const [what, wanted] of searches) {
      const { cells, seconds } = await search(engine, admin, wanted);
      rows.push([what, ...cells]);
      worst = Math.max(worst, seconds);
    }
    await admin.dispose();
    return {
      title: "Search",
      lines: [
        `${gibibytes} GiB in ${segments} closed, gzipped segments of ${HOSTS} hosts, through POST /console/search. Files that the database did not know were found, their hashes made and what is in them noted in ${noted.toFixed(0)} s.`,
        "",
        ...table(
          [
            "what",
            "matches",
            "first match",
            "end",
            "looked through",
            "engine, largest",
            "rg and gzip, largest",
            "ended by",
          ],
          rows,
        ),
        "",
        `The longest took ${worst.toFixed(2)} s (goal: seconds). What no index rules out is bound by gzip: it is inflated, in as many processes as there are cores, and handed to ripgrep.`,
      ],
    };
  } finally {
    await engine.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** When the engine has done what it does by itself. */
async function untilQuiet(engine: Engine): Promise<void> {
  const pid = engine.pid ?? 0;
  for (let before = Number.NEGATIVE_INFINITY; ; ) {
    const now = await cpuSeconds(pid);
    if (now - before < QUIET_SHARE * (LOOK_MS / 1000)) return;
    before = now;
    await pause(LOOK_MS);
  }
}

async function search(
  engine: Engine,
  admin: ApiUser,
  wanted: Wanted,
): Promise<{ readonly cells: string[]; readonly seconds: number }> {
  const cookie = (await admin.cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
  const memory = new MemoryWatch(engine.pid ?? 0);
  const begun = performance.now();
  const seconds = () => (performance.now() - begun) / 1000;
  // Playwright's requests come whole; the first match is to be seen when it comes.
  const answer = await fetch(`${engine.url}/api/v1/console/search`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-lightsout": "1", origin: engine.url, cookie },
    body: JSON.stringify(wanted),
  });
  if (!answer.ok || answer.body === null) throw new Error(`the search was refused: ${await answer.text()}`);
  const lines = createInterface({ input: Readable.fromWeb(answer.body as ReadableStream) });
  let first = "–";
  let end: Extract<SearchLine, { kind: "end" }> | null = null;
  for await (const text of lines) {
    if (text === "") continue;
    const line = JSON.parse(text) as SearchLine;
    if (line.kind === "end") end = line;
    else if (first === "–") first = `${seconds().toFixed(2)} s`;
  }
  const whole = seconds();
  await memory.stop();
  if (end === null) throw new Error("the search ended without a word");
  return {
    seconds: whole,
    cells: [
      String(end.matches),
      first,
      `${whole.toFixed(2)} s`,
      `${(end.searchedBytes / 2 ** 30).toFixed(2)} GiB`,
      `${memory.engineMebibytes.toFixed(0)} MiB`,
      `${memory.searchersMebibytes.toFixed(0)} MiB`,
      end.stopped?.code ?? "all looked through",
    ],
  };
}
