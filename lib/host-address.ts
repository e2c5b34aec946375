/** Address of a BMC as a person types it: IPv4, IPv6 without zone, or a DNS name. */
export type HostAddress =
  | { readonly ok: true; readonly kind: "ipv4" | "ipv6" | "name"; readonly address: string }
  | { readonly ok: false; readonly code: HostAddressProblem; readonly message: string };

export type HostAddressProblem =
  | "required"
  | "too-long"
  | "bad-address"
  | "bad-ipv4"
  | "bad-ipv6"
  | "address-has-scheme"
  | "address-has-port"
  | "address-has-zone"
  | "address-unspecified"
  | "address-multicast"
  | "address-broadcast";

const messages: Record<HostAddressProblem, string> = {
  required: "The address is empty. Give the BMC's IP address or DNS name.",
  "too-long": "The address is longer than 253 characters, more than a DNS name can have. Shorten it.",
  "bad-address":
    "The address is neither an IP address nor a DNS name. Use letters, digits, dots and hyphens, or an IP address.",
  "bad-ipv4":
    "The address looks like IPv4 but is not. Give four numbers from 0 to 255 without leading zeros, e.g. 192.0.2.7.",
  "bad-ipv6": "The address looks like IPv6 but is not. Give it as in 2001:db8::7.",
  "address-has-scheme": "The address begins like a URL. Give only the BMC's IP address or DNS name.",
  "address-has-port": "The address contains a port. Give the port in its own field.",
  "address-has-zone": "The address has an IPv6 zone (%…). Give an address that needs none.",
  "address-unspecified": "The address means no host at all. Give the BMC's own address.",
  "address-multicast": "The address is a multicast address, many hosts at once. Give the BMC's own address.",
  "address-broadcast": "The address is the broadcast address, all hosts at once. Give the BMC's own address.",
};

function refuse(code: HostAddressProblem): HostAddress {
  return { ok: false, code, message: messages[code] };
}

/**
 * Parses and normalises, so that one BMC has one spelling: names in lower case without the final dot, IPv6 as in RFC 5952,
 * IPv4-mapped IPv6 as IPv4. Loopback and private addresses are allowed.
 */
export function parseHostAddress(input: string): HostAddress {
  const text = input.trim();
  if (text === "") return refuse("required");
  if (text.length > 253) return refuse("too-long");
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(text)) return refuse("address-has-scheme");
  if (/^(\[[^\]]*\]|[^:[\]]+):\d+$/.test(text)) return refuse("address-has-port");
  const bare = /^\[(.*)\]$/.exec(text)?.[1] ?? text;
  if (bare.includes("%")) return refuse("address-has-zone");
  if (bare.includes(":")) return checkIpv6(bare);
  if (/^[0-9.]+$/.test(bare)) return checkIpv4(bare);
  return checkName(bare);
}

/** `address:port` as one text; IPv6 in brackets (RFC 3986 §3.2.2). */
export function formatHostAddress(address: string, port: number): string {
  return address.includes(":") ? `[${address}]:${port}` : `${address}:${port}`;
}

function parseIpv4(text: string): number[] | null {
  const parts = text.split(".");
  if (parts.length !== 4 || !parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part))) return null;
  const bytes = parts.map(Number);
  return bytes.every((byte) => byte <= 255) ? bytes : null;
}

function checkIpv4(text: string): HostAddress {
  const bytes = parseIpv4(text);
  if (!bytes) return refuse("bad-ipv4");
  const [first = 0] = bytes;
  if (first === 0) return refuse("address-unspecified");
  if (bytes.every((byte) => byte === 255)) return refuse("address-broadcast");
  if (first >= 224 && first <= 239) return refuse("address-multicast");
  return { ok: true, kind: "ipv4", address: bytes.join(".") };
}

/** Eight 16-bit groups, or null. */
function parseIpv6(text: string): number[] | null {
  const tail = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(text);
  let source = text;
  if (tail) {
    const bytes = parseIpv4(tail[2] ?? "");
    if (!bytes) return null;
    const [a = 0, b = 0, c = 0, d = 0] = bytes;
    source = `${tail[1]}${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`;
  }
  const halves = source.split("::");
  if (halves.length > 2) return null;
  const [head = [], rest] = halves.map((half) => (half === "" ? [] : half.split(":")));
  const given = [...head, ...(rest ?? [])];
  if (!given.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return null;
  const missing = 8 - given.length;
  if (rest === undefined ? missing !== 0 : missing < 1) return null;
  const groups = [...head, ...Array<string>(missing).fill("0"), ...(rest ?? [])];
  return groups.map((group) => Number.parseInt(group, 16));
}

/** RFC 5952 §4: lower case, the longest run of two or more zero groups as `::`, the first of equals. */
function formatIpv6(groups: readonly number[]): string {
  let best = { start: -1, length: 1 };
  for (let start = 0; start < groups.length; start += 1) {
    let length = 0;
    while (groups[start + length] === 0) length += 1;
    if (length > best.length) best = { start, length };
  }
  const hex = (part: readonly number[]) => part.map((group) => group.toString(16)).join(":");
  if (best.start < 0) return hex(groups);
  return `${hex(groups.slice(0, best.start))}::${hex(groups.slice(best.start + best.length))}`;
}

function checkIpv6(text: string): HostAddress {
  const groups = parseIpv6(text);
  if (!groups) return refuse("bad-ipv6");
  if (groups.every((group) => group === 0)) return refuse("address-unspecified");
  const [first = 0] = groups;
  if (first >> 8 === 0xff) return refuse("address-multicast");
  if (groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff) {
    const [high = 0, low = 0] = groups.slice(6);
    return checkIpv4([high >> 8, high & 0xff, low >> 8, low & 0xff].join("."));
  }
  return { ok: true, kind: "ipv6", address: formatIpv6(groups) };
}

/** RFC 1123 §2.1, with the underscore that some sites use. */
function checkName(text: string): HostAddress {
  const name = text.toLowerCase().replace(/\.$/, "");
  const label = /^[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?$/;
  const labels = name.split(".");
  if (!labels.every((part) => label.test(part))) return refuse("bad-address");
  // A name whose last label is a number would be read as an IPv4 address by some resolvers.
  if (/^(\d+|0x[0-9a-f]*)$/.test(labels.at(-1) ?? "")) return refuse("bad-ipv4");
  return { ok: true, kind: "name", address: name };
}
