import { vendorOf } from "./vendor-of";

/** IANA enterprise numbers of those who build BMCs and servers and of whom nothing else is known here. */
const names: Readonly<Record<number, string>> = {
  42: "Sun Microsystems",
  116: "Hitachi",
  119: "NEC",
  161: "Motorola",
  311: "Microsoft",
  3704: "AMD",
  4413: "Broadcom",
  6653: "Tyan",
  9237: "Viking Enterprise Solutions",
  10297: "Advantech",
  10418: "Avocent",
  10437: "Peppercon",
  11102: "OSA Technologies",
  11129: "Google",
  12634: "PICMG",
  13400: "Vertiv",
  13742: "Raritan",
  15000: "Kontron",
  15370: "Gigabyte",
  24339: "ADLINK",
  24673: "ServerEngines",
  25506: "H3C",
  27768: "N.A.T.",
  33049: "Mellanox",
  40092: "Wiwynn",
  45065: "Insyde",
  49622: "ASRock Rack",
};

/** A manufacturer's short name; null when the number is not one of theirs. */
export function manufacturerName(manufacturerId: number): string | null {
  return vendorOf(manufacturerId)?.name ?? names[manufacturerId] ?? null;
}
