import { unknownValue } from "./completion-text";

const INTEL = 343;
const SUPERMICRO = 10876;

/** Boards by IANA enterprise number and product id: those an operator is likely to meet. */
const products: Readonly<Record<number, Readonly<Record<number, string>>>> = {
  [INTEL]: {
    12: "TSRLT2",
    27: "TIGPR2U",
    34: "TIGI2U",
    38: "Bridgeport",
    40: "S5000PAL",
    41: "S5000PSL",
    256: "Tiger4",
    259: "McCarran",
    2048: "ZT5504",
    2056: "MPCBL0001",
    2065: "TIGW1U",
    17169: "NSI2U",
  },
  [SUPERMICRO]: {},
};

/** A product as ipmitool names it. */
export function productName(manufacturerId: number, productId: number): string {
  return products[manufacturerId]?.[productId] ?? unknownValue(productId);
}
