import { expect, it } from "vitest";
import type { BootRequest, BootState } from "@/lib/contracts/action";
import { isHonoured } from "./boot-match";

const wanted: BootRequest = { device: "pxe", persistent: true, firmware: "uefi" };
const found: BootState = {
  valid: true,
  device: "pxe",
  persistent: true,
  firmware: "uefi",
  at: "2026-11-22T00:00:00Z",
};

it("is honoured when device, duration and firmware mode are kept", () => {
  expect(isHonoured(wanted, found)).toBe(true);
});

it.each([
  ["another device", { device: "disk" }],
  ["only once", { persistent: false }],
  ["the UEFI flag ignored", { firmware: "bios" }],
  ["flags not valid", { valid: false }],
] as const)("is not honoured: %s", (_, change) => {
  expect(isHonoured(wanted, { ...found, ...change })).toBe(false);
});

it("is cleared when the flags are not valid, whatever device they still name", () => {
  const clear: BootRequest = { ...wanted, device: "none" };
  expect(isHonoured(clear, { ...found, valid: false })).toBe(true);
  expect(isHonoured(clear, found)).toBe(false);
});
