import { defineCommand, NetFn, Privilege } from "../command";
import { decodeSdrPart, encodeSdrPart, type SdrPart, type SdrPartRequest } from "./sdr-part";

/** Get SDR (IPMI 2.0 §33.12). Record 0000h is the first, FFFFh the last. */
export const getSdr = defineCommand<SdrPartRequest, SdrPart>({
  name: "Get SDR",
  netFn: NetFn.Storage,
  command: 0x23,
  privilege: Privilege.User,
  class: "read",
  encode: encodeSdrPart,
  decode: decodeSdrPart,
});
