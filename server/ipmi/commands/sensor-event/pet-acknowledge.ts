import { ByteWriter } from "../../wire/byte-writer";
import { defineCommand, NetFn, Privilege } from "../command";

/** The fields of the trap that is acknowledged, as they stood in it. */
export interface PetAcknowledgeRequest {
  readonly sequence: number;
  /** Seconds since 1998 as the trap has them. */
  readonly timestamp: number;
  readonly sourceType: number;
  readonly sensorDevice: number;
  readonly sensorNumber: number;
  readonly eventData: readonly [number, number, number];
}

/** PET Acknowledge (IPMI 2.0 §30.8): the BMC stops repeating the trap. */
export const petAcknowledge = defineCommand<PetAcknowledgeRequest, void>({
  name: "PET Acknowledge",
  netFn: NetFn.SensorEvent,
  command: 0x17,
  privilege: Privilege.Callback,
  class: "idempotent",
  encode: ({ sequence, timestamp, sourceType, sensorDevice, sensorNumber, eventData }) =>
    new ByteWriter()
      .u16(sequence)
      .u32(timestamp)
      .u8(sourceType)
      .u8(sensorDevice)
      .u8(sensorNumber)
      .bytes(eventData)
      .toBuffer(),
  decode: () => undefined,
});
