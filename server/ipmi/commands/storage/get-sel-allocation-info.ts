import { defineCommand, NetFn, Privilege } from "../command";
import { type AllocationInfo, decodeAllocationInfo } from "./allocation-info";

/** Get SEL Allocation Info (IPMI 2.0 §31.3). Optional: see `supportsAllocationInfo`. */
export const getSelAllocationInfo = defineCommand<void, AllocationInfo>({
  name: "Get SEL Allocation Info",
  netFn: NetFn.Storage,
  command: 0x41,
  privilege: Privilege.User,
  class: "read",
  encode: () => new Uint8Array(),
  decode: decodeAllocationInfo,
});
