import { describe, expect, it } from "vitest";
import { CharsetDecoder, encodeTyped } from "./charset";

const bytes = (...values: number[]) => Uint8Array.from(values);
const ascii = (text: string) => new TextEncoder().encode(text);

describe("a named character set", () => {
  it("UTF-8 may be cut anywhere", () => {
    const decoder = new CharsetDecoder("utf-8");
    const all = ascii("Ü→漢😀");
    expect([...all].map((byte) => decoder.decode(bytes(byte))).join("")).toBe("Ü→漢😀");
  });

  it("code page 437 has lines, blocks and Greek", () => {
    const decoder = new CharsetDecoder("cp437");
    expect(decoder.decode(bytes(0xc9, 0xcd, 0xbb, 0x20, 0xdb, 0xe0, 0x80, 0xff, 0x41))).toBe(
      "╔═╗ █αÇ\u00a0A",
    );
  });

  it("Latin-1's C1 controls are not obeyed", () => {
    const decoder = new CharsetDecoder("latin-1");
    expect(decoder.decode(bytes(0xe4, 0x9b, 0x63, 0x9d, 0xff))).toBe("ä\ufffdc\ufffdÿ");
  });
});

describe("auto", () => {
  it("stays with UTF-8 for text that is", () => {
    const decoder = new CharsetDecoder("auto");
    expect(decoder.decode(ascii("grüße, 世界 ─│┌"))).toBe("grüße, 世界 ─│┌");
    expect(decoder.charset).toBe("utf-8");
  });

  it("takes a firmware's frames for code page 437", () => {
    const decoder = new CharsetDecoder("auto");
    const frame = bytes(0xda, ...Array(20).fill(0xc4), 0xbf);
    expect(decoder.decode(frame)).toBe(`┌${"─".repeat(20)}┐`);
    expect(decoder.charset).toBe("cp437");
  });

  it("takes accents alone for Latin-1", () => {
    const decoder = new CharsetDecoder("auto");
    decoder.decode(bytes(0x4d, 0xe4, 0x64, 0xe9, 0x20, 0xf6, 0x21, 0xfc, 0x20));
    expect(decoder.charset).toBe("latin-1");
    expect(decoder.decode(bytes(0xe4))).toBe("ä");
  });

  it("comes back to UTF-8 when the system has started", () => {
    const decoder = new CharsetDecoder("auto");
    decoder.decode(bytes(...Array(8).fill(0xcd)));
    expect(decoder.charset).toBe("cp437");
    decoder.decode(ascii("└─".repeat(8)));
    expect(decoder.charset).toBe("utf-8");
    expect(decoder.decode(ascii("ö"))).toBe("ö");
  });

  it("one stray byte changes nothing", () => {
    const decoder = new CharsetDecoder("auto");
    decoder.decode(bytes(0xff, 0x41));
    expect(decoder.decode(ascii("ö"))).toBe("ö");
  });
});

describe("typing", () => {
  it.each([
    ["utf-8", "ä─", [0xc3, 0xa4, 0xe2, 0x94, 0x80]],
    ["latin-1", "ä─", [0xe4, 0x3f]],
    ["cp437", "ä─漢", [0x84, 0xc4, 0x3f]],
  ] as const)("%s", (charset, text, expected) => {
    expect([...encodeTyped(text, charset)]).toEqual(expected);
  });
});
