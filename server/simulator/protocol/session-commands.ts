import { isIPv4 } from "node:net";
import { NetFn, Privilege } from "../../ipmi/commands/command";
import { CompletionCode } from "../../ipmi/message/completion-code";
import { ByteWriter } from "../../ipmi/wire/byte-writer";
import type { ProtocolCommand, ProtocolState } from "./protocol-command";
import { refuse, success } from "./reply";
import type { LanSession } from "./session-table";

const NOT_AVAILABLE_TO_USER = 0x80;
const ABOVE_LIMIT = 0x81;
const INVALID_SESSION_ID = 0x87;
const INVALID_SESSION_HANDLE = 0x88;

/** Set Session Privilege Level (IPMI 2.0 §22.18). */
const setSessionPrivilegeLevel: ProtocolCommand = {
  netFn: NetFn.App,
  command: 0x3b,
  minimumLength: 1,
  execute({ traits }, { data }, session) {
    if (session === null) return refuse(CompletionCode.InsufficientPrivilege);
    const level = data.readUInt8(0) & 0x0f;
    if (level === 0) return success([session.privilege]);
    if (level === Privilege.Callback || level > Privilege.Oem) return refuse(NOT_AVAILABLE_TO_USER);
    if (level > session.limit) return refuse(ABOVE_LIMIT);
    if (traits.privilegeMustEqualLimit && level !== session.limit) return refuse(NOT_AVAILABLE_TO_USER);
    session.privilege = level;
    return success([level]);
  },
};

/** Close Session (IPMI 2.0 §22.19). Only an administrator may close somebody else's. */
const closeSession: ProtocolCommand = {
  netFn: NetFn.App,
  command: 0x3c,
  minimumLength: 4,
  execute({ sessions }, { data }, own) {
    const id = data.readUInt32LE(0);
    const byHandle = id === 0 && data.length > 4;
    const target = byHandle
      ? sessions.all().find(({ handle }) => handle === data.readUInt8(4))
      : sessions.find(id);
    if (!target) return refuse(byHandle ? INVALID_SESSION_HANDLE : INVALID_SESSION_ID);
    if (target !== own && (own?.privilege ?? 0) < Privilege.Administrator) {
      return refuse(CompletionCode.InsufficientPrivilege);
    }
    sessions.end(target);
    return success();
  },
};

const BY_HANDLE = 0xfe;
const BY_ID = 0xff;

/** Get Session Info (IPMI 2.0 §22.20). */
const getSessionInfo: ProtocolCommand = {
  netFn: NetFn.App,
  command: 0x3d,
  minimumLength: 1,
  execute(state, { data }, own) {
    const selector = data.readUInt8(0);
    const needed = selector === BY_ID ? 5 : selector === BY_HANDLE ? 2 : 1;
    if (data.length < needed) return refuse(CompletionCode.DataLengthInvalid);
    const { sessions } = state;
    const active = sessions.all();
    const found =
      selector === BY_ID
        ? sessions.find(data.readUInt32LE(1))
        : selector === BY_HANDLE
          ? active.find(({ handle }) => handle === data.readUInt8(1))
          : selector === 0
            ? own
            : active[selector - 1];
    const writer = new ByteWriter()
      .u8(found?.handle ?? 0)
      .u8(sessions.limits.sessionSlots)
      .u8(active.length);
    return success(found ? writeSession(writer, state, found).toBuffer() : writer.toBuffer());
  },
};

function writeSession(writer: ByteWriter, { machine }: ProtocolState, session: LanSession): ByteWriter {
  const { address, port } = session.remote;
  const protocol = session.kind === "2.0" ? 0x10 : 0x00;
  return writer
    .u8(session.user.id)
    .u8(session.privilege)
    .u8(protocol | machine.lanChannel)
    .bytes(isIPv4(address) ? address.split(".").map(Number) : [0, 0, 0, 0])
    .zeros(6)
    .u16(port);
}

/** Commands about sessions, over a session. */
export const sessionCommands: readonly ProtocolCommand[] = [
  setSessionPrivilegeLevel,
  closeSession,
  getSessionInfo,
];
