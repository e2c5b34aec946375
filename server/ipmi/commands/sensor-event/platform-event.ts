import { defineCommand, NetFn, Privilege } from "../command";

export interface PlatformEventRequest {
  /** Software id or slave address of who claims it; null where the channel tells (IPMB). */
  readonly generatorId: number | null;
  /** 04h: IPMI 1.5 and 2.0. */
  readonly revision: number;
  readonly sensorType: number;
  readonly sensorNumber: number;
  readonly eventType: number;
  readonly asserted: boolean;
  readonly data: readonly [number, number, number];
}

/** Platform Event (IPMI 2.0 §29.3): an event is reported, logged and filtered as if it had happened. */
export const platformEvent = defineCommand<PlatformEventRequest, void>({
  name: "Platform Event",
  netFn: NetFn.SensorEvent,
  command: 0x02,
  privilege: Privilege.Operator,
  class: "once",
  encode: ({ generatorId, revision, sensorType, sensorNumber, eventType, asserted, data }) =>
    Uint8Array.from([
      ...(generatorId === null ? [] : [generatorId]),
      revision,
      sensorType,
      sensorNumber,
      (eventType & 0x7f) | (asserted ? 0 : 0x80),
      ...data,
    ]),
  decode: () => undefined,
});
