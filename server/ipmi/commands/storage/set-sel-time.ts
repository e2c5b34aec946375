import { ByteWriter } from "../../wire/byte-writer";
import { defineCommand, NetFn, Privilege } from "../command";

/** Set SEL Time (IPMI 2.0 §31.11). Seconds since 1970. */
export const setSelTime = defineCommand<{ seconds: number }, void>({
  name: "Set SEL Time",
  netFn: NetFn.Storage,
  command: 0x49,
  privilege: Privilege.Operator,
  class: "idempotent",
  encode: ({ seconds }) => new ByteWriter().u32(seconds).toBuffer(),
  decode: () => undefined,
});
