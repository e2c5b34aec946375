import type { CommandSender } from "../../commands/command";
import { defineCommand, NetFn, Privilege } from "../../commands/command";
import { decryptAesCbc } from "../../crypto/aes-cbc";
import type { SessionKeys } from "../../crypto/session-keys";
import { IpmiError } from "../../errors";
import { decodeRequestMessage } from "../../message/ipmi-message";
import { decodeRmcpPlusPacket } from "../../session/rmcp-plus-packet";
import type { FakeBmc } from "../../testing/fake-bmc";
import type { Passage } from "../../testing/virtual-network";

/** An action that hurts when it is done twice, with a number to tell it by. */
export const numberedAction = defineCommand<number, void>({
  name: "Numbered Action",
  netFn: NetFn.Chassis,
  command: 0x73,
  privilege: Privilege.User,
  class: "once",
  encode: (value) => Uint8Array.of(value & 0xff, value >> 8),
  decode: () => undefined,
});

/** Looks into every datagram towards a BMC: which action it asks for. Has to know the keys, so it asks the BMC. */
export class ActionWiretap {
  /** How many datagrams each action left in. */
  readonly datagrams = new Map<number, number>();
  private readonly keys = new Map<number, Buffer>();

  constructor(private readonly bmc: FakeBmc) {}

  observe({ direction, datagram }: Passage): void {
    for (const [id, { keys }] of this.bmc.sessions) this.remember(id, keys);
    if (direction === "to-bmc") this.count(datagram);
  }

  private remember(id: number, keys: SessionKeys): void {
    if (!this.keys.has(id)) this.keys.set(id, Buffer.from(keys.aesKey()));
  }

  private count(datagram: Buffer): void {
    const packet = datagram[4] === 0x06 ? decodeRmcpPlusPacket(datagram) : null;
    const key = packet === null ? undefined : this.keys.get(packet.sessionId);
    if (packet === null || key === undefined) return;
    const { netFn, command, data } = decodeRequestMessage(decryptAesCbc(key, packet.payload));
    if (netFn !== numberedAction.netFn || command !== numberedAction.command) return;
    const value = Buffer.from(data).readUInt16LE(0);
    this.datagrams.set(value, (this.datagrams.get(value) ?? 0) + 1);
  }
}

/** Asks for an action; what the one who asked is told. */
export async function act(
  sender: CommandSender,
  value: number,
  budgetMs: number,
): Promise<"done" | "unknown" | "not done"> {
  try {
    await sender.send(numberedAction, value, { budgetMs });
    return "done";
  } catch (error) {
    if (!(error instanceof IpmiError)) throw error;
    return error.code === "outcome-unknown" ? "unknown" : "not done";
  }
}

/** How often each action was carried out. */
export function executions(bmc: FakeBmc): ReadonlyMap<number, number> {
  const times = new Map<number, number>();
  for (const { netFn, command, data } of bmc.executed) {
    if (netFn !== numberedAction.netFn || command !== numberedAction.command) continue;
    const value = data.readUInt16LE(0);
    times.set(value, (times.get(value) ?? 0) + 1);
  }
  return times;
}
