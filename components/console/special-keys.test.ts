import { expect, it } from "vitest";
import { isTerminalReply } from "./reply-filter";
import { arrowKeys, controlKeys, editingKeys, functionKeys, sttySize } from "./special-keys";

it("sends F1 to F12 in the VT220 and xterm form", () => {
  expect(functionKeys.map((k) => k.label)).toEqual(Array.from({ length: 12 }, (_, i) => `F${i + 1}`));
  expect(functionKeys.find((k) => k.id === "f5")?.data).toBe("\x1b[15~");
  expect(functionKeys.find((k) => k.id === "f10")?.data).toBe("\x1b[21~");
  expect(functionKeys.find((k) => k.id === "f12")?.data).toBe("\x1b[24~");
});

it("follows the application cursor mode with the arrows", () => {
  expect(arrowKeys(false)[0]?.data).toBe("\x1b[A");
  expect(arrowKeys(true)[0]?.data).toBe("\x1bOA");
});

it("has no key that the fence against terminal replies would stop", () => {
  const all = [...controlKeys, ...editingKeys, ...functionKeys, ...arrowKeys(true), ...arrowKeys(false)];
  expect(all.filter((k) => isTerminalReply(k.data))).toEqual([]);
});

it("types a window size as a command", () => {
  expect(sttySize(25, 80)).toBe("stty rows 25 cols 80\r");
});
