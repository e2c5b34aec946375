import { defineCommand, NetFn, Privilege } from "../command";

/** IPMI 2.0 table 6-3. */
const media = {
  1: "ipmb",
  2: "icmb-1.0",
  3: "icmb-0.9",
  4: "lan",
  5: "serial",
  6: "other-lan",
  7: "pci-smbus",
  8: "smbus-1.0",
  9: "smbus-2.0",
  10: "usb-1",
  11: "usb-2",
  12: "system-interface",
} as const;

export type ChannelMedium = (typeof media)[keyof typeof media];

const sessionSupport = ["session-less", "single-session", "multi-session", "session-based"] as const;

export interface ChannelInfo {
  /** The actual number when the present channel (0Eh) was asked for. */
  readonly channel: number;
  /** Null: reserved or OEM, `mediumCode` says which. */
  readonly medium: ChannelMedium | null;
  readonly mediumCode: number;
  /** IPMI 2.0 table 6-2. */
  readonly protocolCode: number;
  readonly sessions: (typeof sessionSupport)[number];
  readonly activeSessions: number;
  /** Who defines the protocol: an IANA enterprise number, 7154 for the IPMI forum. */
  readonly vendor: number;
  readonly auxiliary: Buffer;
}

/** Get Channel Info (IPMI 2.0 §22.24). Channel 0Eh is the one the request comes by. */
export const getChannelInfo = defineCommand<{ channel: number }, ChannelInfo>({
  name: "Get Channel Info",
  netFn: NetFn.App,
  command: 0x42,
  privilege: Privilege.User,
  class: "read",
  encode: ({ channel }) => Uint8Array.of(channel & 0x0f),
  decode: (data) => {
    const channel = data.u8() & 0x0f;
    const mediumCode = data.u8() & 0x7f;
    const protocolCode = data.u8() & 0x1f;
    const support = data.u8();
    return {
      channel,
      medium: media[mediumCode as keyof typeof media] ?? null,
      mediumCode,
      protocolCode,
      sessions: sessionSupport[support >> 6] ?? "session-less",
      activeSessions: support & 0x3f,
      vendor: data.u24(),
      auxiliary: data.rest(),
    };
  },
});
