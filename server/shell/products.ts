import { boardName } from "@/server/ipmi/vendors/boards/board-name";
import { unknownValue } from "./completion-text";

/** A product as ipmitool names it. */
export function productName(manufacturerId: number, productId: number): string {
  return boardName(manufacturerId, productId) ?? unknownValue(productId);
}
