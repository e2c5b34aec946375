import { ByteWriter } from "../../wire/byte-writer";
import { defineCommand, NetFn, Privilege } from "../command";

export interface LastProcessedBy {
  /** Whose mark is set: software's or the BMC's own. */
  readonly by: "software" | "bmc";
  readonly recordId: number;
}

/** Set Last Processed Event ID (IPMI 2.0 §30.5). */
export const setLastProcessedEventId = defineCommand<LastProcessedBy, void>({
  name: "Set Last Processed Event ID",
  netFn: NetFn.SensorEvent,
  command: 0x14,
  privilege: Privilege.Administrator,
  class: "idempotent",
  encode: ({ by, recordId }) =>
    new ByteWriter()
      .u8(by === "bmc" ? 1 : 0)
      .u16(recordId)
      .toBuffer(),
  decode: () => undefined,
  completionCodes: { 129: "the event log is being erased" },
});
