import { ByteWriter } from "../../wire/byte-writer";
import { ipv4Bytes, ipv6Bytes, macBytes, readIpv4, readIpv6, readMac } from "./address-codecs";
import { reported } from "./lan-codecs";
import type { WritableLanParameter } from "./lan-parameter";

const destinationKinds = { pet: 0, oem1: 6, oem2: 7 } as const;

/** Where an alert goes to and how insistently. Set 0 is the volatile destination. */
export interface AlertDestination {
  readonly set: number;
  /** The alert has to be acknowledged. */
  readonly acknowledged: boolean;
  /** Null: a code the specification reserves. */
  readonly kind: keyof typeof destinationKinds | null;
  /** Until an acknowledgement, or between retries without one. */
  readonly seconds: number;
  /** 0–7. */
  readonly retries: number;
}

export type AlertAddress = { readonly set: number } & (
  | {
      readonly family: "ipv4";
      readonly gateway: "default" | "backup";
      readonly address: string;
      readonly mac: string;
    }
  | { readonly family: "ipv6"; readonly address: string }
  /** An address format the specification does not name. */
  | { readonly family: null }
);

export interface AlertVlanTag {
  readonly set: number;
  /** Null: alerts to this destination carry no tag. */
  readonly tag: { readonly id: number; readonly canonicalFormat: boolean; readonly priority: number } | null;
}

const IPV4_FORMAT = 0;
const IPV6_FORMAT = 1;
const TAGGED = 1;

/** LAN configuration parameters of alert destinations: 17–19 and 25 (IPMI 2.0 table 23-4). */
export const alertParameters = {
  /** How many there are besides destination 0. */
  destinationCount: reported(17, "Number of Destinations", (data) => data.u8() & 0x0f),
  destinationType: {
    selector: 18,
    name: "Destination Type",
    inSets: true,
    encode: ({ set, acknowledged, kind, seconds, retries }) => {
      if (kind === null) throw new RangeError("a reserved destination type cannot be written");
      const type = (acknowledged ? 0x80 : 0) | destinationKinds[kind];
      return Uint8Array.of(set & 0x0f, type, seconds, retries & 0x07);
    },
    decode: (data) => {
      const set = data.u8() & 0x0f;
      const type = data.u8();
      const kinds = Object.keys(destinationKinds) as (keyof typeof destinationKinds)[];
      return {
        set,
        acknowledged: (type & 0x80) !== 0,
        kind: kinds.find((kind) => destinationKinds[kind] === (type & 0x07)) ?? null,
        seconds: data.u8(),
        retries: data.u8() & 0x07,
      };
    },
  } satisfies WritableLanParameter<AlertDestination>,
  destinationAddress: {
    selector: 19,
    name: "Destination Addresses",
    inSets: true,
    encode: (destination) => {
      const writer = new ByteWriter().u8(destination.set & 0x0f);
      if (destination.family === null) throw new RangeError("an unknown address format cannot be written");
      if (destination.family === "ipv6") {
        return writer
          .u8(IPV6_FORMAT << 4)
          .bytes(ipv6Bytes(destination.address))
          .toBuffer();
      }
      return writer
        .u8(IPV4_FORMAT << 4)
        .u8(destination.gateway === "backup" ? 1 : 0)
        .bytes(ipv4Bytes(destination.address))
        .bytes(macBytes(destination.mac))
        .toBuffer();
    },
    decode: (data) => {
      const set = data.u8() & 0x0f;
      const format = data.u8() >> 4;
      if (format === IPV6_FORMAT) return { set, family: "ipv6", address: readIpv6(data) };
      if (format !== IPV4_FORMAT) return { set, family: null };
      const gateway = (data.u8() & 1) !== 0 ? "backup" : "default";
      return { set, family: "ipv4", gateway, address: readIpv4(data), mac: readMac(data) };
    },
  } satisfies WritableLanParameter<AlertAddress>,
  destinationVlanTag: {
    selector: 25,
    name: "Destination Address VLAN TAGs",
    inSets: true,
    encode: ({ set, tag }) => {
      const { id = 0, canonicalFormat = false, priority = 0 } = tag ?? {};
      return new ByteWriter()
        .u8(set & 0x0f)
        .u8(tag === null ? 0 : TAGGED << 4)
        .u16((id & 0x0fff) | (canonicalFormat ? 0x1000 : 0) | ((priority & 0x07) << 13))
        .toBuffer();
    },
    decode: (data) => {
      const set = data.u8() & 0x0f;
      const format = data.u8() >> 4;
      const bits = data.u16();
      const tag = { id: bits & 0x0fff, canonicalFormat: (bits & 0x1000) !== 0, priority: bits >> 13 };
      return { set, tag: format === TAGGED ? tag : null };
    },
  } satisfies WritableLanParameter<AlertVlanTag>,
};
