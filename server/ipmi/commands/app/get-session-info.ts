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
  } | null;
}

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
    const remote =
      data.remaining < 12
        ? null
        : {
            address: [...data.take(4)].join("."),
            mac: data
              .take(6)
              .toString("hex")
              .replace(/(..)(?=.)/g, "$1:"),
            port: data.u16(),
          };
    const active = { userId, privilege, channel: channel & 0x0f, ipmi2: channel >> 4 === 1, remote };
    return { handle, possibleSessions, activeSessions, active };
  },
});
