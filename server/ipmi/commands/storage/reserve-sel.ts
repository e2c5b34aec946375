import { defineCommand, NetFn, Privilege } from "../command";

/** Reserve SEL (IPMI 2.0 §31.4). A new event cancels the reservation. Some boards want Operator for it. */
export const reserveSel = defineCommand<void, { reservationId: number }>({
  name: "Reserve SEL",
  netFn: NetFn.Storage,
  command: 0x42,
  privilege: Privilege.User,
  class: "idempotent",
  encode: () => new Uint8Array(),
  decode: (data) => ({ reservationId: data.u16() }),
  completionCodes: { 129: "the event log is being erased" },
});
