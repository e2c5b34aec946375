import { machine } from "./machine";
import { median } from "./median";

interface Row {
  readonly what: string;
  readonly values: readonly number[];
  readonly unit: string;
}

/** Figures with the machine they were taken on. */
export class Report {
  readonly #rows: Row[] = [];

  add(what: string, values: readonly number[], unit: string): void {
    this.#rows.push({ what, values, unit });
    process.stdout.write(`${line({ what, values, unit })}\n`);
  }

  markdown(title: string): string {
    const rows = this.#rows.map(
      (row) =>
        `| ${row.what} | ${figure(median(row.values))} ${row.unit} | ${row.values.length} | ${spread(row)} |`,
    );
    return [
      `# ${title}`,
      "",
      `Machine: ${machine()}.`,
      "",
      "| figure | median | runs | smallest … largest |",
      "|---|---|---|---|",
      ...rows,
      "",
    ].join("\n");
  }
}

function line(row: Row): string {
  return `${row.what}: ${figure(median(row.values))} ${row.unit} (${spread(row)}, ${row.values.length} runs)`;
}

const spread = ({ values }: Row) => `${figure(Math.min(...values))} … ${figure(Math.max(...values))}`;
const figure = (value: number) => (value >= 100 ? value.toFixed(0) : value.toFixed(2));
