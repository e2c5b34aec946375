import { defineCommand, NetFn, Privilege } from "../command";

/** Exit SDR Repository Update Mode (IPMI 2.0 §33.20). */
export const exitSdrRepositoryUpdateMode = defineCommand<void, void>({
  name: "Exit SDR Repository Update Mode",
  netFn: NetFn.Storage,
  command: 0x2b,
  privilege: Privilege.Operator,
  class: "idempotent",
  encode: () => new Uint8Array(),
  decode: () => undefined,
});
