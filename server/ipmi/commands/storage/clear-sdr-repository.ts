import { defineCommand, NetFn, Privilege } from "../command";
import { decodeErase, type EraseProgress, type EraseRequest, encodeErase, eraseClass } from "./erasure";

/** Clear SDR Repository (IPMI 2.0 §33.16). */
export const clearSdrRepository = defineCommand<EraseRequest, EraseProgress>({
  name: "Clear SDR Repository",
  netFn: NetFn.Storage,
  command: 0x27,
  privilege: Privilege.Operator,
  class: eraseClass,
  encode: encodeErase,
  decode: decodeErase,
});
