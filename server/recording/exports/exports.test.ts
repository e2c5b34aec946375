import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ConsoleMark } from "@/lib/contracts/recording";
import type { Stretch } from "../recording";
import { exportAsciicast } from "./asciicast";
import { exportHtml } from "./html";
import { exportRaw } from "./raw";
import { exportText } from "./text";

const T = Date.UTC(2026, 10, 22, 3, 12, 0);

function stretch(
  from: number,
  text: string | Buffer,
  times: [number, number][] = [[from, T]],
  marks: ConsoleMark[] = [],
): Stretch {
  return { from, bytes: Buffer.from(text as string), times, marks };
}

const mark = (
  offset: number,
  kind: ConsoleMark["kind"],
  text = "",
  bytes: number | null = null,
): ConsoleMark => ({
  offset,
  at: new Date(T).toISOString(),
  kind,
  text,
  bytes,
});

async function* of(...stretches: Stretch[]) {
  yield* stretches;
}

async function all(pieces: AsyncIterable<string | Buffer>): Promise<string> {
  const found: Buffer[] = [];
  for await (const piece of pieces) found.push(Buffer.from(piece as string));
  return Buffer.concat(found).toString("utf8");
}

describe("text", () => {
  it("is lines without control sequences, with marks at their place, across pieces and holes", async () => {
    const text = await all(
      exportText(
        of(
          stretch(0, "\u001b[32mok\u001b[0m one\r\nha"),
          stretch(19, "lf\r\n", undefined, [mark(20, "power", "Power off by Ann\r\n[forged]")]),
          stretch(40, "again", undefined, [mark(40, "recording-resumed", "Recording goes on", 17)]),
        ),
      ),
    );
    expect(text).toBe(
      [
        "ok one",
        "half",
        "[2026-11-22T03:12:00.000Z power: Power off by Ann  [forged]]",
        "[2026-11-22T03:12:00.000Z recording resumed: Recording goes on, 17 bytes missing]",
        "again",
        "",
      ].join("\n"),
    );
  });
});

describe("raw", () => {
  it("is the very bytes", async () => {
    const pieces: Buffer[] = [];
    for await (const piece of exportRaw(
      of(stretch(0, Buffer.from([0, 255])), stretch(2, Buffer.from([27]))),
    )) {
      pieces.push(piece);
    }
    expect(Buffer.concat(pieces)).toEqual(Buffer.from([0, 255, 27]));
  });
});

describe("asciicast", () => {
  it("is a head, and output with the seconds since the first; characters cut in two are one", async () => {
    const euro = Buffer.from("€");
    const film = await all(
      exportAsciicast(
        of(
          stretch(
            10,
            Buffer.concat([Buffer.from("ab\u001b[1m"), euro.subarray(0, 1)]),
            [
              [10, T],
              [12, T + 1500],
            ],
            [mark(12, "boot")],
          ),
          stretch(17, euro.subarray(1), [[17, T + 2000]]),
        ),
        { title: 'rack "7"' },
      ),
    );
    const lines = film
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(lines).toEqual([
      { version: 2, width: 80, height: 25, timestamp: T / 1000, title: 'rack "7"' },
      [0, "o", "ab"],
      [0, "m", "[2026-11-22T03:12:00.000Z boot]"],
      [1.5, "o", "\u001b[1m"],
      [2, "o", "€"],
    ]);
  });

  it("of nothing is a head", async () => {
    expect(JSON.parse(await all(exportAsciicast(of(), { title: "h" })))).toMatchObject({ version: 2 });
  });
});

const body = (html: string) => html.slice(html.indexOf("<pre>\n") + 6, html.indexOf("</pre>"));

describe("HTML", () => {
  const lines = async (text: string) => body(await all(exportHtml(of(stretch(0, text)), { title: "h" })));

  it.each([
    [
      "named colours",
      "\u001b[1;31mred\u001b[0m",
      '<span style="color:#cc0000;font-weight:bold">red</span>\n',
    ],
    ["256 colours", "\u001b[38;5;196mx", '<span style="color:#ff0000">x</span>\n'],
    ["any colour", "\u001b[48;2;1;2;255mx\u001b[49my", '<span style="background:#0102ff">x</span>y\n'],
    ["reversed ones", "\u001b[7mF10", '<span style="color:#000000;background:#d3d7cf">F10</span>\n'],
    ["what is no colour", "\u001b[38;5;999mx\u001b[38;2;1mx\u001b[>4;2mx", "xxx\n"],
  ])("shows %s", async (_what, text, html) => {
    expect(await lines(text)).toBe(html);
  });

  it("keeps a colour over lines", async () => {
    expect(await lines("\u001b[34ma\nb")).toBe(
      '<span style="color:#3465a4">a</span>\n<span style="color:#3465a4">b</span>\n',
    );
  });

  it("has no script, nothing from outside, and a policy that forbids both", async () => {
    const html = await all(exportHtml(of(stretch(0, "x")), { title: "</title><script>alert(1)</script>" }));
    expect(html).toContain("default-src 'none'");
    expect(html).not.toContain("<script");
  });

  it("lets nothing through that a host prints, or that stands in a mark, as markup or control", async () => {
    const telling = fc.constantFrom(
      ..."<>&\"'\u001b[]m;:0138\n\r\b/=x",
      "\u009b",
      "\u202e",
      "<script>",
      "\u001b[38;2;",
    );
    const output = fc.array(fc.oneof(telling, fc.string({ unit: "binary", maxLength: 3 })), {
      maxLength: 120,
    });
    await fc.assert(
      fc.asyncProperty(output, async (parts) => {
        const text = parts.join("");
        const marked = stretch(0, text, undefined, [mark(0, "event", text.slice(0, 500))]);
        const inner = body(await all(exportHtml(of(marked), { title: text })));
        const markup = /<span style="[a-z0-9#:;. -]*">|<\/span>|<\/?i>|&(?:amp|lt|gt|quot|#39);/g;
        expect(inner.replace(markup, "")).not.toMatch(/[<>&"']/);
        expect(inner.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\u202a-\u202e]/u);
      }),
      { numRuns: 500 },
    );
  });
});
