import { ByteWriter } from "../../wire/byte-writer";
import { ipv6Bytes, readIpv6, readMac } from "./address-codecs";
import { byte, ipv6, mac, reported, reportedInSets } from "./lan-codecs";
import type { LanParameter, WritableLanParameter } from "./lan-parameter";

const addressingModes = ["ipv4", "ipv6", "both"] as const;
export type AddressingMode = (typeof addressingModes)[number];

/** What an address is good for now. */
const addressStates = ["active", "disabled", "pending", "failed", "deprecated", "invalid"] as const;
export type Ipv6AddressState = (typeof addressStates)[number];

export interface StaticIpv6Address {
  readonly set: number;
  readonly enabled: boolean;
  readonly address: string;
  readonly prefixLength: number;
  /** Null: a code the specification does not name. Not written. */
  readonly state: Ipv6AddressState | null;
}

export interface DynamicIpv6Address {
  readonly set: number;
  readonly source: "slaac" | "dhcpv6" | null;
  readonly address: string;
  readonly prefixLength: number;
  readonly state: Ipv6AddressState | null;
}

export interface RouterControl {
  readonly staticRouters: boolean;
  readonly dynamicRouters: boolean;
}

/** Bytes of a value that is read and written in blocks of 16. */
export interface Ipv6Block {
  readonly set: number;
  readonly block: number;
  readonly bytes: Buffer;
}

const timingSupport = ["none", "global", "per-interface"] as const;

const block = (selector: number, name: string): WritableLanParameter<Ipv6Block> => ({
  selector,
  name,
  inSets: true,
  encode: ({ set, block: index, bytes }) => new ByteWriter().u8(set).u8(index).bytes(bytes).toBuffer(),
  decode: (data) => ({ set: data.u8(), block: data.u8(), bytes: data.rest() }),
});

/** LAN configuration parameters of IPv6: 50–80 (IPMI 2.0 table 23-4). */
export const ipv6Parameters = {
  ipv6Support: reported(50, "IPv6/IPv4 Support", (data) => {
    const support = data.u8();
    return {
      alerting: (support & 0x04) !== 0,
      both: (support & 0x02) !== 0,
      ipv6Only: (support & 0x01) !== 0,
    };
  }),
  addressing: {
    selector: 51,
    name: "IPv6/IPv4 Addressing Enables",
    encode: (mode) => Uint8Array.of(mode === null ? 0 : addressingModes.indexOf(mode)),
    decode: (data) => addressingModes[data.u8()] ?? null,
  } satisfies WritableLanParameter<AddressingMode | null>,
  ipv6TrafficClass: byte(52, "IPv6 Header Static Traffic Class"),
  ipv6HopLimit: byte(53, "IPv6 Header Static Hop Limit"),
  ipv6FlowLabel: {
    selector: 54,
    name: "IPv6 Header Flow Label",
    encode: (label) => Uint8Array.of((label >> 16) & 0x0f, (label >> 8) & 0xff, label & 0xff),
    decode: (data) => ((data.u8() & 0x0f) << 16) | (data.u8() << 8) | data.u8(),
  } satisfies WritableLanParameter<number>,
  ipv6Status: reported(55, "IPv6 Status", (data) => {
    const staticAddresses = data.u8();
    const dynamicAddresses = data.u8();
    const support = data.u8();
    return {
      staticAddresses,
      dynamicAddresses,
      dhcpv6: (support & 0x01) !== 0,
      slaac: (support & 0x02) !== 0,
    };
  }),
  ipv6StaticAddress: {
    selector: 56,
    name: "IPv6 Static Addresses",
    inSets: true,
    encode: ({ set, enabled, address, prefixLength }) =>
      new ByteWriter()
        .u8(set)
        .u8(enabled ? 0x80 : 0)
        .bytes(ipv6Bytes(address))
        .u8(prefixLength)
        .u8(0)
        .toBuffer(),
    decode: (data) => {
      const set = data.u8();
      const enabled = (data.u8() & 0x80) !== 0;
      const address = readIpv6(data);
      return { set, enabled, address, prefixLength: data.u8(), state: addressStates[data.u8()] ?? null };
    },
  } satisfies WritableLanParameter<StaticIpv6Address>,
  ipv6StaticDuidLength: reported(57, "IPv6 DHCPv6 Static DUID Storage Length", (data) => data.u8()),
  ipv6StaticDuid: block(58, "IPv6 DHCPv6 Static DUIDs"),
  ipv6DynamicAddress: {
    selector: 59,
    name: "IPv6 Dynamic Address",
    inSets: true,
    decode: (data) => {
      const set = data.u8();
      const source = (["slaac", "dhcpv6"] as const)[(data.u8() & 0x0f) - 1] ?? null;
      const address = readIpv6(data);
      return { set, source, address, prefixLength: data.u8(), state: addressStates[data.u8()] ?? null };
    },
  } satisfies LanParameter<DynamicIpv6Address>,
  ipv6DynamicDuidLength: reported(60, "IPv6 DHCPv6 Dynamic DUID Storage Length", (data) => data.u8()),
  ipv6DynamicDuid: block(61, "IPv6 DHCPv6 Dynamic DUIDs"),
  dhcpv6TimingSupport: reported(
    62,
    "IPv6 DHCPv6 Timing Configuration Support",
    (data) => timingSupport[data.u8() & 0x03] ?? null,
  ),
  dhcpv6Timing: block(63, "IPv6 DHCPv6 Timing Configuration"),
  ipv6RouterControl: {
    selector: 64,
    name: "IPv6 Router Address Configuration Control",
    encode: ({ staticRouters, dynamicRouters }) =>
      Uint8Array.of((staticRouters ? 1 : 0) | (dynamicRouters ? 2 : 0)),
    decode: (data) => {
      const control = data.u8();
      return { staticRouters: (control & 1) !== 0, dynamicRouters: (control & 2) !== 0 };
    },
  } satisfies WritableLanParameter<RouterControl>,
  ipv6Router1: ipv6(65, "IPv6 Static Router 1 IP Address"),
  ipv6Router1Mac: mac(66, "IPv6 Static Router 1 MAC Address"),
  ipv6Router1PrefixLength: byte(67, "IPv6 Static Router 1 Prefix Length"),
  ipv6Router1Prefix: ipv6(68, "IPv6 Static Router 1 Prefix Value"),
  ipv6Router2: ipv6(69, "IPv6 Static Router 2 IP Address"),
  ipv6Router2Mac: mac(70, "IPv6 Static Router 2 MAC Address"),
  ipv6Router2PrefixLength: byte(71, "IPv6 Static Router 2 Prefix Length"),
  ipv6Router2Prefix: ipv6(72, "IPv6 Static Router 2 Prefix Value"),
  ipv6DynamicRouterCount: reported(73, "IPv6 Number of Dynamic Router Info Sets", (data) => data.u8()),
  ipv6DynamicRouter: reportedInSets(74, "IPv6 Dynamic Router Info IP Address", readIpv6),
  ipv6DynamicRouterMac: reportedInSets(75, "IPv6 Dynamic Router Info MAC Address", readMac),
  ipv6DynamicRouterPrefixLength: reportedInSets(76, "IPv6 Dynamic Router Info Prefix Length", (data) =>
    data.u8(),
  ),
  ipv6DynamicRouterPrefix: reportedInSets(77, "IPv6 Dynamic Router Info Prefix Value", readIpv6),
  ipv6DynamicRouterHopLimit: reported(78, "IPv6 Dynamic Router Received Hop Limit", (data) => data.u8()),
  ipv6TimingSupport: reported(
    79,
    "IPv6 ND/SLAAC Timing Configuration Support",
    (data) => timingSupport[data.u8() & 0x03] ?? null,
  ),
  ipv6Timing: block(80, "IPv6 ND/SLAAC Timing Configuration"),
};
