import { expect, test } from "vitest";
import { Packed } from "./packed";

test("gives back what was put in, and nobody can change it", () => {
  const packed = new Packed({ frus: ["主板", null], at: null });
  packed.value.frus.push("more");
  expect(packed.value).toEqual({ frus: ["主板", null], at: null });
});
