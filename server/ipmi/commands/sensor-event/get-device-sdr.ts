import { defineCommand, NetFn, Privilege } from "../command";
import { decodeSdrPart, encodeSdrPart, type SdrPart, type SdrPartRequest } from "../storage/sdr-part";

/** Get Device SDR (IPMI 2.0 §35.3). Addressed to the LUN whose records are asked for. */
export const getDeviceSdr = defineCommand<SdrPartRequest, SdrPart>({
  name: "Get Device SDR",
  netFn: NetFn.SensorEvent,
  command: 0x21,
  privilege: Privilege.User,
  class: "read",
  encode: encodeSdrPart,
  decode: decodeSdrPart,
  completionCodes: { 128: "the record changed while it was being read" },
});
