import { expect, test } from "vitest";
import { DecodeError } from "../../errors";
import { decoded, encoded, numbers } from "../testing/vectors";
import { getCommandEnables } from "./get-command-enables";
import { getCommandSubFunctionEnables } from "./get-command-sub-function-enables";
import { getCommandSubFunctionSupport } from "./get-command-sub-function-support";
import { getCommandSupport } from "./get-command-support";
import { getConfigurableCommandSubFunctions } from "./get-configurable-command-sub-functions";
import { getConfigurableCommands } from "./get-configurable-commands";
import { getNetFnSupport } from "./get-netfn-support";

// Vectors are laid out by hand from the tables of IPMI 2.0 §21.

const range = { channel: 0x0e, lun: 0, netFn: 6, half: "lower" } as const;
const scope = { channel: 0x0e, lun: 1, netFn: 6, command: 0x57 };

test("numbers, privileges and classes are the specification's", () => {
  expect(numbers(getNetFnSupport)).toEqual([6, 0x09, 2, "read"]);
  expect(numbers(getCommandSupport)).toEqual([6, 0x0a, 2, "read"]);
  expect(numbers(getCommandSubFunctionSupport)).toEqual([6, 0x0b, 2, "read"]);
  expect(numbers(getConfigurableCommands)).toEqual([6, 0x0c, 2, "read"]);
  expect(numbers(getConfigurableCommandSubFunctions)).toEqual([6, 0x0d, 2, "read"]);
  expect(numbers(getCommandEnables)).toEqual([6, 0x61, 2, "read"]);
  expect(numbers(getCommandSubFunctionEnables)).toEqual([6, 0x63, 2, "read"]);
});

test("network functions come per LUN, in pairs", () => {
  expect(encoded(getNetFnSupport, { channel: 14 })).toBe("0e");
  const luns = decoded(getNetFnSupport, `05 09000000 00000080 ${"00".repeat(8)}`, { channel: 14 });
  expect(luns).toEqual([
    { lun: 0, supported: true, netFns: [0, 6] },
    { lun: 1, supported: true, netFns: [62] },
    { lun: 2, supported: false, netFns: [] },
    { lun: 3, supported: false, netFns: [] },
  ]);
  expect(() => decoded(getNetFnSupport, "05 00", { channel: 14 })).toThrow(DecodeError);
});

test("commands are asked for by halves", () => {
  expect(encoded(getCommandSupport, range)).toBe("0e0600");
  expect(encoded(getCommandEnables, { ...range, half: "upper" })).toBe("0e4600");
  const body = Uint8Array.of(0xdc);
  expect(encoded(getConfigurableCommands, { ...range, netFn: 0x2c, body })).toBe("0e2c00dc");
});

test("a zero means supported, a one configurable and enabled", () => {
  const mask = `fd${"ff".repeat(15)}`;
  const supported = decoded(getCommandSupport, mask, range);
  expect(supported).toHaveLength(128);
  expect(supported.indexOf(true)).toBe(1);
  expect(supported.lastIndexOf(true)).toBe(1);
  expect(decoded(getConfigurableCommands, mask, range).indexOf(false)).toBe(1);
  expect(decoded(getCommandEnables, mask, range).indexOf(false)).toBe(1);
  expect(() => decoded(getCommandEnables, "ff", range)).toThrow(DecodeError);
});

test("sub-functions are 32 bits", () => {
  expect(encoded(getCommandSubFunctionSupport, scope)).toBe("0e060157");
  expect(
    decoded(getCommandSubFunctionEnables, "02000080", scope).flatMap((on, n) => (on ? [n] : [])),
  ).toEqual([1, 31]);
  const support = decoded(getCommandSubFunctionSupport, "01 02 03 feffffff", scope);
  expect(support.flatMap((on, n) => (on ? [n] : []))).toEqual([0]);
  expect(decoded(getCommandSubFunctionSupport, "feffffff", scope)[0]).toBe(true);
});
