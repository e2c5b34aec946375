import { expect, test } from "vitest";
import type { ConsoleServerMessage } from "@/lib/contracts/console";
import type { VerbTerminal } from "@/server/shell/verb";
import { JoinedConsole } from "./joined-console";

/** A terminal that shows what it is given when `take` is called, or at once. */
function bench(slow = false) {
  const shown: Buffer[] = [];
  const waiting: (() => void)[] = [];
  let keys: (bytes: Buffer) => void = () => undefined;
  const terminal: VerbTerminal = {
    escape: "~",
    open: (input) => {
      keys = input;
      return {
        write: (bytes) =>
          new Promise((resolve) => {
            shown.push(Buffer.from(bytes));
            if (slow) waiting.push(resolve);
            else resolve();
          }),
        suspend: () => undefined,
        resume: () => undefined,
        release: () => undefined,
      };
    },
  };
  const sent: unknown[] = [];
  const wire = {
    type: (bytes: Uint8Array) => sent.push(Buffer.from(bytes).toString()),
    tell: (message: unknown) => sent.push(message),
  };
  const joined = new JoinedConsole(terminal, wire, "web-1", false);
  return {
    joined,
    sent,
    press: (text: string) => keys(Buffer.from(text)),
    message: (message: ConsoleServerMessage) => joined.message(JSON.stringify(message)),
    frame: (offset: number, text: string) => {
      const header = Buffer.alloc(8);
      header.writeBigUInt64BE(BigInt(offset));
      joined.frame(Buffer.concat([header, Buffer.from(text)]));
    },
    text: async () => {
      await joined.shown();
      return Buffer.concat(shown).toString();
    },
    take: () => {
      for (const resolve of waiting.splice(0)) resolve();
    },
  };
}

const hello = (output: string) =>
  ({ type: "hello", viewerId: "v", canWrite: true, from: 0, replayUntil: 0, output }) as const;

const mark = (kind: "skipped" | "gap" | "joined", text: string, bytes: number | null) =>
  ({ type: "mark", offset: 0, at: "2026-11-22T03:12:00.000Z", kind, text, bytes }) as const;

test("output is shown once, also when it comes again after a reconnect", async () => {
  const { frame, text } = bench();
  frame(0, "one two ");
  frame(4, "two three");
  expect(await text()).toContain("\r\none two three");
});

test("output that is left out is said: skipped for slowness, or forgotten while there was no connection", async () => {
  const { frame, message, text } = bench();
  frame(0, "one");
  message(mark("skipped", "", 97));
  frame(100, "two");
  expect(await text()).toContain(
    "one\r\n[97 bytes of output are not shown here: this terminal was too slow]\r\ntwo",
  );
  frame(203, "three");
  expect(await text()).toContain("two\r\n[100 bytes of output are not shown here]\r\nthree");
});

test("output of an engine that was started anew is shown from its beginning", async () => {
  const { frame, message, text } = bench();
  message(hello("one"));
  frame(0, "before");
  message(hello("one"));
  frame(0, "before and after");
  message(hello("two"));
  frame(0, "anew");
  expect(await text()).toContain("before and afteranew");
});

test("a gap of the host's is said", async () => {
  const { message, text } = bench();
  message(mark("gap", "", null));
  expect(await text()).toContain("[output may be missing here]");
});

test("neither a host nor a person makes the terminal act", async () => {
  const { frame, message, text } = bench();
  frame(0, "\x1b[6n\u009b5n\x1b]0;owned\x07");
  message(mark("joined", "Mal\x1b]52;c;cm0=\x07\u009b6n\x05", null));
  expect(await text()).not.toMatch(/\u009b|owned/);
  expect((await text()).split("\x1b").length).toBe(1);
});

test("leaving gives the terminal back as it was", async () => {
  const { frame, joined, text, press } = bench();
  frame(0, "\x1b[?1049h\x1b[?25l");
  press("~.");
  await joined.left;
  await joined.release();
  expect(await text()).toMatch(/\[left web-1\].*\[\?25h.*\[\?1049l$/s);
});

test("what a slow terminal has not taken yet is counted", async () => {
  const { frame, joined, take } = bench(true);
  frame(0, "x".repeat(1000));
  expect(joined.backlog).toBeGreaterThanOrEqual(1000);
  while (joined.backlog > 0) {
    take();
    await Promise.resolve();
  }
});
