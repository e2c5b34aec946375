/**
 * What xterm.js would answer by itself, and what of it may reach a server.
 *
 * xterm.js hands keys and its own answers (to DA, DSR, DECRQM, OSC colour queries …) out through the same `onData`. A boot log
 * that contains `ESC [ c` would type `ESC [ ? 1 ; 2 c` into a root shell, once for each open tab. Therefore queries are swallowed
 * before xterm.js sees them (`silence-replies.ts`); the patterns here are the second fence. Cursor position (CSI 6 n) alone is
 * answered, because installers and boot loaders measure the screen with it: by us, for the one who types, at most 10 times a second.
 */
const ESC = "\x1b";

/** Each matched against what follows the ESC. */
const replies: readonly RegExp[] = [
  // DA1, DA2, DA3: CSI [?>=] … c
  /^\[[?>=]?[\d;]*c$/,
  // DSR ok: CSI 0 n; colour scheme and others: CSI ? … n
  /^\[\??[\d;]*n$/,
  // DECXCPR: CSI ? row ; column R. The plain form is not here: Shift+F3 sends CSI 1 ; 2 R.
  /^\[\?[\d;]+R$/,
  // DECRPM: CSI [?] mode ; value $ y
  /^\[\??[\d;]*\$y$/,
  // Window reports: CSI 4|6|8 ; … t
  /^\[[\d;]+t$/,
  // Focus in and out
  /^\[[IO]$/,
  // Mouse, SGR and urxvt: CSI < b ; x ; y M|m, CSI b ; x ; y M
  /^\[<?\d+;\d+;\d+[Mm]$/,
  // Mouse, X10: CSI M and three characters
  /^\[M[\s\S]{3}$/,
];

/** True when `data` is something only a terminal, never a person, says. */
export function isTerminalReply(data: string): boolean {
  if (!data.startsWith(ESC)) return false;
  const body = data.slice(1);
  return isControlString(body) || replies.some((pattern) => pattern.test(body));
}

/** Any OSC or DCS, ended by ST or BEL: colours, DECRQSS, XTGETTCAP, XTVERSION. */
function isControlString(body: string): boolean {
  return /^[\]P]/.test(body) && (body.endsWith(`${ESC}\\`) || body.endsWith("\x07"));
}

/** DEC private modes that make the terminal talk by itself: mouse (9, 1000–1003, 1005, 1006, 1015, 1016), focus (1004), in-band resize (2048), colour scheme (2031). */
const talkativeModes: ReadonlySet<number> = new Set([
  9, 1000, 1001, 1002, 1003, 1004, 1005, 1006, 1015, 1016, 2031, 2048,
]);

/** Of the modes a `CSI ? … h` sets those that make the terminal talk, and the others. Sub-parameters (`1000:1`) mean nothing to it. */
export function partedModes(params: readonly (number | number[])[]): {
  readonly talkative: readonly number[];
  readonly others: readonly number[];
} {
  const modes = params.filter((param) => typeof param === "number");
  return {
    talkative: modes.filter((mode) => talkativeModes.has(mode)),
    others: modes.filter((mode) => !talkativeModes.has(mode)),
  };
}

/** Cursor position report, 1-based (DSR 6). */
export function cursorPositionReport(row: number, column: number): string {
  return `\x1b[${row};${column}R`;
}

/** Lets `limit` events pass in any `windowMs`. */
export class RateLimit {
  private readonly times: number[] = [];

  constructor(
    private readonly limit: number,
    private readonly windowMs: number,
    private readonly now: () => number,
  ) {}

  /** True when one more may pass now, and counts it. */
  take(): boolean {
    const now = this.now();
    while (this.times[0] !== undefined && now - this.times[0] >= this.windowMs) this.times.shift();
    if (this.times.length >= this.limit) return false;
    this.times.push(now);
    return true;
  }
}
