import { defineCommand, NetFn, Privilege } from "../command";

export interface SelInfo {
  readonly version: number;
  readonly entries: number;
  /** FFFFh: 65535 bytes or more. */
  readonly freeBytes: number;
  /** Seconds of the BMC's clock; FFFFFFFFh when it does not say. */
  readonly lastAdded: number;
  readonly lastErased: number;
  /** Events were dropped for want of space. */
  readonly overflow: boolean;
  readonly supportsDelete: boolean;
  readonly supportsPartialAdd: boolean;
  readonly supportsReservation: boolean;
  readonly supportsAllocationInfo: boolean;
}

/** Get SEL Info (IPMI 2.0 §31.2). */
export const getSelInfo = defineCommand<void, SelInfo>({
  name: "Get SEL Info",
  netFn: NetFn.Storage,
  command: 0x40,
  privilege: Privilege.User,
  class: "read",
  encode: () => new Uint8Array(),
  decode: (data) => {
    const version = data.u8();
    const entries = data.u16();
    const freeBytes = data.u16();
    const lastAdded = data.u32();
    const lastErased = data.u32();
    const support = data.u8();
    return {
      version,
      entries,
      freeBytes,
      lastAdded,
      lastErased,
      overflow: (support & 0x80) !== 0,
      supportsDelete: (support & 0x08) !== 0,
      supportsPartialAdd: (support & 0x04) !== 0,
      supportsReservation: (support & 0x02) !== 0,
      supportsAllocationInfo: (support & 0x01) !== 0,
    };
  },
  completionCodes: { 129: "the event log is being erased" },
});
