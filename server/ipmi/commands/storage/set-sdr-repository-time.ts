import { ByteWriter } from "../../wire/byte-writer";
import { defineCommand, NetFn, Privilege } from "../command";

/** Set SDR Repository Time (IPMI 2.0 §33.18): seconds since 1970. */
export const setSdrRepositoryTime = defineCommand<{ seconds: number }, void>({
  name: "Set SDR Repository Time",
  netFn: NetFn.Storage,
  command: 0x29,
  privilege: Privilege.Operator,
  class: "idempotent",
  encode: ({ seconds }) => new ByteWriter().u32(seconds).toBuffer(),
  decode: () => undefined,
});
