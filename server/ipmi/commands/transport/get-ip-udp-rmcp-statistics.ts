import { type CommandClass, defineCommand, NetFn, Privilege } from "../command";

/** Packet counters of a LAN channel since they were cleared. They stop at 65 535. */
export interface LanStatistics {
  readonly ipReceived: number;
  readonly ipHeaderErrors: number;
  readonly ipAddressErrors: number;
  readonly ipFragments: number;
  readonly ipSent: number;
  readonly udpReceived: number;
  readonly rmcpReceived: number;
  readonly proxyReceived: number;
  readonly proxyDropped: number;
}

/** Get IP/UDP/RMCP Statistics (IPMI 2.0 §23.4). Clearing is `once`: a repetition would clear what came since. */
export const getIpUdpRmcpStatistics = defineCommand<
  { readonly channel: number; readonly clear: boolean },
  LanStatistics
>({
  name: "Get IP/UDP/RMCP Statistics",
  netFn: NetFn.Transport,
  command: 0x04,
  privilege: Privilege.User,
  class: ({ clear }): CommandClass => (clear ? "once" : "read"),
  encode: ({ channel, clear }) => Uint8Array.of(channel & 0x0f, clear ? 1 : 0),
  decode: (data) => ({
    ipReceived: data.u16(),
    ipHeaderErrors: data.u16(),
    ipAddressErrors: data.u16(),
    ipFragments: data.u16(),
    ipSent: data.u16(),
    udpReceived: data.u16(),
    rmcpReceived: data.u16(),
    proxyReceived: data.u16(),
    proxyDropped: data.u16(),
  }),
});
