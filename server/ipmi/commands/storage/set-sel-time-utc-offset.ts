import { ByteWriter } from "../../wire/byte-writer";
import { defineCommand, NetFn, Privilege } from "../command";

const UNSPECIFIED = 0x07ff;

/** Set SEL Time UTC Offset (IPMI 2.0 §31.11b): minutes, −1440 to 1440; null for a clock of no known zone. */
export const setSelTimeUtcOffset = defineCommand<{ minutes: number | null }, void>({
  name: "Set SEL Time UTC Offset",
  netFn: NetFn.Storage,
  command: 0x5d,
  privilege: Privilege.Operator,
  class: "idempotent",
  encode: ({ minutes }) => new ByteWriter().u16(minutes ?? UNSPECIFIED).toBuffer(),
  decode: () => undefined,
});
