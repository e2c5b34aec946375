/** A line of a file, matching or beside one that does. */
export interface FoundLine {
  readonly isMatch: boolean;
  readonly number: number;
  /** Of its first byte in the file. */
  readonly position: number;
  /** The beginning of it, when it is very long. */
  readonly bytes: Buffer;
}

/** Lines of one file, in order; the last ones only when there are too many. */
export interface FoundInFile {
  readonly path: string;
  readonly lines: readonly FoundLine[];
}

/** What ripgrep is told to print of a line. */
export const MAX_LINE_BYTES = 4096;
/** What is printed of a line, its file's path and its place. */
const MAX_RECORD_BYTES = 4 * MAX_LINE_BYTES;
const MAX_FILE_BYTES = 8 * 1024 * 1024;

/** Have ripgrep print records that readRipgrep understands: `path NUL number:offset:line` for a match, with `-` for a line beside one. */
export const RECORD_ARGUMENTS = [
  "--color=never",
  "--no-heading",
  "--with-filename",
  "--null",
  "--line-number",
  "--byte-offset",
  "--no-context-separator",
  `--max-columns=${MAX_LINE_BYTES}`,
  "--max-columns-preview",
];

/** Reads what ripgrep prints, one file after the other, in bounded memory: of each file the last `maxLines` lines. */
export async function* readRipgrep(
  output: AsyncIterable<Buffer>,
  maxLines: number,
): AsyncGenerator<FoundInFile> {
  let path: string | null = null;
  let lines = new LastLines(maxLines);
  for await (const record of records(output)) {
    const found = parseRecord(record);
    if (found === null) continue;
    if (path !== null && path !== found.path) {
      yield { path, lines: lines.all() };
      lines = new LastLines(maxLines);
    }
    path = found.path;
    lines.add(found.line);
  }
  if (path !== null) yield { path, lines: lines.all() };
}

/** The last so many lines, and bytes. */
class LastLines {
  private lines: FoundLine[] = [];
  private bytes = 0;

  constructor(private readonly max: number) {}

  add(line: FoundLine): void {
    this.lines.push(line);
    this.bytes += line.bytes.length;
    // Rarely, not for every line.
    if (this.lines.length >= 2 * this.max || this.bytes > MAX_FILE_BYTES) {
      this.lines = this.lines.slice(-Math.min(this.max, Math.ceil(this.lines.length / 2)));
      this.bytes = this.lines.reduce((sum, { bytes }) => sum + bytes.length, 0);
    }
  }

  all(): FoundLine[] {
    return this.lines.slice(-this.max);
  }
}

/** Without their line feeds; of one that is too long, the beginning. */
async function* records(output: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const piece of output) {
    let from = 0;
    for (let end = piece.indexOf(0x0a); end >= 0; end = piece.indexOf(0x0a, from)) {
      yield Buffer.concat([rest, piece.subarray(from, end)]);
      rest = Buffer.alloc(0);
      from = end + 1;
    }
    rest = Buffer.concat([rest, piece.subarray(from)]).subarray(0, MAX_RECORD_BYTES);
  }
}

function parseRecord(record: Buffer): { readonly path: string; readonly line: FoundLine } | null {
  const nul = record.indexOf(0);
  const place = /^(\d+)([:-])(\d+)\2/.exec(record.toString("latin1", nul + 1, nul + 48));
  if (nul < 0 || place === null) return null;
  const [all, number, separator, position] = place;
  return {
    path: record.toString("utf8", 0, nul),
    line: {
      isMatch: separator === ":",
      number: Number(number),
      position: Number(position),
      bytes: record.subarray(nul + 1 + all.length, nul + 1 + all.length + MAX_LINE_BYTES),
    },
  };
}
