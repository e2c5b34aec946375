import { describe, expect, it } from "vitest";
import { cursorPositionReport, isTerminalReply, partedModes, RateLimit } from "./reply-filter";

describe("isTerminalReply", () => {
  it.each([
    ["DA1", "\x1b[?1;2c"],
    ["DA1 of a VT102", "\x1b[?6c"],
    ["DA2", "\x1b[>0;276;0c"],
    ["DSR ok", "\x1b[0n"],
    ["DECXCPR", "\x1b[?12;40R"],
    ["DECRPM", "\x1b[?1004;2$y"],
    ["ANSI mode report", "\x1b[4;2$y"],
    ["window size", "\x1b[8;25;80t"],
    ["focus in", "\x1b[I"],
    ["focus out", "\x1b[O"],
    ["SGR mouse press", "\x1b[<0;10;5M"],
    ["SGR mouse release", "\x1b[<0;10;5m"],
    ["X10 mouse", "\x1b[M !!"],
    ["foreground colour", "\x1b]10;rgb:ffff/ffff/ffff\x1b\\"],
    ["DECRQSS", "\x1bP1$r0m\x1b\\"],
  ])("knows %s", (_, data) => expect(isTerminalReply(data)).toBe(true));

  it.each([
    ["a letter", "a"],
    ["text of several characters", "ls -l\r"],
    ["escape", "\x1b"],
    ["arrow up", "\x1b[A"],
    ["arrow up, application mode", "\x1bOA"],
    ["F1", "\x1bOP"],
    ["F5", "\x1b[15~"],
    ["shift F3", "\x1b[1;2R"],
    ["ctrl arrow", "\x1b[1;5C"],
    ["shift tab", "\x1b[Z"],
    ["delete", "\x1b[3~"],
    ["alt x", "\x1bx"],
    ["alt ]", "\x1b]"],
    ["alt P", "\x1bP"],
    ["alt [", "\x1b["],
    ["bracketed paste", "\x1b[200~rm -rf\x1b[201~"],
    ["Chinese text", "你好"],
  ])("lets %s pass", (_, data) => expect(isTerminalReply(data)).toBe(false));
});

it.each<[string, (number | number[])[], number[], number[]]>([
  ["mouse and focus modes", [1000, 1002, 1006, 1004], [1000, 1002, 1006, 1004], []],
  ["screen modes", [1, 1049], [], [1, 1049]],
  ["both at once", [1000, 25], [1000], [25]],
  ["a mode with sub-parameters", [1000, [1]], [1000], []],
  ["nothing", [], [], []],
])("parts %s", (_, params, talkative, others) => {
  expect(partedModes(params)).toEqual({ talkative, others });
});

it("reports the cursor position 1-based", () => {
  expect(cursorPositionReport(25, 80)).toBe("\x1b[25;80R");
});

describe("RateLimit", () => {
  it("lets ten a second pass and forgets after the window", () => {
    let now = 0;
    const limit = new RateLimit(10, 1000, () => now);
    expect(Array.from({ length: 12 }, () => limit.take()).filter(Boolean)).toHaveLength(10);
    now = 999;
    expect(limit.take()).toBe(false);
    now = 1000;
    expect(limit.take()).toBe(true);
  });
});
