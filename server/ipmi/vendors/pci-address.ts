import { hexByte } from "../records/hex-byte";

/** Bus, device and function; the last two share a byte, as in PCI's own configuration addresses. */
export function pciAddress(bus: number, deviceFunction: number): string {
  return `PCI bus ${hexByte(bus)}, device ${hexByte(deviceFunction >> 3)}, function ${deviceFunction & 0x07}`;
}
