import { defineCommand, NetFn, Privilege } from "../command";

/** Reserve Device SDR Repository (IPMI 2.0 §35.4). */
export const reserveDeviceSdrRepository = defineCommand<void, { reservationId: number }>({
  name: "Reserve Device SDR Repository",
  netFn: NetFn.SensorEvent,
  command: 0x22,
  privilege: Privilege.User,
  class: "idempotent",
  encode: () => new Uint8Array(),
  decode: (data) => ({ reservationId: data.u16() }),
});
