import type { IDisposable, Terminal } from "@xterm/xterm";
import { cursorPositionReport, partedModes, RateLimit } from "./reply-filter";

const REPORTS_A_SECOND = 10;

/** What of a terminal is needed, with or without a screen. */
type Silenced = Pick<Terminal, "parser" | "buffer" | "cols" | "write">;

interface Options {
  /** True while output is live and this viewer types: only then the cursor position is answered. */
  mayReply: () => boolean;
  reply: (text: string) => void;
  now: () => number;
}

/**
 * Takes from xterm.js every sequence it would answer by itself, and the features a host has no business using in a browser: links
 * (OSC 8), clipboard (OSC 52), title (OSC 0–2), palette (OSC 4, 10–12, 104, 110–112), window manipulation, mouse and focus reports.
 * Why: `reply-filter.ts`.
 */
export function silenceReplies(terminal: Silenced, { mayReply, reply, now }: Options): IDisposable[] {
  const { parser } = terminal;
  const swallow = () => true;
  const limit = new RateLimit(REPORTS_A_SECOND, 1000, now);

  const reportCursor = () => {
    if (!mayReply() || !limit.take()) return;
    const { cursorX, cursorY } = terminal.buffer.active;
    reply(cursorPositionReport(cursorY + 1, Math.min(cursorX + 1, terminal.cols)));
  };

  /** Of a sequence that sets screen modes, too, the modes that talk are taken back. */
  const setScreenModesOnly = (params: (number | number[])[]) => {
    const { talkative, others } = partedModes(params);
    if (talkative.length > 0 && others.length > 0) terminal.write(`\x1b[?${talkative.join(";")}l`);
    return talkative.length > 0 && others.length === 0;
  };

  /**
   * xterm.js 6.0 throws, and draws nothing ever after, when the screen is erased up to its last cell (ED 1, DECSED 1) while no
   * line follows: nothing is erased then.
   */
  const eraseNeedsLineBelow = ([kind]: (number | number[])[]) => {
    const { cursorX, cursorY, length } = terminal.buffer.active;
    return kind === 1 && cursorX >= terminal.cols - 1 && cursorY + 1 >= length;
  };

  return [
    // DA1, DA2, DA3, XTVERSION
    parser.registerCsiHandler({ final: "c" }, swallow),
    parser.registerCsiHandler({ prefix: ">", final: "c" }, swallow),
    parser.registerCsiHandler({ prefix: "=", final: "c" }, swallow),
    parser.registerCsiHandler({ prefix: ">", final: "q" }, swallow),
    // DSR: only the cursor position (6) is answered, by us
    parser.registerCsiHandler({ final: "n" }, ([kind]) => {
      if (kind === 6) reportCursor();
      return true;
    }),
    parser.registerCsiHandler({ prefix: "?", final: "n" }, swallow),
    // DECRQM, ANSI and private
    parser.registerCsiHandler({ intermediates: "$", final: "p" }, swallow),
    parser.registerCsiHandler({ prefix: "?", intermediates: "$", final: "p" }, swallow),
    // XTWINOPS: size reports and resizing
    parser.registerCsiHandler({ final: "t" }, swallow),
    // DECSET of modes that talk
    parser.registerCsiHandler({ prefix: "?", final: "h" }, setScreenModesOnly),
    parser.registerCsiHandler({ final: "J" }, eraseNeedsLineBelow),
    parser.registerCsiHandler({ prefix: "?", final: "J" }, eraseNeedsLineBelow),
    // DECRQSS, XTGETTCAP
    parser.registerDcsHandler({ intermediates: "$", final: "q" }, swallow),
    parser.registerDcsHandler({ intermediates: "+", final: "q" }, swallow),
    ...[0, 1, 2, 4, 8, 10, 11, 12, 52, 104, 110, 111, 112].map((id) =>
      parser.registerOscHandler(id, swallow),
    ),
  ];
}
