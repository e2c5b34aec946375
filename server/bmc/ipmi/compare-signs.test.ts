import { describe, expect, test } from "vitest";
import type { BoardSigns } from "@/lib/contracts/board-signs";
import { compareSigns } from "./compare-signs";

const enrolled: BoardSigns = {
  manufacturerId: 10876,
  productId: 2059,
  boardSerial: "B1",
  productSerial: "P1",
  mac: "00:25:90:00:00:01",
};
const unread: BoardSigns = {
  manufacturerId: null,
  productId: null,
  boardSerial: null,
  productSerial: null,
  mac: null,
};
const onlyKind = { ...unread, manufacturerId: 10876, productId: 2059 };

const verdict = (before: BoardSigns, now: BoardSigns) => compareSigns(before, now).verdict;

test("the same signs are the same board", () => {
  expect(verdict(enrolled, enrolled)).toBe("same");
});

test.each([
  ["boardSerial", "B2", "board serial number"],
  ["productSerial", "P2", "product serial number"],
  ["mac", "00:25:90:00:00:02", "MAC address"],
] as const)("another %s is another board, although the others agree", (key, found, sign) => {
  const changed = { verdict: "changed", sign, enrolled: enrolled[key], found };
  expect(compareSigns(enrolled, { ...enrolled, [key]: found })).toEqual(changed);
});

describe("what was not read, then or now, proves nothing", () => {
  test.each(["boardSerial", "productSerial", "mac"] as const)("only %s is read", (key) => {
    const now = { ...unread, [key]: enrolled[key] };
    expect(verdict(enrolled, now)).toBe("same");
    expect(verdict(now, enrolled)).toBe("same");
  });

  test("nothing is read", () => {
    expect(verdict(enrolled, unread)).toBe("unknown");
    expect(verdict(unread, enrolled)).toBe("unknown");
    expect(verdict(unread, unread)).toBe("unknown");
  });

  test("different signs are read", () => {
    const serials = { ...unread, boardSerial: "B1", productSerial: "P1" };
    expect(verdict(serials, { ...unread, mac: "00:25:90:00:00:02" })).toBe("unknown");
  });
});

describe("make and model", () => {
  test.each([{ manufacturerId: 674 }, { productId: 7 }])(
    "%j is another board where nothing else tells",
    (other) => {
      expect(verdict(onlyKind, { ...onlyKind, ...other })).toBe("changed");
      expect(verdict(enrolled, { ...onlyKind, ...other })).toBe("changed");
    },
  );

  test("the same ones are no proof: many boards have them", () => {
    expect(verdict(onlyKind, onlyKind)).toBe("unknown");
  });

  test("others are no proof where the board's own signs agree: new firmware may call itself differently", () => {
    expect(verdict(enrolled, { ...enrolled, manufacturerId: 47488, productId: 7 })).toBe("same");
  });
});
