import { defineCommand, NetFn, Privilege } from "../command";

export interface SdrRepositoryInfo {
  /** 51h: IPMI 1.5 and 2.0. */
  readonly version: number;
  /** Wrong on some boards. */
  readonly records: number;
  /** FFFFh: unspecified, FFFEh: 64 KiB or more. */
  readonly freeBytes: number;
  /** Seconds of the BMC's clock. A change of either means the repository must be read again. */
  readonly lastAdded: number;
  readonly lastErased: number;
  readonly overflow: boolean;
  /** Whether sensors go on being read while the repository is written. */
  readonly update: "unspecified" | "non-modal" | "modal" | "non-modal and modal";
  readonly supportsDelete: boolean;
  readonly supportsPartialAdd: boolean;
  readonly supportsReservation: boolean;
  readonly supportsAllocationInfo: boolean;
}

const updates = ["unspecified", "non-modal", "modal", "non-modal and modal"] as const;

/** Get SDR Repository Info (IPMI 2.0 §33.9). */
export const getSdrRepositoryInfo = defineCommand<void, SdrRepositoryInfo>({
  name: "Get SDR Repository Info",
  netFn: NetFn.Storage,
  command: 0x20,
  privilege: Privilege.User,
  class: "read",
  encode: () => new Uint8Array(),
  decode: (data) => {
    const version = data.u8();
    const records = data.u16();
    const freeBytes = data.u16();
    const lastAdded = data.u32();
    const lastErased = data.u32();
    const support = data.u8();
    return {
      version,
      records,
      freeBytes,
      lastAdded,
      lastErased,
      overflow: (support & 0x80) !== 0,
      update: updates[(support >> 5) & 0x03] ?? "unspecified",
      supportsDelete: (support & 0x08) !== 0,
      supportsPartialAdd: (support & 0x04) !== 0,
      supportsReservation: (support & 0x02) !== 0,
      supportsAllocationInfo: (support & 0x01) !== 0,
    };
  },
});
