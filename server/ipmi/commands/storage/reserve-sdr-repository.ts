import { defineCommand, NetFn, Privilege } from "../command";

/** Reserve SDR Repository (IPMI 2.0 §33.11). A reservation is cancelled when the repository changes. */
export const reserveSdrRepository = defineCommand<void, { reservationId: number }>({
  name: "Reserve SDR Repository",
  netFn: NetFn.Storage,
  command: 0x22,
  privilege: Privilege.User,
  class: "idempotent",
  encode: () => new Uint8Array(),
  decode: (data) => ({ reservationId: data.u16() }),
});
