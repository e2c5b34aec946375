import { defineCommand, NetFn, Privilege } from "../command";
import { decodeErase, type EraseProgress, type EraseRequest, encodeErase, eraseClass } from "./erasure";

/** Clear SEL (IPMI 2.0 §31.9). */
export const clearSel = defineCommand<EraseRequest, EraseProgress>({
  name: "Clear SEL",
  netFn: NetFn.Storage,
  command: 0x47,
  privilege: Privilege.Operator,
  class: eraseClass,
  encode: encodeErase,
  decode: decodeErase,
});
