import { expect, test } from "vitest";
import { CompletionCode, completionCodeText } from "./completion-code";

test("all 256 codes have a text", () => {
  for (let code = 0; code <= 0xff; code++) expect(completionCodeText(code).length).toBeGreaterThan(5);
});

test("every named code has its own text", () => {
  const texts = Object.values(CompletionCode).map((code) => completionCodeText(code));
  expect(new Set(texts).size).toBe(texts.length);
});

test("a command's own words win; unknown codes say whose they are", () => {
  expect(completionCodeText(0x80, { 128: "payload is active elsewhere" })).toBe(
    "payload is active elsewhere",
  );
  expect(completionCodeText(0x81)).toBe("command-specific error");
  expect(completionCodeText(0x12)).toBe("manufacturer-specific error");
  expect(completionCodeText(0xe0)).toBe("reserved completion code");
});
