import { defineCommand, NetFn, Privilege } from "../command";

/** Close Session (IPMI 2.0 §22.19). Request: the BMC's session id. Closing a closed session changes nothing. */
export const closeSession = defineCommand<{ sessionId: number }, void>({
  name: "Close Session",
  netFn: NetFn.App,
  command: 0x3c,
  privilege: Privilege.Callback,
  class: "idempotent",
  encode: ({ sessionId }) => {
    const data = Buffer.alloc(4);
    data.writeUInt32LE(sessionId);
    return data;
  },
  decode: () => undefined,
  completionCodes: { 135: "invalid session id", 136: "invalid session handle" },
});
