import { getIpUdpRmcpStatistics, type LanStatistics, Privilege } from "@/server/ipmi";
import { failAs } from "../fail-as";
import { defineVerb } from "../verb";
import { lanChannel, parseLanChannel } from "./lan-channel";

const labels: readonly (readonly [keyof LanStatistics, string])[] = [
  ["ipReceived", "IP Rx Packet"],
  ["ipHeaderErrors", "IP Rx Header Errors"],
  ["ipAddressErrors", "IP Rx Address Errors"],
  ["ipFragments", "IP Rx Fragmented"],
  ["ipSent", "IP Tx Packet"],
  ["udpReceived", "UDP Rx Packet"],
  ["rmcpReceived", "RMCP Rx Valid"],
  ["proxyReceived", "UDP Proxy Packet Received"],
  ["proxyDropped", "UDP Proxy Packet Dropped"],
];

export const getStatistics = defineVerb<number | null, LanStatistics>({
  path: ["lan", "stats", "get"],
  usage: "[<channel number>]",
  summary: "Packet counters of a LAN channel",
  privilege: Privilege.User,
  class: "read",
  parse: ([word]) => (word === undefined ? null : parseLanChannel(word)),
  run: async (context, named) => {
    const channel = await lanChannel(context, named, (none) => `Invalid channel: ${none}`);
    const { bmc, signal } = context;
    return failAs(bmc.send(getIpUdpRmcpStatistics, { channel, clear: false }, { signal }), {
      silent: "Get LAN Stats command failed",
    });
  },
  text: (counts) => labels.map(([key, label]) => `${label.padEnd(26)}: ${counts[key]}\n`).join(""),
});

export const clearStatistics = defineVerb<number | null, { channel: number }>({
  path: ["lan", "stats", "clear"],
  usage: "[<channel number>]",
  summary: "Starts the packet counters anew",
  privilege: Privilege.User,
  class: "once",
  parse: ([word]) => (word === undefined ? null : parseLanChannel(word)),
  run: async (context, named) => {
    const channel = await lanChannel(context, named, (none) => `Invalid channel: ${none}`);
    const { bmc, signal } = context;
    await failAs(bmc.send(getIpUdpRmcpStatistics, { channel, clear: true }, { signal }), {
      silent: "Get LAN Stats command failed",
    });
    return { channel };
  },
  text: () => "",
});
