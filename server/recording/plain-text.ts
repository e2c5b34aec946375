import { ControlSequenceParser, type OutputSink } from "./control-sequences";

/** Text of one look; `style` is what `styleOf` said of it. */
export interface StyledRun {
  readonly text: string;
  readonly style: string;
}

export interface OutputLine {
  /** Offset of its first byte. */
  readonly from: number;
  /** As a screen would show it, without control characters; at most MAX_COLUMNS. */
  readonly text: string;
  /** The same text by look. */
  readonly runs: () => readonly StyledRun[];
}

/** The look after a Select Graphic Rendition (`CSI … m`), as one character. */
export type StyleOf = (parameters: string) => string;

/** Longer lines are broken: a host may print for hours without one. */
export const MAX_COLUMNS = 4096;
const MAX_MOVE = 512;
const PLAIN = "\0";

/**
 * Lines of a host's output as a screen would show them: a bare carriage return and backspaces overwrite, erasing erases, tabs and moves within
 * a line are spaces; a move to another row ends the line. Pieces may be cut anywhere.
 */
export class OutputLines implements OutputSink {
  private parser: ControlSequenceParser;
  private text = "";
  private styles = "";
  private column = 0;
  private style = PLAIN;
  private row: number | null = null;

  constructor(
    private from: number,
    private readonly onLine: (line: OutputLine) => void,
    private readonly styleOf: StyleOf = () => PLAIN,
  ) {
    this.parser = new ControlSequenceParser(this, from);
  }

  push(bytes: Buffer): void {
    this.parser.push(bytes);
  }

  /** The line that has no end yet. */
  get unfinished(): Pick<OutputLine, "from" | "text"> {
    return { from: this.from, text: wellFormed(this.text) };
  }

  /** The last line, although it has no end. */
  flush(): void {
    this.parser.flush();
    this.breakLine(this.from);
  }

  /** Bytes are missing: what comes next is at this offset. */
  jump(offset: number): void {
    this.flush();
    this.from = offset;
    this.parser = new ControlSequenceParser(this, offset);
  }

  print(text: string, offset: number): void {
    for (let done = 0; done < text.length; ) {
      if (this.column >= MAX_COLUMNS) this.endLine(offset + done);
      const piece = text.slice(done, done + MAX_COLUMNS - this.column);
      this.put(piece);
      done += piece.length;
    }
  }

  control(code: number, next: number): void {
    if (code >= 0x0a && code <= 0x0c) this.endLine(next);
    else if (code === 0x0d) this.column = 0;
    else if (code === 0x08) this.column = Math.max(0, this.column - 1);
    else if (code === 0x09) this.column = Math.min(MAX_COLUMNS, (this.column & ~7) + 8);
  }

  sequence(final: string, parameters: string, next: number): void {
    const [first, second] = numbers(parameters);
    const count = Math.min(MAX_MOVE, first || 1);
    if (final === "m") this.style = this.styleOf(parameters);
    else if (final === "H" || final === "f") this.moveTo(first || 1, second || 1, next);
    else if (final === "d") this.moveTo(first || 1, this.column + 1, next);
    else if (final === "G" || final === "`") this.column = count - 1;
    else if (final === "C" || final === "a") this.column = Math.min(MAX_COLUMNS, this.column + count);
    else if (final === "D") this.column = Math.max(0, this.column - count);
    else if (final === "K") this.erase(first);
    else if (final === "P") this.cut(this.column, this.column + count);
    else if ("ABEFJLMSTer".includes(final)) {
      this.breakLine(next);
      this.row = null;
    }
  }

  private moveTo(row: number, column: number, next: number): void {
    if (row !== this.row) this.breakLine(next);
    this.row = row;
    this.column = Math.min(MAX_MOVE, column) - 1;
  }

  private erase(what: number): void {
    if (what === 0) this.cut(this.column, this.text.length);
    else if (what === 2) this.cut(0, this.text.length);
    else if (what === 1) {
      const column = this.column;
      this.column = 0;
      this.put(" ".repeat(Math.min(MAX_COLUMNS, column + 1)));
      this.column = column;
    }
  }

  private put(text: string): void {
    if (this.column > this.text.length) {
      const gap = this.column - this.text.length;
      this.text += " ".repeat(gap);
      this.styles += PLAIN.repeat(gap);
    }
    const end = this.column + text.length;
    this.text = this.text.slice(0, this.column) + text + this.text.slice(end);
    this.styles = this.styles.slice(0, this.column) + this.style.repeat(text.length) + this.styles.slice(end);
    this.column = end;
  }

  private cut(from: number, until: number): void {
    this.text = this.text.slice(0, from) + this.text.slice(until);
    this.styles = this.styles.slice(0, from) + this.styles.slice(until);
  }

  /** Not where there is nothing: screens are drawn with many moves. */
  private breakLine(next: number): void {
    if (this.text !== "") this.endLine(next);
    else {
      this.from = next;
      this.column = 0;
    }
  }

  private endLine(next: number): void {
    const { from, styles } = this;
    const text = wellFormed(this.text);
    this.from = next;
    this.text = "";
    this.styles = "";
    this.column = 0;
    this.row = null;
    this.onLine({ from, text, runs: () => runsOf(text, styles) });
  }
}

/** The text of lines, one after the other; for a single line, what of it a screen would show. */
export function plainText(bytes: Buffer): string {
  const found: string[] = [];
  const lines = new OutputLines(0, ({ text }) => found.push(text));
  lines.push(bytes);
  lines.flush();
  return found.join(" ");
}

function numbers(parameters: string): [number, number] {
  const [first = "", second = ""] = parameters.split(";");
  return [/^\d{1,5}$/.test(first) ? Number(first) : 0, /^\d{1,5}$/.test(second) ? Number(second) : 0];
}

/** Overwriting may leave half of a character that takes two units. */
function wellFormed(text: string): string {
  if (!/[\ud800-\udfff]/.test(text)) return text;
  return text.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "\ufffd");
}

function runsOf(text: string, styles: string): StyledRun[] {
  const runs: StyledRun[] = [];
  for (let from = 0, at = 1; from < text.length; at++) {
    if (at < text.length && styles[at] === styles[from]) continue;
    runs.push({ text: text.slice(from, at), style: styles[from] ?? PLAIN });
    from = at;
  }
  return runs;
}
