import { defineCommand, NetFn, Privilege } from "../command";

export interface LastProcessedEventId {
  /** Seconds of the BMC's clock; FFFFFFFFh when it never was. */
  readonly lastAdded: number;
  /** FFFFh: the log is empty. */
  readonly lastRecordId: number;
  readonly bySoftware: number;
  /** 0000h: an event was processed that could not be logged. */
  readonly byBmc: number;
}

/** Get Last Processed Event ID (IPMI 2.0 §30.6). */
export const getLastProcessedEventId = defineCommand<void, LastProcessedEventId>({
  name: "Get Last Processed Event ID",
  netFn: NetFn.SensorEvent,
  command: 0x15,
  privilege: Privilege.Administrator,
  class: "read",
  encode: () => new Uint8Array(),
  decode: (data) => ({
    lastAdded: data.u32(),
    lastRecordId: data.u16(),
    bySoftware: data.u16(),
    byBmc: data.u16(),
  }),
  completionCodes: { 129: "the event log is being erased" },
});
