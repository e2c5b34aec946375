import { readIpv6 } from "@/server/ipmi/commands/transport/address-codecs";
import { ByteReader } from "@/server/ipmi/wire/byte-reader";
import { unknownValue } from "../completion-text";
import type { Ipv6Value } from "./read";
import { addressSources, addressStates, duidTypes, enables, timingNames, timingSupport } from "./words";

const yesNo = (bit: number) => (bit === 0 ? "no" : "yes");

/** What `lan6 print` says of a value. */
export function printedValue(value: Ipv6Value): string {
  const [first = Buffer.alloc(0)] = value.pieces;
  const [a = 0, b = 0, c = 0] = first;
  const name = value.parameter.pieces(value.set)[0]?.name ?? "";
  const numbered = `${name} ${value.set}:\n`;
  switch (value.parameter.word) {
    case "support":
      return lines(`${name}:\n`, [
        ["IPv6 only:", yesNo(a & 1)],
        ["IPv4 and IPv6:", yesNo(a & 2)],
        ["IPv6 Destination Addresses for LAN alerting:", yesNo(a & 4)],
      ]);
    case "enables":
      return `${name}: ${word(enables, a)}\n`;
    case "flow_label":
      return `${name}: ${(a << 16) | (b << 8) | c}\n`;
    case "status":
      return lines(`${name}:\n`, [
        ["Static address max: ", a],
        ["Dynamic address max:", b],
        ["DHCPv6 support:     ", yesNo(c & 1)],
        ["SLAAC support:      ", yesNo(c & 2)],
      ]);
    case "static_addr":
      return lines(numbered, [["Enabled:       ", yesNo(a & 0x80)], ...addressLines(first)]);
    case "dynamic_addr":
      return lines(numbered, [["Source/Type:   ", word(addressSources, a & 0x0f)], ...addressLines(first)]);
    case "static_duid":
    case "dynamic_duid":
      return duidText(value, numbered, first);
    case "dhcp6_cfg_sup":
    case "ndslaac_cfg_sup":
      return `${name}: ${word(timingSupport, a)}\n`;
    case "dhcp6_cfg":
      return lines(numbered, timingLines(timingNames.dhcpv6, Buffer.concat(value.pieces)));
    case "ndslaac_cfg":
      return lines(numbered, timingLines(timingNames.neighbourDiscovery, first));
    case "rtr_cfg":
      return lines(`${name}:\n`, [
        ["Enable static router address: ", yesNo(a & 1)],
        ["Enable dynamic router address:", yesNo(a & 2)],
      ]);
    case "static_rtr":
      return lines(`IPv6 Static Router ${value.set}:\n`, routerLines(value.pieces));
    case "dynamic_rtr":
      return lines(`IPv6 Dynamic Router ${value.set}:\n`, routerLines(value.pieces));
    default:
      return `${name}: ${a}\n`;
  }
}

type Line = readonly [label: string, value: string | number];

function lines(heading: string, rows: readonly Line[]): string {
  return heading + rows.map(([label, value]) => `    ${label} ${value}\n`).join("");
}

/** Enable or source, address, prefix length, state. */
function addressLines(bytes: Buffer): readonly Line[] {
  const length = bytes[17] ?? 0;
  return [
    ["Address:       ", `${ipv6Text(bytes.subarray(1, 17))}/${length}`],
    ["Status:        ", word(addressStates, (bytes[18] ?? 0) & 0x0f)],
  ];
}

function routerLines([address = none, mac, length, prefix = none]: readonly Buffer[]): readonly Line[] {
  return [
    ["Address:", ipv6Text(address)],
    ["MAC:    ", macText(mac)],
    ["Prefix: ", `${ipv6Text(prefix)}/${length?.[0] ?? 0}`],
  ];
}

function duidText({ block }: Ipv6Value, numbered: string, bytes: Buffer): string {
  const [length = 0, high = 0, low = 0] = bytes;
  const heading = lines(numbered, [
    ["Length:  ", length],
    ["Type:    ", word(duidTypes, (high << 8) + low)],
  ]);
  return `${block === 0 ? heading : ""}    ${bytes.toString("hex")}\n`;
}

function timingLines(names: readonly string[], bytes: Buffer): readonly Line[] {
  const width = Math.max(...names.map(({ length }) => length)) + 1;
  return names.map((name, index) => [`${name}:`.padEnd(width), bytes[index] ?? 0]);
}

export function word(words: readonly string[], value: number): string {
  return words[value] ?? unknownValue(value);
}

export function macText(bytes: Buffer | undefined): string {
  return Array.from(bytes ?? [], (byte) => byte.toString(16).padStart(2, "0")).join(":");
}

/** As inet_ntop: IPv4 addresses inside, mapped or compatible, are dotted. */
export function ipv6Text(bytes: Buffer): string {
  const isDotted = /^(0{24}(?!0000)|0{20}ffff)/.test(bytes.toString("hex"));
  if (!isDotted) return readIpv6(new ByteReader(bytes, "IPv6 address"));
  const mapped = bytes.readUInt16BE(10) === 0xffff ? "::ffff:" : "::";
  return mapped + [...bytes.subarray(12)].join(".");
}

/** The unspecified address. */
const none = Buffer.alloc(16);
