import { defineCommand, NetFn, Privilege } from "../command";
import type { EventReceiver } from "./set-event-receiver";

const DISABLED = 0xff;

/** Get Event Receiver (IPMI 2.0 §29.2). */
export const getEventReceiver = defineCommand<void, EventReceiver>({
  name: "Get Event Receiver",
  netFn: NetFn.SensorEvent,
  command: 0x01,
  privilege: Privilege.User,
  class: "read",
  encode: () => new Uint8Array(),
  decode: (data) => {
    const address = data.u8();
    return { address: address === DISABLED ? null : address, lun: data.u8() & 0x03 };
  },
});
