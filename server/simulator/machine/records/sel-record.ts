import { ByteWriter } from "../../../ipmi/wire/byte-writer";

export const SEL_RECORD_BYTES = 16;

export interface EventFields {
  /** Seconds since 1970, or since the BMC started while it does not know the date. */
  readonly timestamp: number;
  /** Slave address of who saw it. */
  readonly generator: number;
  readonly lun: number;
  readonly sensorType: number;
  readonly sensorNumber: number;
  readonly eventType: number;
  readonly asserted: boolean;
  /** Event data 1–3; FFh where unspecified. */
  readonly data: readonly [number, number, number];
}

/** A system event record, 02h (IPMI 2.0 table 32-1). Its id is for the log to give. */
export function systemEvent(event: EventFields): Buffer {
  return new ByteWriter()
    .u16(0)
    .u8(0x02)
    .u32(event.timestamp)
    .u8(event.generator)
    .u8(event.lun)
    .u8(0x04)
    .u8(event.sensorType)
    .u8(event.sensorNumber)
    .u8((event.asserted ? 0 : 0x80) | event.eventType)
    .bytes(event.data)
    .toBuffer();
}
