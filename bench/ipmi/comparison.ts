import { machine } from "../machine";
import { median } from "../median";
import type { CommandRun } from "./run-command";

export interface Comparison {
  readonly work: string;
  readonly peer: string;
  /** What is to be reached, as in the tables: "≤ 1.0 × wall". */
  readonly goal: string;
  readonly ours: readonly CommandRun[];
  readonly peers: readonly CommandRun[];
}

/** The runs of two programs beside each other as a table: medians, and ratios of medians. */
export function comparisonTable(comparisons: readonly Comparison[]): string {
  const header = [
    "| work | peer | ours, wall | peer, wall | wall | ours, CPU | peer, CPU | CPU | datagrams, ours | peer | goal |",
    "|---|---|---|---|---|---|---|---|---|---|---|",
  ];
  const rows = comparisons.map(({ work, peer, goal, ours, peers }) => {
    const wall = (runs: readonly CommandRun[]) => median(runs.map((run) => run.wallSeconds));
    const cpu = (runs: readonly CommandRun[]) => median(runs.map((run) => run.cpuSeconds));
    const cells = [
      work,
      peer,
      seconds(wall(ours)),
      seconds(wall(peers)),
      ratio(wall(ours), wall(peers)),
      seconds(cpu(ours)),
      seconds(cpu(peers)),
      ratio(cpu(ours), cpu(peers)),
      fewestDatagrams(ours),
      fewestDatagrams(peers),
      goal,
    ];
    return `| ${cells.join(" | ")} |`;
  });
  return [...header, ...rows].join("\n");
}

export function document(title: string, parts: readonly string[]): string {
  return `${[`# ${title}`, `Machine: ${machine()}.`, ...parts].join("\n\n")}\n`;
}

/** Of this machine, both ways: other programs' are among them. */
const fewestDatagrams = (runs: readonly CommandRun[]) => `${Math.min(...runs.map((run) => run.datagrams))}`;
const seconds = (value: number) => `${value.toFixed(2)} s`;
const ratio = (ours: number, peer: number) => `${(ours / peer).toFixed(2)} ×`;
