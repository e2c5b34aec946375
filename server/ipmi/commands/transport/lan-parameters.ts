import { printable } from "../../records/printable";
import { ByteWriter } from "../../wire/byte-writer";
import { alertParameters } from "./lan-alert-parameters";
import { byte, ipv4, mac, port, reported } from "./lan-codecs";
import { ipv6Parameters } from "./lan-ipv6-parameters";
import type { WritableLanParameter } from "./lan-parameter";
import { setProgress } from "./set-progress";

/** IPMI 1.5 authentication types a level may use. */
export interface AuthenticationTypes {
  readonly none: boolean;
  readonly md2: boolean;
  readonly md5: boolean;
  readonly password: boolean;
  readonly oem: boolean;
}

export interface AuthenticationTypesByLevel {
  readonly callback: AuthenticationTypes;
  readonly user: AuthenticationTypes;
  readonly operator: AuthenticationTypes;
  readonly administrator: AuthenticationTypes;
  readonly oem: AuthenticationTypes;
}

const addressSources = ["unspecified", "static", "dhcp", "bios", "other"] as const;
export type AddressSource = (typeof addressSources)[number];

export interface Ipv4Header {
  readonly timeToLive: number;
  /** Bits 7:5: reserved, don't fragment, more fragments. */
  readonly flags: number;
  /** Bits 7:5 of the type of service. */
  readonly precedence: number;
  /** Bits 4:1 of it. */
  readonly typeOfService: number;
}

export interface ArpControl {
  readonly responses: boolean;
  readonly gratuitous: boolean;
}

export interface Vlan {
  readonly enabled: boolean;
  /** 0–4095; kept while disabled. */
  readonly id: number;
}

export interface BadPasswordThreshold {
  /** Bad passwords in a row until the user is disabled; 0: never. */
  readonly threshold: number;
  /** A Session Audit event is generated then. */
  readonly generatesEvent: boolean;
  /** When the count starts anew and when the user is enabled again; 0: never by itself. In steps of 10 s. */
  readonly resetSeconds: number;
  readonly lockoutSeconds: number;
}

const COMMUNITY_BYTES = 18;
const SUITE_ENTRIES = 16;
const HALF_SECOND = 500;
const TEN_SECONDS = 10;

/** LAN configuration parameters 0–26 (IPMI 2.0 table 23-4). */
const ipv4Parameters = {
  setInProgress: { selector: 0, name: "Set In Progress", ...setProgress },
  authenticationSupport: reported(1, "Authentication Type Support", (data) => authenticationTypes(data.u8())),
  authenticationEnables: {
    selector: 2,
    name: "Authentication Type Enables",
    encode: ({ callback, user, operator, administrator, oem }) =>
      Uint8Array.from([callback, user, operator, administrator, oem].map(authenticationBits)),
    decode: (data) => ({
      callback: authenticationTypes(data.u8()),
      user: authenticationTypes(data.u8()),
      operator: authenticationTypes(data.u8()),
      administrator: authenticationTypes(data.u8()),
      oem: authenticationTypes(data.u8()),
    }),
  } satisfies WritableLanParameter<AuthenticationTypesByLevel>,
  address: ipv4(3, "IP Address"),
  addressSource: {
    selector: 4,
    name: "IP Address Source",
    encode: (source) => Uint8Array.of(addressSources.indexOf(source)),
    decode: (data) => addressSources[data.u8() & 0x0f] ?? "other",
  } satisfies WritableLanParameter<AddressSource>,
  macAddress: mac(5, "MAC Address"),
  subnetMask: ipv4(6, "Subnet Mask"),
  ipv4Header: {
    selector: 7,
    name: "IPv4 Header Parameters",
    encode: ({ timeToLive, flags, precedence, typeOfService }) =>
      Uint8Array.of(timeToLive, flags & 0xe0, (precedence & 0xe0) | (typeOfService & 0x1e)),
    decode: (data) => {
      const timeToLive = data.u8();
      const flags = data.u8() & 0xe0;
      const service = data.u8();
      return { timeToLive, flags, precedence: service & 0xe0, typeOfService: service & 0x1e };
    },
  } satisfies WritableLanParameter<Ipv4Header>,
  primaryPort: port(8, "Primary RMCP Port Number"),
  secondaryPort: port(9, "Secondary RMCP Port Number"),
  arpControl: {
    selector: 10,
    name: "BMC-generated ARP Control",
    encode: ({ responses, gratuitous }) => Uint8Array.of((responses ? 2 : 0) | (gratuitous ? 1 : 0)),
    decode: (data) => {
      const control = data.u8();
      return { responses: (control & 2) !== 0, gratuitous: (control & 1) !== 0 };
    },
  } satisfies WritableLanParameter<ArpControl>,
  /** Milliseconds, in steps of 500. */
  gratuitousArpInterval: {
    selector: 11,
    name: "Gratuitous ARP Interval",
    encode: (milliseconds) => Uint8Array.of(milliseconds / HALF_SECOND - 1),
    decode: (data) => (data.u8() + 1) * HALF_SECOND,
  } satisfies WritableLanParameter<number>,
  defaultGateway: ipv4(12, "Default Gateway Address"),
  defaultGatewayMac: mac(13, "Default Gateway MAC Address"),
  backupGateway: ipv4(14, "Backup Gateway Address"),
  backupGatewayMac: mac(15, "Backup Gateway MAC Address"),
  community: {
    selector: 16,
    name: "Community String",
    encode: (text) => {
      const bytes = Buffer.from(text, "utf8").subarray(0, COMMUNITY_BYTES);
      return new ByteWriter()
        .bytes(bytes)
        .zeros(COMMUNITY_BYTES - bytes.length)
        .toBuffer();
    },
    decode: (data) => {
      const bytes = data.take(Math.min(data.remaining, COMMUNITY_BYTES));
      const end = bytes.indexOf(0);
      return printable(bytes.subarray(0, end < 0 ? bytes.length : end).toString("utf8"));
    },
  } satisfies WritableLanParameter<string>,
  vlan: {
    selector: 20,
    name: "802.1q VLAN ID",
    encode: ({ enabled, id }) => new ByteWriter().u16((enabled ? 0x8000 : 0) | (id & 0x0fff)).toBuffer(),
    decode: (data) => {
      const bits = data.u16();
      return { enabled: (bits & 0x8000) !== 0, id: bits & 0x0fff };
    },
  } satisfies WritableLanParameter<Vlan>,
  vlanPriority: byte(21, "802.1q VLAN Priority", 0x07),
  cipherSuiteCount: reported(22, "RMCP+ Messaging Cipher Suite Entry Support", (data) => data.u8() & 0x1f),
  /** As many as there are; `cipherSuiteCount` says how many of them count. */
  cipherSuites: reported(23, "RMCP+ Messaging Cipher Suite Entries", (data) => {
    data.skip(1);
    return [...data.take(Math.min(data.remaining, SUITE_ENTRIES))];
  }),
  /** One level for each entry of `cipherSuites`; 0: the suite is not used. */
  cipherSuitePrivileges: {
    selector: 24,
    name: "RMCP+ Messaging Cipher Suite Privilege Levels",
    encode: (levels) =>
      Uint8Array.from([
        0,
        ...Array.from(
          { length: SUITE_ENTRIES / 2 },
          (_, pair) => (levels[2 * pair] ?? 0) | ((levels[2 * pair + 1] ?? 0) << 4),
        ),
      ]),
    decode: (data) => {
      data.skip(1);
      return [...data.take(SUITE_ENTRIES / 2)].flatMap((pair) => [pair & 0x0f, pair >> 4]);
    },
  } satisfies WritableLanParameter<readonly number[]>,
  badPasswordThreshold: {
    selector: 26,
    name: "Bad Password Threshold",
    encode: ({ threshold, generatesEvent, resetSeconds, lockoutSeconds }) =>
      new ByteWriter()
        .u8(generatesEvent ? 1 : 0)
        .u8(threshold)
        .u16(resetSeconds / TEN_SECONDS)
        .u16(lockoutSeconds / TEN_SECONDS)
        .toBuffer(),
    decode: (data) => {
      const generatesEvent = (data.u8() & 1) !== 0;
      const threshold = data.u8();
      const resetSeconds = data.u16() * TEN_SECONDS;
      return { threshold, generatesEvent, resetSeconds, lockoutSeconds: data.u16() * TEN_SECONDS };
    },
  } satisfies WritableLanParameter<BadPasswordThreshold>,
};

/** All LAN configuration parameters of the specification. */
export const lanParameters = { ...ipv4Parameters, ...alertParameters, ...ipv6Parameters };

function authenticationTypes(bits: number): AuthenticationTypes {
  return {
    none: (bits & 0x01) !== 0,
    md2: (bits & 0x02) !== 0,
    md5: (bits & 0x04) !== 0,
    password: (bits & 0x10) !== 0,
    oem: (bits & 0x20) !== 0,
  };
}

function authenticationBits({ none, md2, md5, password, oem }: AuthenticationTypes): number {
  return (none ? 0x01 : 0) | (md2 ? 0x02 : 0) | (md5 ? 0x04 : 0) | (password ? 0x10 : 0) | (oem ? 0x20 : 0);
}
