import type { ByteReader } from "../../wire/byte-reader";
import { defineCommand, NetFn, Privilege } from "../command";
import { AuxiliaryLog } from "./auxiliary-log";

export type AuxiliaryLogStatus =
  | { readonly log: "machine-check"; readonly lastAdded: number; readonly entries: number }
  | { readonly log: "oem"; readonly lastAdded: number; readonly data: Buffer };

/** Get Auxiliary Log Status (IPMI 2.0 §31.12). `lastAdded` is seconds of the BMC's clock. */
export const getAuxiliaryLogStatus = defineCommand<{ log: AuxiliaryLog }, AuxiliaryLogStatus>({
  name: "Get Auxiliary Log Status",
  netFn: NetFn.Storage,
  command: 0x5a,
  privilege: Privilege.User,
  class: "read",
  encode: ({ log }) => Uint8Array.of(log),
  decode: (data, { log }) => decodeStatus(data, log),
});

function decodeStatus(data: ByteReader, log: AuxiliaryLog): AuxiliaryLogStatus {
  const lastAdded = data.u32();
  if (log !== AuxiliaryLog.MachineCheckArchitecture) return { log: "oem", lastAdded, data: data.rest() };
  return { log: "machine-check", lastAdded, entries: data.u32() };
}
