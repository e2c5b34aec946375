import { expect, test } from "vitest";
import { productName } from "./products";

/** As `ipmitool mc info` prints the line "Product Name". */
test.each([
  [343, 0x0028, "S5000PAL"],
  [343, 0x0100, "Tiger4"],
  [343, 0x4311, "NSI2U"],
  [10876, 0x0624, "X9SCM"],
  [10876, 0x0917, "X11DPi-N(T)"],
  [10876, 0xf580, "X8ST3"],
  [15000, 4000, "AM4000 AdvancedMC"],
  [10297, 0x120e, "CPCI-1207 Test Board"],
  [24339, 0x690a, "aTCA-R6900"],
  [4413, 5725, "BCM5725"],
  [193, 0x0054, "Phantom"],
  [49769, 0x000a, "TATLIN.UNIFIED Storage Controller BMC"],
])("product %i/%i is %s", (manufacturer, product, name) => {
  expect(productName(manufacturer, product)).toBe(name);
});

test("of two names for one number, the first in ipmitool's table counts", () => {
  expect(productName(10876, 0x061e)).toBe("B8DTT-AI034");
  expect(productName(24339, 0x9700)).toBe("aTCA-9700");
});

test("a product that ipmitool has no name for is its number", () => {
  expect(productName(674, 0x0100)).toBe("Unknown (0x100)");
  expect(productName(47488, 0x0624)).toBe("Unknown (0x624)");
  expect(productName(0xfffff, 5)).toBe("Unknown (0x05)");
});
