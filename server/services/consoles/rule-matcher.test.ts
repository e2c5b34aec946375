import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { ConsoleRule } from "@/lib/contracts/recording";
import { builtInRules } from "./built-in-rules";
import { type RuleMatch, RuleMatcher } from "./rule-matcher";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const rule = (id: string, pattern: string): ConsoleRule => ({
  id,
  name: id,
  pattern,
  severity: "critical",
  enabled: true,
  builtIn: false,
});

function bench(...rules: ConsoleRule[]) {
  const matches: RuleMatch[] = [];
  const matcher = new RuleMatcher({
    now: () => Date.now(),
    setTimeout: (callback, ms) => ({ timer: setTimeout(callback, ms) }),
    eachLine: () => {},
    matched: (match) => matches.push(match),
    tooSlow: ({ id }) => {
      throw new Error(`${id} is slow`);
    },
  });
  matcher.use(rules);
  let offset = 0;
  const print = (text: string) => {
    const bytes = Buffer.from(text);
    matcher.heard("h", offset, bytes);
    offset += bytes.length;
  };
  return { matcher, matches, print };
}

test("a match is told with the lines around it, and where it is", () => {
  const { matches, print } = bench(rule("panic", "Kernel panic"));
  print("one\r\ntwo\r\n[ 1.0] Kernel panic - not syncing: oh\r\n");
  expect(matches).toEqual([]);
  print("CPU: 3\r\nRIP: x\r\n");
  vi.advanceTimersByTime(2000);
  expect(matches).toHaveLength(1);
  expect(matches[0]).toMatchObject({ hostId: "h", offset: 10, times: 1 });
  expect(matches[0]?.context).toEqual([
    "one",
    "two",
    "[ 1.0] Kernel panic - not syncing: oh",
    "CPU: 3",
    "RIP: x",
  ]);
});

test("a line without an end is looked at when the host falls silent, and counts once", () => {
  const { matches, print } = bench(rule("boot", "No bootable device"));
  print("\x1b[2J\x1b[10;5HNo bootable");
  vi.advanceTimersByTime(1000);
  print(" device.");
  vi.advanceTimersByTime(1900);
  expect(matches).toEqual([]);
  vi.advanceTimersByTime(5000);
  expect(matches).toMatchObject([{ offset: 11, line: "    No bootable device.", times: 1 }]);
  print(" Press a key\r\n");
  vi.advanceTimersByTime(70_000);
  print("No bootable device.\r\n");
  vi.advanceTimersByTime(10_000);
  expect(matches.map(({ times }) => times)).toEqual([1, 1]);
});

test("what is added to a line that was looked at already is looked at, too", () => {
  const { matches, print } = bench(rule("panic", "panic"), rule("halt", "halted"));
  print("panic: ");
  vi.advanceTimersByTime(10_000);
  print("halted\r\n");
  vi.advanceTimersByTime(10_000);
  expect(matches.map((match) => match.rule.id)).toEqual(["panic", "halt"]);
});

test("what stands far out in a long line is found, and told with what is around it", () => {
  const { matches, print } = bench(rule("panic", "Kernel panic"));
  print(`${"x".repeat(3000)} Kernel panic\r\n`);
  vi.advanceTimersByTime(2000);
  expect(matches).toHaveLength(1);
  expect(matches[0]?.line.length).toBeLessThanOrEqual(1000);
  expect(matches[0]?.line).toContain("Kernel panic");
});

test.each(["k.*k.*k.*k.*z", "(k|k)+z", "(k+k+)+z", "(k|kk){1,3}(k|kk){1,3}z"])(
  "no line makes %s take for ever",
  (pattern) => {
    const { matches, print } = bench(rule("slow", pattern), rule("panic", "panic"));
    vi.useRealTimers();
    print(`${"k".repeat(4000)}\r\n`);
    print("panic\r\n");
    expect(matches).toEqual([]);
  },
);

test("ten lines after it are enough", () => {
  const { matches, print } = bench(rule("panic", "panic"));
  print(`panic\n${"after\n".repeat(10)}`);
  expect(matches[0]?.context).toHaveLength(11);
});

test("colours and cut pieces do not hide it", () => {
  const { matches, print } = bench(rule("panic", "Kernel panic"));
  for (const byte of "\x1b[31mKernel \x1b[1mpanic\x1b[0m\r\n") print(byte);
  vi.advanceTimersByTime(2000);
  expect(matches).toHaveLength(1);
});

test("the same rule on the same host is told once a minute, with how often", () => {
  const { matches, print } = bench(rule("oom", "Out of memory"));
  for (let i = 0; i < 5; i++) print("Out of memory\n");
  vi.advanceTimersByTime(2000);
  expect(matches.map(({ times }) => times)).toEqual([5]);
  vi.advanceTimersByTime(60_000);
  print("Out of memory\n");
  vi.advanceTimersByTime(2000);
  expect(matches.map(({ times }) => times)).toEqual([5, 1]);
});

test("a rule that is slow on line after line is not used any more", () => {
  let time = 0;
  const slow: string[] = [];
  const matcher = new RuleMatcher({
    eachLine: () => {},
    now: () => (time += 60),
    setTimeout: () => ({ timer: null }),
    matched: () => undefined,
    tooSlow: ({ id }) => slow.push(id),
  });
  matcher.use([rule("slow", "x")]);
  matcher.heard("h", 0, Buffer.from("a\nb\n"));
  expect(slow).toEqual([]);
  matcher.heard("h", 4, Buffer.from("c\nd\n"));
  expect(slow).toEqual(["slow"]);
});

test("bytes that are missing end the line: two halves make no match", () => {
  const { matcher, matches } = bench(rule("x", "AB"));
  matcher.heard("h", 0, Buffer.from("A"));
  matcher.heard("h", 100, Buffer.from("B\n"));
  vi.advanceTimersByTime(2000);
  expect(matches).toEqual([]);
});

test.each([
  [
    "kernel-panic",
    "[   12.1] Kernel panic - not syncing: VFS: Unable to mount root fs on unknown-block(0,0)",
  ],
  ["kernel-oops", "[  331.2] BUG: unable to handle page fault for address: ffffffffc0"],
  ["call-trace", "[  331.2] Call Trace:"],
  ["lockup", "watchdog: BUG: soft lockup - CPU#3 stuck for 22s! [kworker/3:1:99]"],
  ["machine-check", "mce: [Hardware Error]: CPU 0: Machine Check: 0 Bank 5: be00000000800400"],
  ["edac-ue", "EDAC MC0: 1 UE memory read error on CPU_SrcID#0_Ha#0_Chan#1_DIMM#0"],
  ["edac-ce", "EDAC MC0: 1 CE memory read error on CPU_SrcID#0_Ha#0_Chan#1_DIMM#0"],
  ["out-of-memory", "Out of memory: Killed process 4242 (java) total-vm:1kB"],
  ["no-boot-device", "No bootable device. Please restart system."],
  ["file-system", "/dev/sda1: UNEXPECTED INCONSISTENCY; RUN fsck MANUALLY."],
  ["thermal", "thermal thermal_zone0: critical temperature reached (105 C), shutting down"],
  ["windows-stop", "*** STOP: 0x0000007B (0xFFFFF880009A97E8)"],
  ["esxi-psod", "#PF Exception 14 in world 2097220:vmnic0-pollW IP 0x418"],
])("our own rules find: %s", (id, line) => {
  const { matches, print } = bench(...builtInRules.map((one) => ({ ...one, enabled: true, builtIn: true })));
  print(`${line}\r\n`);
  vi.advanceTimersByTime(2000);
  expect(matches.map((match) => match.rule.id)).toContain(id);
});

test("an ordinary boot is no event", () => {
  const { matches, print } = bench(...builtInRules.map((one) => ({ ...one, enabled: true, builtIn: true })));
  print(
    "[ 0.0] Linux version 6.1\r\n[ 0.1] EDAC MC: Ver: 3.0.0\r\n[ 1.2] EXT4-fs (sda1): mounted filesystem\r\nnode7 login: ",
  );
  vi.advanceTimersByTime(5000);
  expect(matches).toEqual([]);
});
