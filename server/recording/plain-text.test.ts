import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MAX_COLUMNS, OutputLines, plainText } from "./plain-text";

/** Lines with their offsets, of output that comes in these pieces. */
function linesOf(...pieces: (string | Buffer)[]): [number, string][] {
  const found: [number, string][] = [];
  const lines = new OutputLines(0, ({ from, text }) => found.push([from, text]));
  for (const piece of pieces) lines.push(Buffer.from(piece as string, "utf8"));
  lines.flush();
  return found;
}

describe("lines", () => {
  it("end with a line feed, whatever carriage returns stand before it", () => {
    expect(linesOf("one\r\ntwo\r\r\n\nthree")).toEqual([
      [0, "one"],
      [5, "two"],
      [11, ""],
      [12, "three"],
    ]);
  });

  it("are overwritten after a bare carriage return or a backspace, as on a screen", () => {
    expect(plainText(Buffer.from(" 10%\r 20%\r100%\r\n"))).toBe("100%");
    expect(plainText(Buffer.from("passwd\b \b\b \bword"))).toBe("password");
    expect(plainText(Buffer.from("loading...\r\u001b[Kdone"))).toBe("done");
  });

  it("of a screen drawn by moves are its rows", () => {
    const screen =
      "\u001b[2J\u001b[1;1HAptio Setup\u001b[3;5HMain\u001b[3;12HBoot\u001b[4;1H\u001b[7mQuiet Boot\u001b[0m";
    expect(linesOf(screen).map(([, text]) => text)).toEqual(["Aptio Setup", "    Main   Boot", "Quiet Boot"]);
  });

  it("longer than a screen could be are broken", () => {
    const found = linesOf("x".repeat(MAX_COLUMNS + 10));
    expect(found.map(([from, text]) => [from, text.length])).toEqual([
      [0, MAX_COLUMNS],
      [MAX_COLUMNS, 10],
    ]);
  });

  it("go on at another offset after a hole", () => {
    const found: [number, string][] = [];
    const lines = new OutputLines(100, ({ from, text }) => found.push([from, text]));
    lines.push(Buffer.from("half \u001b["));
    lines.jump(900);
    lines.push(Buffer.from("31m\n"));
    expect(found).toEqual([
      [100, "half "],
      [900, "31m"],
    ]);
  });
});

describe("control sequences", () => {
  it.each([
    ["colours", "\u001b[1;31mEDAC\u001b[0m MC0"],
    ["private modes", "\u001b[?25l\u001b[?1049hEDAC MC0\u001b[>c"],
    ["a title, ended by BEL or ST", "\u001b]0;title\u0007EDAC \u001b]52;c;eA==\u001b\\MC0"],
    ["a device control string", '\u001bP$q"p\u001b\\EDAC MC0'],
    ["character sets and keypad modes", "\u001b(B\u001b)0\u001b=EDAC MC0\u001b>"],
    ["eight-bit controls", "\u009b31mEDAC MC0\u009d0;x\u0007"],
    ["one that is called off", "\u001b[31\u0018EDAC MC0"],
    ["controls in the middle of one", "\u001b[3\u00071mEDAC MC0"],
    ["text that would run backwards", "EDAC\u202e MC0"],
    ["bells, shifts and deletes", "ED\u0007AC\u000e \u000fM\u007fC0"],
  ])("are left out: %s", (_what, text) => {
    expect(plainText(Buffer.from(text, "utf8"))).toBe("EDAC MC0");
  });

  it("that never end do not hide the next line", () => {
    expect(linesOf("\u001b]0;crash\r\nEDAC").map(([, text]) => text)).toEqual(["", "EDAC"]);
    expect(plainText(Buffer.from(`\u001b]0;${"x".repeat(5000)}`)).length).toBeGreaterThan(0);
  });

  it("and characters may be cut anywhere", () => {
    const bytes = Buffer.from("a\u001b[31mü€😀\u001b]0;t\u001b\\b\r\n\u009b1mc", "utf8");
    const whole = linesOf(bytes);
    expect(whole.map(([, text]) => text)).toEqual(["aü€😀b", "c"]);
    for (let at = 1; at < bytes.length; at++) {
      expect(linesOf(bytes.subarray(0, at), bytes.subarray(at))).toEqual(whole);
    }
  });

  it("of invalid UTF-8 show where something was", () => {
    expect(plainText(Buffer.from([0x61, 0xff, 0xc3, 0x62, 0xe2, 0x82]))).toBe("a\ufffd\ufffdb\ufffd");
    expect(plainText(Buffer.from([0xc0, 0x80, 0xed, 0xa0, 0x80]))).toBe("\ufffd\ufffd\ufffd");
  });

  it("of any bytes, cut in any way, leave no control character and the same text", () => {
    const telling = fc.constantFrom(
      0x1b,
      0x5b,
      0x5d,
      0x50,
      0x07,
      0x0a,
      0x0d,
      0x08,
      0x5c,
      0x9b,
      0xc2,
      0xe2,
      0x80,
    );
    const output = fc
      .array(fc.oneof(telling, fc.nat(255)), { maxLength: 300 })
      .map((all) => Buffer.from(all));
    fc.assert(
      fc.property(output, fc.nat(300), (bytes, cut) => {
        const whole = linesOf(bytes);
        for (const [, text] of whole) expect(text).not.toMatch(/[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/u);
        expect(linesOf(bytes.subarray(0, cut), bytes.subarray(cut))).toEqual(whole);
      }),
      { numRuns: 2000 },
    );
  });
});
