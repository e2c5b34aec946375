/** Over either, a paste is shown and confirmed first: a whole script typed into the wrong server cannot be taken back. */
const QUIET_PASTE_LINES = 1;
const QUIET_PASTE_BYTES = 256;

export interface PasteReview {
  /** What will be typed: line ends as the Return key sends them. */
  text: string;
  lines: number;
  bytes: number;
  /** Holds control characters other than tab and line ends. */
  controls: boolean;
  needsConfirmation: boolean;
}

const isControl = (code: number) => (code < 0x20 && code !== 0x09 && code !== 0x0d) || code === 0x7f;

/** Judges clipboard text before it is typed on a console. A final line end counts as a line: it runs the command. */
export function reviewPaste(clipboard: string): PasteReview {
  const text = clipboard.replace(/\r\n|\n/g, "\r");
  const returns = text.split("\r").length - 1;
  const lines = returns + 1;
  const bytes = new TextEncoder().encode(text).length;
  const controls = [...text].some((c) => isControl(c.codePointAt(0) ?? 0));
  const needsConfirmation = lines > QUIET_PASTE_LINES || bytes > QUIET_PASTE_BYTES || controls;
  return { text, lines, bytes, controls, needsConfirmation };
}
