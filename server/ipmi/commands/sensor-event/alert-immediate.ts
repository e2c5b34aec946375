import { ByteWriter } from "../../wire/byte-writer";
import { defineCommand, NetFn, Privilege } from "../command";

export interface AlertImmediateRequest {
  readonly channel: number;
  /** Destination selector of the channel, 0–15. */
  readonly destination: number;
  readonly operation: "send" | "get-status" | "clear-status";
  /** Alert string to send along: 0 none, 1–127. */
  readonly string?: number;
}

const operations = { send: 0, "get-status": 1, "clear-status": 2 } as const;

/** Alert Immediate (IPMI 2.0 §30.7). The status is one of §30.7's: 00h none, 01h succeeded … FFh failed for good. */
export const alertImmediate = defineCommand<AlertImmediateRequest, { status: number | null }>({
  name: "Alert Immediate",
  netFn: NetFn.SensorEvent,
  command: 0x16,
  privilege: Privilege.Administrator,
  class: ({ operation }) =>
    operation === "send" ? "once" : operation === "get-status" ? "read" : "idempotent",
  encode: ({ channel, destination, operation, string = 0 }) =>
    new ByteWriter()
      .u8(channel & 0x0f)
      .u8((operations[operation] << 6) | (destination & 0x0f))
      .u8(string === 0 ? 0 : 0x80 | string)
      .toBuffer(),
  decode: (data) => ({ status: data.remaining > 0 ? data.u8() : null }),
  completionCodes: {
    129: "another alert is being sent",
    130: "IPMI messaging is active on the channel",
  },
});
