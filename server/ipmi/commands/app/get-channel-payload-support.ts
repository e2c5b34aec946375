import { defineCommand, NetFn, Privilege } from "../command";

export interface ChannelPayloadSupport {
  /** Standard payload types 0–15, among them 1 for SOL. */
  readonly standard: readonly number[];
  /** Session setup payload types, 10h–1Fh. */
  readonly sessionSetup: readonly number[];
  /** OEM payload types, 20h–2Fh. */
  readonly oem: readonly number[];
}

/**
 * Get Channel Payload Support (IPMI 2.0 §24.8). Name the channel by its number: 0Eh, the present one, makes some BMCs
 * crash.
 */
export const getChannelPayloadSupport = defineCommand<{ readonly channel: number }, ChannelPayloadSupport>({
  name: "Get Channel Payload Support",
  netFn: NetFn.App,
  command: 0x4e,
  privilege: Privilege.User,
  class: "read",
  encode: ({ channel }) => Uint8Array.of(channel & 0x0f),
  decode: (data) => ({
    standard: types(data.u16(), 0x00),
    sessionSetup: types(data.u16(), 0x10),
    oem: types(data.u16(), 0x20),
  }),
});

function types(mask: number, first: number): readonly number[] {
  return Array.from({ length: 16 }, (_, bit) => bit)
    .filter((bit) => mask & (1 << bit))
    .map((bit) => first + bit);
}
