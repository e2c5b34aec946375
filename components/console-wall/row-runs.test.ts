import { Terminal } from "@xterm/headless";
import { describe, expect, test } from "vitest";
import { terminalTheme } from "@/components/console/terminal-theme";
import { type Run, rowRuns } from "./row-runs";

const theme = terminalTheme("dark");

/** The first line of a screen after `output`. */
async function printed(output: string): Promise<Run[]> {
  const terminal = new Terminal({ cols: 20, rows: 3, scrollback: 0, allowProposedApi: true });
  await new Promise<void>((resolve) => {
    terminal.write(output, resolve);
  });
  const { active } = terminal.buffer;
  const line = active.getLine(0);
  if (line === undefined) throw new Error("no line");
  return rowRuns(line, active.getNullCell(), theme);
}

const styles = async (output: string) => (await printed(output)).map(({ style }) => style);

describe("a row of a tile", () => {
  test("without attributes is one run without a style, and ends where its text ends", async () => {
    expect(await printed("login:  root   ")).toEqual([
      { text: "login:  root", columns: 20, style: "", odd: false },
    ]);
  });

  test("on which nothing is printed has no runs", async () => {
    expect(await printed("\r\nsecond")).toEqual([]);
  });

  test("is parted where it looks different", async () => {
    expect(
      (await printed("\x1b[32m[  OK  ]\x1b[0m Started")).map(({ text, style }) => [text, style]),
    ).toEqual([
      ["[  OK  ]", `color:${theme.green}`],
      [" Started", ""],
    ]);
  });

  test("keeps the coloured ground of a firmware menu to the last column", async () => {
    const [run] = await printed("\x1b[37;44mBIOS\x1b[K");
    expect(run).toMatchObject({ columns: 20, text: "BIOS".padEnd(20) });
    expect(run?.style).toContain(`background:${theme.blue}`);
  });

  test("shows bold, inverse, underline and what is hidden", async () => {
    expect(await styles("\x1b[1;31mx")).toEqual([`color:${theme.brightRed};font-weight:bold`]);
    expect(await styles("\x1b[7mx")).toEqual([`color:${theme.background};background:${theme.foreground}`]);
    expect(await styles("\x1b[3;4;9mx")).toEqual([
      "font-style:italic;text-decoration:underline line-through",
    ]);
    expect((await printed("a\x1b[8msecret\x1b[0mb")).map(({ text }) => text).join("")).toBe("a      b");
  });

  test("holds wide signs and frames to their columns", async () => {
    expect(await printed("a中文─b")).toEqual([
      { text: "a", columns: 1, style: "", odd: false },
      { text: "中文─", columns: 5, style: "", odd: true },
      { text: "b", columns: 14, style: "", odd: false },
    ]);
  });

  test("takes nothing of a host for a style but numbers", async () => {
    for (const style of await styles("\x1b[38;2;300;-1;99999mx\x1b[48;5;999my\x1b[38;5;;mz"))
      expect(style).toMatch(/^((color|background):#[0-9a-f]{6};?)*$/);
  });
});
