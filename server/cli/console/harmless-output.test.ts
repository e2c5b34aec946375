import { Terminal } from "@xterm/headless";
import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { attacks } from "@/components/console/testing/host-attacks";
import { Dice, madStream } from "@/components/console/testing/mad-stream";
import { HarmlessOutput } from "./harmless-output";

const ESC = "\x1b";
const pass = (text: string) => new HarmlessOutput().pass(Buffer.from(text, "latin1")).toString("latin1");

/** A terminal that answers and obeys whatever xterm.js can: what is in front of the person. */
class Answering {
  readonly effects: string[] = [];
  private readonly terminal = new Terminal({
    cols: 80,
    rows: 25,
    scrollback: 10,
    allowProposedApi: true,
    logLevel: "off",
    windowOptions: { getWinSizeChars: true, getWinTitle: true, pushTitle: true, popTitle: true },
  });

  constructor() {
    this.terminal.onData((data) => this.effects.push(data));
    this.terminal.onBinary((data) => this.effects.push(data));
    this.terminal.onTitleChange((title) => this.effects.push(`title ${title}`));
  }

  async write(bytes: Uint8Array): Promise<readonly string[]> {
    await new Promise<void>((resolve) => this.terminal.write(bytes, resolve));
    const { mouseTrackingMode, sendFocusMode } = this.terminal.modes;
    if (mouseTrackingMode !== "none") this.effects.push(`mouse ${mouseTrackingMode}`);
    if (sendFocusMode) this.effects.push("focus");
    return this.effects;
  }
}

const asC1 = (text: string) =>
  text.replaceAll(new RegExp(`${ESC}([@-_])`, "g"), (_, letter: string) =>
    String.fromCharCode(letter.charCodeAt(0) + 0x40),
  );

describe("is not asked of the terminal", () => {
  it.each(attacks)("%s", async (_name, sequence) => {
    const forms = [
      Buffer.from(sequence, "latin1"),
      Buffer.from(asC1(sequence), "latin1"),
      Buffer.from(asC1(sequence), "utf8"),
    ];
    for (const bytes of forms) {
      const out = new HarmlessOutput().pass(bytes);
      expect(await new Answering().write(out)).toEqual([]);
    }
    // Not even what xterm.js does not know and others obey.
    expect(pass(sequence).replaceAll("\x1b[?25h", "")).not.toContain(ESC);
  });

  test.each([
    ["a null within the escape", "\x1b\0[6n", "[6n"],
    ["a null within the sequence", "\x1b[\x006n", ""],
    ["an enquiry within the escape", "\x1b\x05[c", ""],
    ["an enquiry within the sequence", "\x1b[3\x051mred", "\x1b[31mred"],
    ["a delete within the sequence", "\x1b[6\x7fn", ""],
    ["leading zeros", "\x1b[?01003h\x1b[006n", ""],
    ["modes that were set once before", "\x1b[?1003r\x1b[?1003s", ""],
    ["the kitty keyboard", "\x1b[?u\x1b[>1u", ""],
    ["another character set, in which continuation bytes are controls", "\x1b%@\xc2\x9b6n", "\ufffd6n"],
    ["eight-bit controls", "\x1b G", ""],
    ["a keyboard that is locked", "\x1b[2h", ""],
    ["a local echo", "\x1b[12l", ""],
    ["the printer", "\x1b[5i", ""],
  ])("%s", async (_name, text, left) => {
    const out = new HarmlessOutput().pass(Buffer.from(text, "latin1"));
    expect(await new Answering().write(out)).toEqual([]);
    const shown = out.toString("utf8");
    if (left !== "[6n") expect(shown).toBe(left);
    else expect(shown).not.toContain("6n");
  });

  it("whatever a host gone mad prints, cut anywhere", async () => {
    const terminal = new Answering();
    const filter = new HarmlessOutput();
    for (let first = 0; first < 100_000; first += 1000) {
      const streams = Array.from({ length: 1000 }, (_, i) => madStream(new Dice(first + i + 1)));
      const bytes = Buffer.concat(streams);
      const cut = (first * 7919) % bytes.length;
      const out = [filter.pass(bytes.subarray(0, cut)), filter.pass(bytes.subarray(cut))];
      expect(await terminal.write(Buffer.concat(out)), `streams from ${first}`).toEqual([]);
    }
  });
});

test.each([
  "\x1b[31mred\x1b[0m",
  "\x1b[38;5;196m\x1b[48:2::1:2:3mx",
  "\x1b[2J\x1b[H",
  "\x1b[?1049h",
  "\x1b[?25l",
  "\x1b[?1h\x1b=",
  "\x1b(0lqk\x1b(B",
  "\x1b7\x1b8",
  "\x1b[10;20r",
  "\x1b[4 q",
  "\x1b[!p",
  "\x1bM\x1bD\x1bE\x1bH",
  "\x1b[4h\x1b[4l",
  "\x1bc",
  "bell\x07 back\b tab\t lines\r\n\v\f\x0e\x0f",
])("%j goes through", (text) => {
  expect(pass(text)).toBe(text);
});

test("characters go through, in UTF-8 and in others, cut anywhere", () => {
  const bytes = Buffer.concat([Buffer.from("─│ž中€😀", "utf8"), Buffer.from([0xc4, 0xb3, 0xe0, 0x20, 0xff])]);
  for (let cut = 0; cut <= bytes.length; cut++) {
    const filter = new HarmlessOutput();
    const out = Buffer.concat([filter.pass(bytes.subarray(0, cut)), filter.pass(bytes.subarray(cut))]);
    expect(out.equals(bytes)).toBe(true);
  }
});

test("of modes in company, those that talk are left out", () => {
  expect(pass("\x1b[?25;1003;1006h\x1b[?1049;1004l")).toBe("\x1b[?25h\x1b[?1049l");
});

test("pieces may be cut anywhere", () => {
  const text = "a\x1b[31mb\x1b]0;t\x1b\\c\x1b[6nd\x1b[?1006he";
  const filter = new HarmlessOutput();
  const out = [...Buffer.from(text, "latin1")].map((byte) => filter.pass(Buffer.of(byte)).toString("latin1"));
  expect(out.join("")).toBe("a\x1b[31mbcde");
});

test("a string without end lets nothing of itself through, and ends with its line", () => {
  expect(pass(`a\x1b]0;${"x".repeat(100_000)}`)).toBe("a");
  expect(pass("a\x1b]0;title\r\nthe host goes on\r\n")).toBe("a\nthe host goes on\r\n");
});

describe("what a host left behind", () => {
  const behind = (text: string) => {
    const filter = new HarmlessOutput();
    filter.pass(Buffer.from(text));
    return filter.undo();
  };

  it("is undone: the screen of a full-screen program, the cursor, the keys", () => {
    const undone = behind("\x1b[?1049h\x1b[?25l\x1b[?1h\x1b[31m");
    for (const sequence of ["\x1b[!p", "\x1b[?25h", "\x1b[?1049l"]) expect(undone).toContain(sequence);
  });

  it("does not move the cursor where no other screen was shown", () => {
    expect(behind("plain \x1b[?1049h and back \x1b[?1049l")).not.toContain("1049");
  });
});

test("whatever comes, no query is left", () => {
  const pieces = fc.constantFrom(
    ..."\x1b[]PnctqhZ6;?$\x07\\a\x18>\0\x7f\x05\x9b\x90\xc2 %@G(",
    "1000",
    "52;c;?",
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 60 }), (parts) => {
      // A terminal ignores these wherever they stand.
      const out = pass(parts.join(""))
        .replaceAll("\0", "")
        .replaceAll("\x7f", "")
        .replaceAll("\x1b", "ESC")
        .replaceAll("\x05", "ENQ");
      expect(out).not.toMatch(/ESC\[[?>=]?[\d;]*[cnt]|ESC\[\??[\d;]*\$p|ESC\[>[\d;]*q|ESC[\]PZ]|ESC[ %]|ENQ/);
    }),
    { numRuns: 20_000 },
  );
});
