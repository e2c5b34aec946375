import { unknownValue } from "../completion-text";

/** IPMI 2.0 table 6-3, in ipmitool's words. */
const names = [
  "reserved",
  "IPMB (I2C)",
  "ICMB v1.0",
  "ICMB v0.9",
  "802.3 LAN",
  "Serial/Modem",
  "Other LAN",
  "PCI SMBus",
  "SMBus v1.0/v1.1",
  "SMBus v2.0",
  "USB 1.x",
  "USB 2.x",
  "System Interface",
] as const;

export function mediumName(code: number): string {
  return names[code] ?? unknownValue(code);
}
