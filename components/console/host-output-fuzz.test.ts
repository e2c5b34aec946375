import { readdirSync, readFileSync } from "node:fs";
import { type IDisposable, type IParser, Terminal } from "@xterm/headless";
import { describe, expect, it } from "vitest";
import { CharsetDecoder } from "./charset";
import { isTerminalReply } from "./reply-filter";
import { silenceReplies } from "./silence-replies";
import { attacks } from "./testing/host-attacks";
import { Dice, madStream } from "./testing/mad-stream";

const ESC = "\x1b";
const STREAMS = 1_000_000;
const STREAMS_A_WRITE = 2_000;
const CURSOR_POSITION = new RegExp(`^${ESC}\\[\\d{1,3};\\d{1,3}R$`);
const TWO_BYTE_CONTROL = new RegExp(`${ESC}([@-_])`, "g");

/** What a host could make a terminal do beyond drawing. */
interface Effects {
  /** What xterm.js itself sends, which the page would take for keys. */
  readonly sent: string[];
  /** Our own answers. */
  readonly replies: string[];
  /** Titles, bells that resize, and sequences that got through to where xterm.js or an add-on would act on them. */
  readonly acted: string[];
}

/** Identifiers that a console has no business obeying, held apart from the list under test. */
const forbiddenCsi = [
  { final: "c" },
  { prefix: ">", final: "c" },
  { prefix: "=", final: "c" },
  { prefix: ">", final: "q" },
  { final: "n" },
  { prefix: "?", final: "n" },
  { intermediates: "$", final: "p" },
  { prefix: "?", intermediates: "$", final: "p" },
  { final: "t" },
];
const forbiddenDcs = [
  { intermediates: "$", final: "q" },
  { intermediates: "+", final: "q" },
];
const forbiddenOsc = [0, 1, 2, 4, 8, 10, 11, 12, 52, 104, 110, 111, 112];

interface Dressing {
  /** Whether this one types and sees live output; a viewer, a replay and the scroll-back do not. */
  readonly writes: boolean;
  readonly silenced?: boolean;
  /** Takes one registration away from the list under test. */
  readonly without?: number;
}

/** A terminal as the console dresses it, without a screen, with an ear at every way out. */
class Listener {
  readonly effects: Effects = { sent: [], replies: [], acted: [] };
  registrations = 0;
  private readonly terminal = new Terminal({
    cols: 80,
    rows: 25,
    scrollback: 10,
    allowProposedApi: true,
    // It prints what it cannot parse.
    logLevel: "off",
    // Worse than the console's own: xterm.js would obey and answer.
    windowOptions: {
      getWinSizeChars: true,
      getWinTitle: true,
      pushTitle: true,
      popTitle: true,
    },
  });
  private readonly decoder = new CharsetDecoder("auto");
  private time = 0;

  constructor({ writes, silenced = true, without }: Dressing) {
    const { terminal, effects } = this;
    terminal.onData((data) => effects.sent.push(data));
    terminal.onBinary((data) => effects.sent.push(data));
    terminal.onTitleChange((title) => effects.acted.push(`title ${title}`));
    terminal.onResize(() => effects.acted.push("resize"));
    if (!silenced) return;
    // Handlers are tried newest first: these hear only what those under test let through.
    for (const id of forbiddenCsi) terminal.parser.registerCsiHandler(id, () => this.act(JSON.stringify(id)));
    for (const id of forbiddenDcs) terminal.parser.registerDcsHandler(id, () => this.act(JSON.stringify(id)));
    for (const id of forbiddenOsc) terminal.parser.registerOscHandler(id, () => this.act(`OSC ${id}`));
    const dressed = new Proxy(terminal, {
      get: (target, name) => {
        if (name === "parser") return this.lacking(terminal.parser, without);
        const value: unknown = Reflect.get(target, name);
        return typeof value === "function" ? value.bind(target) : value;
      },
    });
    silenceReplies(dressed, {
      mayReply: () => writes,
      reply: (text) => effects.replies.push(text),
      // Slow enough that no report is held back by its rate.
      now: () => (this.time += 1000),
    });
  }

  /** Bytes as a host sends them; resolves when they are worked through, and what they set off. */
  async write(bytes: Uint8Array): Promise<void> {
    await this.put(this.decoder.decode(bytes));
    // What a handler wrote itself comes after.
    await this.put("");
    const { mouseTrackingMode, sendFocusMode } = this.terminal.modes;
    if (mouseTrackingMode !== "none") this.effects.acted.push(`mouse ${mouseTrackingMode}`);
    if (sendFocusMode) this.effects.acted.push("focus");
  }

  dispose(): void {
    this.terminal.dispose();
  }

  private put(text: string): Promise<void> {
    return new Promise((resolve) => this.terminal.write(text, resolve));
  }

  private act(what: string): boolean {
    this.effects.acted.push(what);
    return true;
  }

  private lacking(parser: IParser, without: number | undefined): IParser {
    const counted = (register: () => IDisposable) =>
      this.registrations++ === without ? { dispose: () => {} } : register();
    return {
      ...parser,
      registerCsiHandler: (id, callback) => {
        const register = () => parser.registerCsiHandler(id, callback);
        // Of erasures: these keep xterm.js from throwing, and have their own test.
        return id.final === "J" ? register() : counted(register);
      },
      registerDcsHandler: (id, callback) => counted(() => parser.registerDcsHandler(id, callback)),
      registerOscHandler: (id, callback) => counted(() => parser.registerOscHandler(id, callback)),
    };
  }
}

const nothing: Effects = { sent: [], replies: [], acted: [] };

const utf8 = (text: string) => Buffer.from(text, "utf8");
/** The same with C1 controls, as bytes. */
const asC1 = (text: string) =>
  Buffer.from(
    text.replace(TWO_BYTE_CONTROL, (_, letter: string) => String.fromCharCode(letter.charCodeAt(0) + 0x40)),
    "latin1",
  );
/** The same with C1 controls, encoded. */
const asC1Utf8 = (text: string) => utf8(asC1(text).toString("latin1"));

describe("what a host prints", () => {
  const forms: readonly (readonly [string, (text: string) => Uint8Array])[] = [
    ["ESC and a letter", utf8],
    ["C1 controls in Latin-1", asC1],
    ["C1 controls in UTF-8", asC1Utf8],
  ];
  it.each(forms)("types nothing and does nothing, one sequence at a time: %s", async (_form, encode) => {
    for (const writes of [false, true]) {
      for (const [name, sequence] of attacks) {
        const listener = new Listener({ writes });
        await listener.write(encode(sequence));
        expect(listener.effects, name).toEqual(nothing);
        listener.dispose();
      }
    }
  });

  it("types nothing and does nothing, byte by byte, cut short, and begun anew in the middle", async () => {
    const listener = new Listener({ writes: true });
    for (const [, sequence] of attacks) {
      for (const byte of utf8(sequence)) await listener.write(Buffer.from([byte]));
      for (let cut = 1; cut < Math.min(sequence.length, 12); cut++) {
        await listener.write(utf8(sequence.slice(0, cut) + sequence + ESC));
      }
    }
    expect(listener.effects).toEqual(nothing);
    listener.dispose();
  });

  it("has the cursor position told by who types, and by nobody else", async () => {
    for (const [writes, replies] of [
      [true, [`${ESC}[3;5R`]],
      [false, []],
    ] as const) {
      const listener = new Listener({ writes });
      await listener.write(utf8(`${ESC}[3;5H${ESC}[6n`));
      expect(listener.effects).toEqual({ ...nothing, replies });
      listener.dispose();
    }
  });

  it.each([
    ["P", 2],
    // Beyond the 10 MB that xterm.js keeps.
    ["P$q", 11],
    ["P+q", 2],
    ["]0;", 2],
    ["]52;c;", 2],
    ["]8;;", 2],
    ["_", 2],
    ["^", 2],
    ["X", 2],
    ["[", 2],
    ["[?", 2],
  ])(
    "is survived without end: ESC %s, %i MB, then an ordinary line",
    { timeout: 300_000 },
    async (opening, megabytes) => {
      const listener = new Listener({ writes: true });
      await listener.write(utf8(`${ESC}${opening}`));
      const megabyte = Buffer.alloc(1024 * 1024, opening.startsWith("[") ? "1;" : "A");
      for (let i = 0; i < megabytes; i++) await listener.write(megabyte);
      await listener.write(utf8(`\x18${ESC}[c${ESC}]0;owned\x07${ESC}[4;9H${ESC}[6n`));
      expect(listener.effects).toEqual({ ...nothing, replies: [`${ESC}[4;9R`] });
      listener.dispose();
    },
  );

  it.each([
    ["a fresh screen", ""],
    ["the alternate screen", `${ESC}[?1049h`],
  ])("goes on after erasing up to the last cell of %s", async (_which, before) => {
    for (const erase of ["[1J", "[?1J"]) {
      const listener = new Listener({ writes: true });
      await listener.write(utf8(`${before}${ESC}[25;80H${ESC}${erase}${ESC}[2;3H${ESC}[6n`));
      expect(listener.effects.replies).toEqual([`${ESC}[2;3R`]);
      listener.dispose();
    }
  });

  it("is caught by the second fence, too, if xterm.js answers after all", async () => {
    const listener = new Listener({ writes: true, silenced: false });
    for (const [, sequence] of attacks) await listener.write(utf8(sequence));
    expect(listener.effects.sent.length).toBeGreaterThan(10);
    expect(listener.effects.sent.filter((data) => !isTerminalReply(data))).toEqual([]);
    listener.dispose();
  });

  it("does something as soon as any one handler is missing", async () => {
    const whole = new Listener({ writes: false });
    whole.dispose();
    expect(whole.registrations).toBeGreaterThan(20);
    for (let without = 0; without < whole.registrations; without++) {
      const listener = new Listener({ writes: false, without });
      for (const [, sequence] of [...attacks, ["DSR 6", `${ESC}[6n`] as const])
        await listener.write(utf8(sequence));
      const { sent, acted } = listener.effects;
      expect([without, sent.length + acted.length > 0]).toEqual([without, true]);
      listener.dispose();
    }
  });
});

it("of a million mad streams not one types a byte for a viewer, and for the writer nothing but cursor positions", {
  timeout: 300_000,
}, async () => {
  const viewer = new Listener({ writes: false });
  const writer = new Listener({ writes: true });
  for (let first = 0; first < STREAMS; first += STREAMS_A_WRITE) {
    const streams = Array.from({ length: STREAMS_A_WRITE }, (_, i) => madStream(new Dice(first + i + 1)));
    const bytes = Buffer.concat(streams);
    await viewer.write(bytes);
    await writer.write(bytes);
    expect(viewer.effects, `streams from ${first}`).toEqual(nothing);
    expect({ ...writer.effects, replies: [] }, `streams from ${first}`).toEqual(nothing);
    expect(writer.effects.replies.splice(0).filter((reply) => !CURSOR_POSITION.test(reply))).toEqual([]);
  }
  viewer.dispose();
  writer.dispose();
});

it("every terminal of the pages is silenced before anything is written to it", () => {
  const sources = readdirSync("components", { recursive: true, encoding: "utf8" })
    .filter((file) => /\.tsx?$/.test(file) && !file.includes(".test."))
    .map((file) => ({ file, source: readFileSync(`components/${file}`, "utf8") }));
  const terminals = sources.filter(({ source }) => source.includes("new Terminal("));
  expect(terminals.length).toBeGreaterThanOrEqual(3);
  for (const { file, source } of terminals) {
    expect(source.match(/silenceReplies\(/g)?.length, file).toBe(source.match(/new Terminal\(/g)?.length);
  }
});
