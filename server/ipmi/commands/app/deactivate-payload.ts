import { ByteWriter } from "../../wire/byte-writer";
import { defineCommand, NetFn, Privilege } from "../command";

/** Deactivate Payload (IPMI 2.0 §24.2): whichever session owns it. Code 80h says it was not active. */
export const deactivatePayload = defineCommand<{ type: number; instance: number }, void>({
  name: "Deactivate Payload",
  netFn: NetFn.App,
  command: 0x49,
  privilege: Privilege.User,
  class: "idempotent",
  encode: ({ type, instance }) => new ByteWriter().u8(type).u8(instance).zeros(4).toBuffer(),
  decode: () => undefined,
  completionCodes: { 128: "the payload is not active", 129: "the payload type is disabled" },
});
