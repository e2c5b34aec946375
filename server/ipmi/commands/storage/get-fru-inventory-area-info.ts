import { defineCommand, NetFn, Privilege } from "../command";

export interface FruInventoryArea {
  /** In bytes, whatever the access unit. */
  readonly size: number;
  /** Offsets and counts of Read FRU Data are in these units. */
  readonly access: "bytes" | "words";
}

/** Get FRU Inventory Area Info (IPMI 2.0 §34.1). */
export const getFruInventoryAreaInfo = defineCommand<{ fruId: number }, FruInventoryArea>({
  name: "Get FRU Inventory Area Info",
  netFn: NetFn.Storage,
  command: 0x10,
  privilege: Privilege.User,
  class: "read",
  encode: ({ fruId }) => Uint8Array.of(fruId),
  decode: (data) => ({
    size: data.u16(),
    access: data.remaining > 0 && (data.u8() & 0x01) !== 0 ? "words" : "bytes",
  }),
});
