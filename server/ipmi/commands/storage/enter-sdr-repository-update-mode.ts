import { defineCommand, NetFn, Privilege } from "../command";

/** Enter SDR Repository Update Mode (IPMI 2.0 §33.19): for repositories that are written modally. */
export const enterSdrRepositoryUpdateMode = defineCommand<void, void>({
  name: "Enter SDR Repository Update Mode",
  netFn: NetFn.Storage,
  command: 0x2a,
  privilege: Privilege.Operator,
  class: "idempotent",
  encode: () => new Uint8Array(),
  decode: () => undefined,
});
