import { expect, test } from "vitest";
import type { CommandClass } from "../commands/command";
import { decide } from "./retry-policy";

const classes: readonly CommandClass[] = ["read", "idempotent", "once"];

/** Everything not named here is `fail`. */
const golden: Record<CommandClass, Record<string, number[]>> = {
  read: { success: [0x00], retry: [0xc0, 0xc3, 0xce, 0xcf, 0xd0, 0xd1, 0xd2] },
  idempotent: { success: [0x00], retry: [0xc0, 0xc3, 0xce, 0xcf, 0xd0, 0xd1, 0xd2] },
  once: { success: [0x00], unknown: [0xc3, 0xce, 0xcf, 0xff] },
};

test.each(classes)("all 256 completion codes are decided for class %s", (commandClass) => {
  const decided: Record<string, number[]> = {};
  for (let code = 0; code <= 0xff; code++) {
    const { kind } = decide(code, commandClass);
    if (kind !== "fail") decided[kind] = [...(decided[kind] ?? []), code];
  }
  expect(decided).toEqual(golden[commandClass]);
});

test("busy is asked again until the budget ends, a lost response only twice", () => {
  for (const code of [0xc0, 0xd0, 0xd1, 0xd2]) {
    expect(decide(code, "read")).toEqual({ kind: "retry", limit: Number.POSITIVE_INFINITY });
  }
  for (const code of [0xc3, 0xce, 0xcf]) expect(decide(code, "read")).toEqual({ kind: "retry", limit: 2 });
});

test("a once command is never asked again, whatever the code", () => {
  for (let code = 0; code <= 0xff; code++) expect(decide(code, "once").kind).not.toBe("retry");
});

test("codes of Send Message are no codes of the request: only trouble on the bus is worth another try", () => {
  const decided = (code: number) => [decide(code, "read", true).kind, decide(code, "once", true).kind];
  expect(decided(0x80)).toEqual(["fail", "fail"]);
  expect(decided(0x81)).toEqual(["retry", "fail"]);
  expect(decided(0x82)).toEqual(["retry", "unknown"]);
  expect(decided(0x83)).toEqual(["fail", "fail"]);
});
