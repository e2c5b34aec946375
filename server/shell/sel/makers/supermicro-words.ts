import type { SelEvent } from "../sel-event";

const MEMORY = 0x0c;
export const SUPERMICRO_CONTROLLER = 0xd0;

const resets: readonly string[] = ["BMC unexpected reset", "BMC cold reset", "BMC warm reset"];

/**
 * Null: ipmitool adds nothing. The empty text it adds in parentheses. How modules are lettered follows the board's number, which takes a
 * command of the maker's own: nothing is said of them.
 */
export function supermicroWords({ sensorType, data: [data1, data2, data3] }: SelEvent): string | null {
  if (sensorType === MEMORY) return null;
  if (sensorType !== SUPERMICRO_CONTROLLER || data1 !== 0x80 || data3 !== 0xff) return "";
  return resets[data2] ?? "";
}
