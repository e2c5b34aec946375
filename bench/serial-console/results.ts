import { readFile, writeFile } from "node:fs/promises";
import { loadavg } from "node:os";
import { machine } from "../machine";

const FILE = "bench/results/serial-console.md";
const HEADING = "# Serial console";

/** A part of the results: its heading and lines of Markdown. */
export interface Section {
  readonly title: string;
  readonly lines: readonly string[];
}

/** Takes a part of the results, and puts it in the place of the one with its title: parts are taken one by one, at quiet moments. */
export async function takeSection(measure: () => Promise<Section>): Promise<void> {
  const [loadBefore = Number.NaN] = loadavg();
  const { title, lines } = await measure();
  const taken = `Machine: ${machine()}; load ${loadBefore.toFixed(1)} in the minute before.`;
  const text = [`## ${title}`, "", taken, "", ...lines].join("\n");
  console.log(`\n${text}\n`);
  const before = await readFile(FILE, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return HEADING;
    throw error;
  });
  const [, ...known] = before.split(/^(?=## )/m).map((part) => part.trimEnd());
  const at = known.findIndex((part) => part.startsWith(`## ${title}\n`));
  known.splice(at < 0 ? known.length : at, 1, text);
  await writeFile(FILE, `${[HEADING, ...known].join("\n\n")}\n`);
}

/** A table in Markdown. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), `|${"---|".repeat(head.length)}`, ...rows.map(line)];
}

/** A goal, and what became of it. */
export const verdict = (goal: string, isReached: boolean) => `${goal}: ${isReached ? "reached" : "missed"}`;
