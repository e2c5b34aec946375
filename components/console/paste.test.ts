import { describe, expect, it } from "vitest";
import { reviewPaste } from "./paste";

describe("reviewPaste", () => {
  it("lets a short single line pass", () => {
    expect(reviewPaste("systemctl status sshd")).toMatchObject({
      needsConfirmation: false,
      lines: 1,
      bytes: 21,
    });
  });

  it("asks about a second line and about a line that would run at once", () => {
    expect(reviewPaste("a\nb")).toMatchObject({ needsConfirmation: true, lines: 2, text: "a\rb" });
    expect(reviewPaste("reboot\r\n")).toMatchObject({ needsConfirmation: true, text: "reboot\r" });
  });

  it("asks above 256 bytes, counted as UTF-8", () => {
    expect(reviewPaste("x".repeat(256)).needsConfirmation).toBe(false);
    expect(reviewPaste("x".repeat(257)).needsConfirmation).toBe(true);
    expect(reviewPaste("中".repeat(86)).needsConfirmation).toBe(true);
  });

  it("asks about control characters that a web page may have hidden in the text", () => {
    expect(reviewPaste("ls\x1b[201~rm")).toMatchObject({ controls: true, needsConfirmation: true });
    expect(reviewPaste("a\tb").controls).toBe(false);
  });
});
