import { expect, it } from "vitest";
import { arrowKeys, editingKeys, firmwareKeys, functionKeys, keyMaps, keySequence } from "./key-map";
import { isTerminalReply } from "./reply-filter";
import { controlKeys } from "./special-keys";

it.each([
  ["xterm", "F1", "\x1bOP"],
  ["xterm", "F5", "\x1b[15~"],
  ["xterm", "F12", "\x1b[24~"],
  ["linux", "F1", "\x1b[[A"],
  ["linux", "F5", "\x1b[[E"],
  ["linux", "F6", "\x1b[17~"],
  ["linux", "Home", "\x1b[1~"],
  ["vt100+", "F1", "\x1b1"],
  ["vt100+", "F10", "\x1b0"],
  ["vt100+", "F11", "\x1b!"],
  ["vt100+", "F12", "\x1b@"],
  ["vt-utf8", "Delete", "\x1b-"],
  ["vt-utf8", "PageDown", "\x1b/"],
] as const)("%s sends %s as its terminals do", (map, key, data) => {
  expect(keySequence(map, key)).toBe(data);
});

it("leaves letters and inherited names alone", () => {
  expect(keySequence("linux", "a")).toBeNull();
  expect(keySequence("linux", "toString")).toBeNull();
});

it("follows the application cursor mode with the arrows", () => {
  expect(arrowKeys(false)[0]?.data).toBe("\x1b[A");
  expect(arrowKeys(true)[0]?.data).toBe("\x1bOA");
});

it("has no key that the fence against terminal replies would stop", () => {
  const all = keyMaps.flatMap((map) => [
    ...editingKeys(map),
    ...functionKeys(map),
    ...firmwareKeys(map, true),
  ]);
  expect([...controlKeys, ...all].filter((key) => isTerminalReply(key.data))).toEqual([]);
});

it("has on the bar what firmware asks for", () => {
  const ids = firmwareKeys("vt100+", false).map(({ id }) => id);
  expect(ids).toEqual(expect.arrayContaining(["escape", "delete", "f2", "f12", "up", "left"]));
});
