import { defineCommand, NetFn, Privilege } from "../command";

export interface EventReceiver {
  /** IPMB address of who gets event messages; null: nobody, the generator is silent. */
  readonly address: number | null;
  readonly lun: number;
}

const DISABLED = 0xff;

/** Set Event Receiver (IPMI 2.0 §29.1). */
export const setEventReceiver = defineCommand<EventReceiver, void>({
  name: "Set Event Receiver",
  netFn: NetFn.SensorEvent,
  command: 0x00,
  privilege: Privilege.Administrator,
  class: "idempotent",
  encode: ({ address, lun }) => Uint8Array.of(address ?? DISABLED, lun & 0x03),
  decode: () => undefined,
});
