import type { ByteReader } from "../../wire/byte-reader";

const IPV6_GROUPS = 8;

/** Four bytes as "192.0.2.1". */
export function readIpv4(data: ByteReader): string {
  return [...data.take(4)].join(".");
}

/** Throws RangeError unless the text is a dotted quad. */
export function ipv4Bytes(text: string): Uint8Array {
  const parts = text.split(".");
  const bytes = parts.map((part) => (/^\d{1,3}$/.test(part) ? Number(part) : 256));
  if (bytes.length !== 4 || bytes.some((byte) => byte > 255)) {
    throw new RangeError(`${text} is not an IPv4 address`);
  }
  return Uint8Array.from(bytes);
}

/** Six bytes as "02:00:00:00:00:01". */
export function readMac(data: ByteReader): string {
  return [...data.take(6)].map((byte) => byte.toString(16).padStart(2, "0")).join(":");
}

/** Throws RangeError unless the text is six hexadecimal bytes with colons between them. */
export function macBytes(text: string): Uint8Array {
  const parts = text.split(":");
  if (parts.length !== 6 || !parts.every((part) => /^[0-9a-f]{1,2}$/i.test(part))) {
    throw new RangeError(`${text} is not a MAC address`);
  }
  return Uint8Array.from(parts.map((part) => Number.parseInt(part, 16)));
}

/** Sixteen bytes in the shortest form (RFC 5952). */
export function readIpv6(data: ByteReader): string {
  const bytes = data.take(16);
  const groups = Array.from({ length: IPV6_GROUPS }, (_, index) => bytes.readUInt16BE(2 * index));
  const gap = longestRunOfZeros(groups);
  const text = (some: readonly number[]) => some.map((group) => group.toString(16)).join(":");
  if (gap.length < 2) return text(groups);
  return `${text(groups.slice(0, gap.start))}::${text(groups.slice(gap.start + gap.length))}`;
}

/** Throws RangeError unless the text is an IPv6 address without a zone. */
export function ipv6Bytes(text: string): Uint8Array {
  const refuse = () => new RangeError(`${text} is not an IPv6 address`);
  const halves = text.split("::");
  if (halves.length > 2) throw refuse();
  const [head = [], tail = []] = halves.map((half) => (half === "" ? [] : half.split(":")));
  const missing = IPV6_GROUPS - head.length - tail.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) throw refuse();
  const groups = [...head, ...Array<string>(missing).fill("0"), ...tail];
  if (!groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) throw refuse();
  const bytes = Buffer.alloc(16);
  for (const [index, group] of groups.entries()) bytes.writeUInt16BE(Number.parseInt(group, 16), 2 * index);
  return bytes;
}

function longestRunOfZeros(groups: readonly number[]): { start: number; length: number } {
  let longest = { start: 0, length: 0 };
  let start = 0;
  for (const [index, group] of groups.entries()) {
    if (group !== 0) start = index + 1;
    else if (index + 1 - start > longest.length) longest = { start, length: index + 1 - start };
  }
  return longest;
}
