import { expect, test } from "vitest";
import { solCommands } from "./console-terminal";
import { EscapeReader } from "./escape-reader";

const TILDE = 0x7e;

/** Typed characters as text, commands by name. */
function meanings(
  reader: EscapeReader<"terminate" | "break" | "help" | "suspend">,
  keys: string,
): readonly string[] {
  return reader
    .read(Buffer.from(keys, "latin1"))
    .map((meaning) => (meaning.kind === "type" ? `"${meaning.bytes.toString("latin1")}"` : meaning.kind));
}

test("the first line begins where typing begins", () => {
  expect(meanings(new EscapeReader(TILDE, solCommands), "~?ls\r")).toEqual(["help", '"ls\r"']);
});

test("the escape character inside a line is the host's", () => {
  expect(meanings(new EscapeReader(TILDE, solCommands), "cd ~.\r")).toEqual(['"cd ~.\r"']);
});

test("commands may follow each other", () => {
  expect(meanings(new EscapeReader(TILDE, solCommands), "a\r~B~?~\u001a~\u0018b")).toEqual([
    '"a\r"',
    "break",
    "help",
    "suspend",
    "suspend",
    '"b"',
  ]);
});

test("a command may come key by key", () => {
  const reader = new EscapeReader(TILDE, solCommands);
  expect(meanings(reader, "\n")).toEqual(['"\n"']);
  expect(meanings(reader, "~")).toEqual([]);
  expect(meanings(reader, "B")).toEqual(["break"]);
});

test("the escape character twice is one; before another key it is kept", () => {
  expect(meanings(new EscapeReader(TILDE, solCommands), "~~.\r")).toEqual(['"~.\r"']);
  expect(meanings(new EscapeReader(TILDE, solCommands), "~/bin\r")).toEqual(['"~/bin\r"']);
});

test("what follows the end is typed nowhere", () => {
  expect(meanings(new EscapeReader(TILDE, solCommands), "a\r~.reboot\r")).toEqual(['"a\r"', "terminate"]);
});

test("another escape character leaves the tilde alone", () => {
  expect(meanings(new EscapeReader("&".charCodeAt(0), solCommands), "~.\r&.")).toEqual([
    '"~.\r"',
    "terminate",
  ]);
});
