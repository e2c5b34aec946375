import { expect, it } from "vitest";
import { keyedFields } from "./keyed-fields";

it("tells custom fields of the same label apart", () => {
  const fields = ["Custom", "Serial", "Custom"].map((label) => ({ label, value: "x" }));
  expect(keyedFields(fields).map((f) => f.key)).toEqual(["Custom 1", "Serial 1", "Custom 2"]);
});
