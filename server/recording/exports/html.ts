import type { OutputLine } from "../plain-text";
import type { Stretch } from "../recording";
import { GraphicRendition } from "./graphic-rendition";
import { linesAndMarks, markText } from "./lines-and-marks";

/**
 * A page that needs nothing else and does nothing: lines with their colours, marks between them. A policy in the page forbids scripts and
 * everything from outside, should a browser ever find any.
 */
export async function* exportHtml(
  stretches: AsyncIterable<Stretch>,
  { title }: { readonly title: string },
): AsyncGenerator<string> {
  yield `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<title>${escaped(title)}</title>
<style>body{margin:0;background:#000;color:#d3d7cf}pre{margin:1rem;font:13px/1.3 monospace;white-space:pre-wrap}i{color:#729fcf}</style>
</head>
<body>
<pre>
`;
  const rendition = new GraphicRendition();
  for await (const item of linesAndMarks(stretches, (parameters) => rendition.apply(parameters))) {
    yield item.kind === "line" ? lineHtml(item.line, rendition) : `<i>${escaped(markText(item.mark))}</i>\n`;
  }
  yield "</pre>\n</body>\n</html>\n";
}

function lineHtml(line: OutputLine, rendition: GraphicRendition): string {
  const runs = line.runs().map(({ text, style }) => {
    const css = rendition.css(style);
    return css === "" ? escaped(text) : `<span style="${css}">${escaped(text)}</span>`;
  });
  return `${runs.join("")}\n`;
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** As text or in an attribute; control characters and those that turn text around become spaces. */
function escaped(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/gu, " ")
    .replace(/[&<>"']/g, (character) => entities[character] ?? "");
}
