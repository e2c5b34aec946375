import { expect, test } from "vitest";
import type { TypedText } from "@/lib/contracts/typed-text";
import { passagesOf } from "./typed-passages";

const typed = (id: number, second: number, typist: string, text: string | null): TypedText => ({
  id: String(id),
  at: new Date(Date.UTC(2026, 10, 23, 0, 0, second)).toISOString(),
  offset: 0,
  typist,
  bytes: text?.length ?? 4,
  data: text === null ? null : btoa(text),
});
const read = (texts: readonly TypedText[]) =>
  passagesOf(texts).map(({ id, typist, count, bytes }) => [
    id,
    typist,
    count,
    bytes && new TextDecoder().decode(bytes),
  ]);

test("what one person typed without a longer pause is read together, characters cut by a second too", () => {
  const cut = String.fromCharCode(...new TextEncoder().encode("é"));
  const texts = [
    typed(1, 0, "ann", `caf${cut.slice(0, 1)}`),
    typed(2, 1, "ann", cut.slice(1)),
    typed(3, 11, "ann", "\r"),
    typed(4, 22, "ann", "x"),
  ];
  expect(read(texts)).toEqual([
    ["1", "ann", 6, "café\r"],
    ["4", "ann", 1, "x"],
  ]);
});

test("another person, and what does not open, stand alone", () => {
  const texts = [
    typed(1, 0, "ann", "a"),
    typed(2, 0, "bob", "b"),
    typed(3, 1, "bob", null),
    typed(4, 2, "bob", "c"),
  ];
  expect(read(texts)).toEqual([
    ["1", "ann", 1, "a"],
    ["2", "bob", 1, "b"],
    ["3", "bob", 4, null],
    ["4", "bob", 1, "c"],
  ]);
  expect(passagesOf([])).toEqual([]);
});
