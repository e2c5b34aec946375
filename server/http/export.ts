import { Readable } from "node:stream";
import type { FastifyReply } from "fastify";
import { z } from "zod";
import { type Cell, csvLine } from "./csv";

export const ExportFormat = z.object({ format: z.enum(["csv", "json"]) });

export interface Column<T> {
  readonly title: string;
  readonly cell: (row: T) => Cell;
}

export interface Export<T> {
  /** File name without ending: ours, never a BMC's or a person's text. */
  readonly name: string;
  readonly format: z.infer<typeof ExportFormat>["format"];
  readonly columns: readonly Column<T>[];
  readonly rows: Iterable<T> | AsyncIterable<T>;
}

async function* csv<T>({ columns, rows }: Export<T>): AsyncGenerator<string> {
  yield csvLine(columns.map((column) => column.title));
  for await (const row of rows) yield csvLine(columns.map((column) => column.cell(row)));
}

async function* json<T>({ rows }: Export<T>): AsyncGenerator<string> {
  let separator = "[\n";
  for await (const row of rows) {
    yield separator + JSON.stringify(row);
    separator = ",\n";
  }
  yield separator === "[\n" ? "[]\n" : "\n]\n";
}

/** Sends a table as a file, row by row: an export of any length needs little memory. */
export function sendExport<T>(reply: FastifyReply, table: Export<T>): FastifyReply {
  const type = table.format === "csv" ? "text/csv; charset=utf-8" : "application/json; charset=utf-8";
  return reply
    .header("content-type", type)
    .header("content-disposition", `attachment; filename="${table.name}.${table.format}"`)
    .send(Readable.from(table.format === "csv" ? csv(table) : json(table)));
}
