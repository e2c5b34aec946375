export type Cell = string | number | boolean | null;

/** What makes a spreadsheet take a text for a formula. */
const formula = /^[=+\-@\t\r]/;

function cell(value: Cell): string {
  if (typeof value === "number") return Number.isFinite(value) ? String(value) : '""';
  const text = value === null ? "" : String(value);
  const inert = formula.test(text) ? `'${text}` : text;
  return `"${inert.replaceAll('"', '""')}"`;
}

/** One line of CSV (RFC 4180): texts always quoted, numbers as they are, nothing a spreadsheet would run. */
export function csvLine(cells: readonly Cell[]): string {
  return `${cells.map(cell).join(",")}\r\n`;
}
