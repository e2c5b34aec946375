import { defineCommand, NetFn, Privilege } from "../command";
import { type AllocationInfo, decodeAllocationInfo } from "./allocation-info";

/** Get SDR Repository Allocation Info (IPMI 2.0 §33.10). Optional: see `supportsAllocationInfo`. */
export const getSdrRepositoryAllocationInfo = defineCommand<void, AllocationInfo>({
  name: "Get SDR Repository Allocation Info",
  netFn: NetFn.Storage,
  command: 0x21,
  privilege: Privilege.User,
  class: "read",
  encode: () => new Uint8Array(),
  decode: decodeAllocationInfo,
});
