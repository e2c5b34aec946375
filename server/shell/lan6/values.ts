import { isIPv6 } from "node:net";
import { ipv6Bytes } from "@/server/ipmi/commands/transport/address-codecs";
import { parseNumber } from "../numbers";
import { UsageError } from "../verb";
import { parameterText } from "./help";
import type { Ipv6Parameter } from "./parameters";
import { enables, routerControls } from "./words";

/** What the words after `lan6 set … <parameter>` mean: the bytes of each piece. Throws UsageError. */
export function parseValues(parameter: Ipv6Parameter, words: readonly string[]): readonly Uint8Array[] {
  const parse = parsers[parameter.word] ?? number;
  try {
    return parse(words);
  } catch (error) {
    if (!(error instanceof BadValue)) throw error;
    throw new UsageError(error.message, 1, parameterText(parameter, true));
  }
}

class BadValue extends Error {}

function invalid(): never {
  throw new BadValue("invalid value");
}

type Parser = (words: readonly string[]) => readonly Uint8Array[];

const MOST_LABEL = 0xf_ffff;
const BLOCK_BYTES = 16;
const DHCPV6_REST = 6;

const number: Parser = ([word]) => [Uint8Array.of(byte(word))];

const block: Parser = ([word]) => [hexBytes(word, BLOCK_BYTES)];

const parsers: Readonly<Record<string, Parser>> = {
  enables: ([word]) => [Uint8Array.of(oneOf(enables, word))],
  rtr_cfg: ([word]) => [Uint8Array.of(oneOf(routerControls, word) + 1)],
  flow_label: ([word]) => {
    const label = parseNumber(said(word), 0, MOST_LABEL) ?? invalid();
    return [Uint8Array.of(label >> 16, (label >> 8) & 0xff, label & 0xff)];
  },
  static_addr: ([enabled, address, length]) => {
    const flag = oneOf(["disable", "enable"], enabled) === 1 ? 0x80 : 0;
    // The last byte is the state, which the BMC knows.
    return [Uint8Array.of(flag, ...ipv6(address), byte(length), 0)];
  },
  static_duid: block,
  dynamic_duid: block,
  ndslaac_cfg: block,
  dhcp6_cfg: ([first, second]) => [
    hexBytes(first, BLOCK_BYTES),
    Buffer.concat([hexBytes(second ?? "", DHCPV6_REST)], BLOCK_BYTES),
  ],
  static_rtr: ([address, hardware, prefix, length]) => [
    ipv6(address),
    mac(hardware),
    Uint8Array.of(byte(length)),
    ipv6(prefix),
  ],
};

function said(word: string | undefined): string {
  if (word === undefined) throw new BadValue("a value is missing");
  return word;
}

function byte(word: string | undefined): number {
  return parseNumber(said(word), 0, 0xff) ?? invalid();
}

function oneOf(words: readonly string[], word: string | undefined): number {
  const index = words.indexOf(said(word).toLowerCase());
  return index < 0 ? invalid() : index;
}

function ipv6(word: string | undefined): Uint8Array {
  const address = said(word);
  if (!isIPv6(address) || address.includes("%")) invalid();
  return ipv6Bytes(withoutDots(address));
}

/** The IPv4 address at the end of some IPv6 addresses as two groups. */
function withoutDots(address: string): string {
  return address.replace(/(\d+)\.(\d+)\.(\d+)\.(\d+)$/, (_, ...parts: string[]) => {
    const [a = 0, b = 0, c = 0, d = 0] = parts.slice(0, 4).map(Number);
    return `${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`;
  });
}

function mac(word: string | undefined): Uint8Array {
  const parts = said(word).split(":");
  if (parts.length !== 6 || !parts.every((part) => /^[0-9a-f]{1,2}$/i.test(part))) invalid();
  return Uint8Array.from(parts, (part) => Number.parseInt(part, 16));
}

/** Filled up with zeros. */
function hexBytes(word: string | undefined, most: number): Uint8Array {
  const digits = said(word);
  if (!/^([0-9a-f]{2})*$/i.test(digits) || digits.length > 2 * most) invalid();
  return Buffer.concat([Buffer.from(digits, "hex")], most);
}
