import { expect, test } from "vitest";
import { lookUp } from "../registry";

/** The line as an audit keeps it. */
async function written(line: string): Promise<string> {
  const { verb, words } = await lookUp(line.split(" "));
  const secret = new Set(verb.secrets?.(words));
  return words.map((word, index) => (secret.has(index) ? "*" : word)).join(" ");
}

test.each([
  ["Set User Password", "raw 6 0x47 2 2 0x68 0x75 0x6e", "6 0x47 2 2 * * *"],
  ["the same, asked", "raw 0x06 71 2 3 104 117", "0x06 71 2 3 * *"],
  ["the same, by the name of its function", "raw Application 0x47 0x82 2 1 2", "Application 0x47 0x82 2 * *"],
  ["the same, by a function that is cut to it", "raw 0x46 0x47 2 2 1 2", "0x46 0x47 2 2 * *"],
  ["Set Channel Security Keys", "raw 6 0x56 1 1 1 0x4b 0x47", "6 0x56 1 1 1 * *"],
  ["a straight Activate Session", "raw 6 0x3a 4 4 0x70 0x77 0 0", "6 0x3a 4 4 * * * *"],
  ["a community string", "raw 0xc 1 1 16 0x70 0x75", "0xc 1 1 16 * *"],
  ["a PPP password", "raw transport 0x10 1 42 1 0x70", "transport 0x10 1 42 * *"],
  [
    "a password inside Send Message",
    "raw 6 0x34 0x40 0x20 0x18 0xc8 0x81 4 0x47 2 2 0x70 0x77 0",
    "6 0x34 0x40 0x20 0x18 0xc8 0x81 4 0x47 2 2 * * *",
  ],
])("%s is written down without its secret", async (_, line, expected) => {
  expect(await written(line)).toBe(expected);
});

test.each([
  "raw 6 1",
  "raw 6 0x47 2 1",
  "raw 6 0x45 2 0x62 0x6f",
  "raw 0xc 1 1 3 192 0 2 1",
  "raw 0 2 3",
  "raw 6 0x34 0x40 0x20 0x18 0xc8 0x81 4 1 0x7a",
  "raw 6 0x34 0",
])("%s is written down as it is", async (line) => {
  expect(await written(line)).toBe(line.replace("raw ", ""));
});
