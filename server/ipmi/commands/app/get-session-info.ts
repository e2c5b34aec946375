import type { ByteReader } from "../../wire/byte-reader";
import { ByteWriter } from "../../wire/byte-writer";
import { defineCommand, NetFn, Privilege } from "../command";

/** Which session: the one that asks, the n-th active one (1 is the first), by handle or by id. */
export type SessionSelector =
  | { readonly by: "current" }
  | { readonly by: "index"; readonly index: number }
  | { readonly by: "handle"; readonly handle: number }
  | { readonly by: "id"; readonly id: number };

export interface SessionInformation {
  /** 0 on some boards although the session is active. */
  readonly handle: number;
  readonly possibleSessions: number;
  readonly activeSessions: number;
  /** Null when there is no such session. */
  readonly active: {
    readonly userId: number;
    readonly privilege: number;
    readonly channel: number;
    /** True: RMCP+, IPMI 2.0. */
    readonly ipmi2: boolean;
    /** Where it comes from; null when the BMC does not tell, or it is no IPv4 LAN session. */
    readonly remote: { readonly address: string; readonly mac: string; readonly port: number } | null;
    /** A session over a serial channel; null for others. */
    readonly serial: SerialSession | null;
  } | null;
}

export interface SerialSession {
  /** 0 messaging, 1 callback, 2 dial-out alert, 3 TAP page. */
  readonly activity: number;
  readonly destination: number;
  readonly address: string;
  /** Null unless the session is over PPP. */
  readonly port: number | null;
}

const LAN_BYTES = 12;
const SERIAL_BYTES = 6;
const PPP_BYTES = 8;

const BY_HANDLE = 0xfe;
const BY_ID = 0xff;

/** Get Session Info (IPMI 2.0 §22.20). */
export const getSessionInfo = defineCommand<SessionSelector, SessionInformation>({
  name: "Get Session Info",
  netFn: NetFn.App,
  command: 0x3d,
  privilege: Privilege.User,
  class: "read",
  encode: (selector) => {
    const writer = new ByteWriter();
    switch (selector.by) {
      case "current":
        return writer.u8(0).toBuffer();
      case "index":
        return writer.u8(selector.index).toBuffer();
      case "handle":
        return writer.u8(BY_HANDLE).u8(selector.handle).toBuffer();
      case "id":
        return writer.u8(BY_ID).u32(selector.id).toBuffer();
    }
  },
  decode: (data) => {
    const handle = data.u8();
    const possibleSessions = data.u8() & 0x3f;
    const activeSessions = data.u8() & 0x3f;
    if (data.remaining < 3) return { handle, possibleSessions, activeSessions, active: null };
    const userId = data.u8() & 0x3f;
    const privilege = data.u8() & 0x0f;
    const channel = data.u8();
    const session = { userId, privilege, channel: channel & 0x0f, ipmi2: channel >> 4 === 1 };
    const over = data.remaining;
    const remote = over < LAN_BYTES ? null : lanSession(data);
    const serial = over === SERIAL_BYTES || over === PPP_BYTES ? serialSession(data) : null;
    const active = { ...session, remote, serial };
    return { handle, possibleSessions, activeSessions, active };
  },
});

function lanSession(data: ByteReader) {
  const address = ipv4(data);
  const mac = data
    .take(6)
    .toString("hex")
    .replace(/(..)(?=.)/g, "$1:");
  return { address, mac, port: data.u16() };
}

function serialSession(data: ByteReader): SerialSession {
  const activity = data.u8();
  const destination = data.u8() & 0x0f;
  return { activity, destination, address: ipv4(data), port: data.remaining >= 2 ? data.u16() : null };
}

function ipv4(data: ByteReader): string {
  return [...data.take(4)].join(".");
}
