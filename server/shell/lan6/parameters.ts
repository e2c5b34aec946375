/** One Get or Set LAN Configuration Parameters: a parameter, or one block of it. */
export interface Piece {
  /** IPMI 2.0 table 23-4. */
  readonly selector: number;
  /** As ipmitool's complaints name it. */
  readonly name: string;
  /** Bytes of its value. */
  readonly bytes: number;
  /** Set and block selector before the value. */
  readonly selectors: 0 | 1 | 2;
  readonly block?: number;
}

/** What one word of `lan6` stands for. */
export interface Ipv6Parameter {
  readonly word: string;
  /** How values are written; null for what only the BMC sets. */
  readonly format: string | null;
  /** First set selector; absent: there is one value. */
  readonly firstSet?: number;
  /** Each value comes in blocks of 16 bytes. */
  readonly inBlocks?: boolean;
  /** The parts a value is made of. Empty: there is no such set. */
  pieces(set: number): readonly Piece[];
}

function single(
  word: string,
  selector: number,
  name: string,
  bytes = 1,
  format: string | null = null,
): Ipv6Parameter {
  return { word, format, pieces: () => [{ selector, name, bytes, selectors: 0 }] };
}

function address(word: string, selector: number, name: string, format: string | null = null): Ipv6Parameter {
  return { word, format, firstSet: 0, pieces: () => [{ selector, name, bytes: 19, selectors: 1 }] };
}

function blockOf(selector: number, name: string): Piece {
  return { selector, name, bytes: 16, selectors: 2 };
}

function duid(word: string, selector: number, name: string): Ipv6Parameter {
  return { word, format: "<data>", firstSet: 0, inBlocks: true, pieces: () => [blockOf(selector, name)] };
}

/** Address, MAC, prefix length and prefix of a router, each a parameter of its own. */
function router(selector: number, name: string, selectors: 0 | 1): readonly Piece[] {
  return [
    { selector, name: `${name} IP Address`, bytes: 16, selectors },
    { selector: selector + 1, name: `${name} MAC Address`, bytes: 6, selectors },
    { selector: selector + 2, name: `${name} Prefix Length`, bytes: 1, selectors },
    { selector: selector + 3, name: `${name} Prefix Value`, bytes: 16, selectors },
  ];
}

const staticRouters: Readonly<Record<number, readonly Piece[]>> = {
  1: router(65, "IPv6 Static Router 1", 0),
  2: router(69, "IPv6 Static Router 2", 0),
};

const dhcpv6Timing = blockOf(63, "IPv6 DHCPv6 Timing Configuration");

/** In the order they are printed. */
export const ipv6Parameters: readonly Ipv6Parameter[] = [
  single("support", 50, "IPv6/IPv4 Support"),
  single("enables", 51, "IPv6/IPv4 Addressing Enables", 1, "{ipv4|ipv6|both}"),
  single("traffic_class", 52, "IPv6 Header Traffic Class", 1, "<value>"),
  single("static_hops", 53, "IPv6 Header Static Hop Limit", 1, "<value>"),
  single("flow_label", 54, "IPv6 Header Flow Label", 3, "<value>"),
  single("status", 55, "IPv6 Status", 3),
  address("static_addr", 56, "IPv6 Static Address", "{enable|disable} <addr> <pfx_len>"),
  single("static_duid_stg", 57, "IPv6 DHCPv6 Static DUID Storage Length"),
  duid("static_duid", 58, "IPv6 DHCPv6 Static DUID"),
  address("dynamic_addr", 59, "IPv6 Dynamic Address"),
  single("dynamic_duid_stg", 60, "IPv6 DHCPv6 Dynamic DUID Storage Length"),
  duid("dynamic_duid", 61, "IPv6 DHCPv6 Dynamic DUID"),
  single("dhcp6_cfg_sup", 62, "IPv6 DHCPv6 Timing Configuration Support"),
  {
    word: "dhcp6_cfg",
    format: "<data> <data>",
    firstSet: 0,
    pieces: () => [
      { ...dhcpv6Timing, block: 0 },
      { ...dhcpv6Timing, block: 1 },
    ],
  },
  single("rtr_cfg", 64, "IPv6 Router Address Configuration Control", 1, "{static|dynamic|both}"),
  {
    word: "static_rtr",
    format: "<addr> <macaddr> <prefix> <prefix_len>",
    firstSet: 1,
    pieces: (set) => staticRouters[set] ?? [],
  },
  single("num_dynamic_rtrs", 73, "IPv6 Number of Dynamic Router Info Sets"),
  {
    word: "dynamic_rtr",
    format: null,
    firstSet: 0,
    pieces: () => router(74, "IPv6 Dynamic Router Info", 1),
  },
  single("dynamic_hops", 78, "IPv6 Dynamic Router Received Hop Limit"),
  single("ndslaac_cfg_sup", 79, "IPv6 ND/SLAAC Timing Configuration Support"),
  {
    word: "ndslaac_cfg",
    format: "<data>",
    firstSet: 0,
    pieces: () => [blockOf(80, "IPv6 ND/SLAAC Timing Configuration")],
  },
];

/** The parameter of a word, whatever its case; null for none. */
export function ipv6ParameterNamed(word: string): Ipv6Parameter | null {
  const said = word.toLowerCase();
  return ipv6Parameters.find((parameter) => parameter.word === said) ?? null;
}
