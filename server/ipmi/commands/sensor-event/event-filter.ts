import type { ByteReader } from "../../wire/byte-reader";
import { ByteWriter } from "../../wire/byte-writer";
import { type PefAction, pefActions, pefActionsOf } from "./get-pef-capabilities";

/** Three bytes of event data are compared with these: AND mask, then two compare masks (IPMI 2.0 §17.8). */
export interface EventDataMask {
  readonly and: number;
  readonly compare1: number;
  readonly compare2: number;
}

/** One row of the event filter table (IPMI 2.0 table 17-2). FFh matches anything. */
export interface EventFilter {
  readonly enabled: boolean;
  /** Set by the maker of the board: software must leave it. */
  readonly manufacturerConfigured: boolean;
  readonly actions: readonly PefAction[];
  /** Which alert policies an alert goes through, 0–15. */
  readonly policy: number;
  /** 0: unspecified, 1 monitor, 2 information, 4 OK, 8 non-critical, 16 critical, 32 non-recoverable. */
  readonly severity: number;
  readonly generatorId: number;
  readonly generatorChannelLun: number;
  readonly sensorType: number;
  readonly sensorNumber: number;
  readonly eventTrigger: number;
  /** Bit per event offset. */
  readonly offsets: number;
  readonly data: readonly [EventDataMask, EventDataMask, EventDataMask];
}

export function decodeEventFilter(data: ByteReader): EventFilter {
  const configuration = data.u8();
  const actions = data.u8();
  const mask = (): EventDataMask => ({ and: data.u8(), compare1: data.u8(), compare2: data.u8() });
  return {
    enabled: (configuration & 0x80) !== 0,
    manufacturerConfigured: ((configuration >> 5) & 0x03) === 2,
    actions: pefActionsOf(actions),
    policy: data.u8() & 0x0f,
    severity: data.u8(),
    generatorId: data.u8(),
    generatorChannelLun: data.u8(),
    sensorType: data.u8(),
    sensorNumber: data.u8(),
    eventTrigger: data.u8(),
    offsets: data.u16(),
    data: [mask(), mask(), mask()],
  };
}

export function encodeEventFilter(filter: EventFilter, out: ByteWriter = new ByteWriter()): ByteWriter {
  out.u8((filter.enabled ? 0x80 : 0) | (filter.manufacturerConfigured ? 0x40 : 0));
  out.u8(filter.actions.reduce((bits, action) => bits | (1 << pefActions.indexOf(action)), 0));
  out.u8(filter.policy).u8(filter.severity).u8(filter.generatorId).u8(filter.generatorChannelLun);
  out.u8(filter.sensorType).u8(filter.sensorNumber).u8(filter.eventTrigger).u16(filter.offsets);
  for (const { and, compare1, compare2 } of filter.data) out.u8(and).u8(compare1).u8(compare2);
  return out;
}
