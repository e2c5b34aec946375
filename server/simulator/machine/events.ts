import { systemEvent } from "./records/sel-record";
import type { PlacedSensor } from "./sensors/sensor";
import type { SensorChange } from "./sensors/sensor-bank";

const THRESHOLD_EVENT_TYPE = 0x01;
/** Trigger reading in byte 2, trigger threshold in byte 3 (IPMI 2.0 table 29-6). */
const READING_AND_THRESHOLD = 0x50;
const UNSPECIFIED = 0xff;

/** An event of a sensor, before it has a time and a place in the log. */
export interface SensorEvent {
  /** Slave address of the controller that owns the sensor. */
  readonly generator: number;
  readonly lun: number;
  readonly sensorType: number;
  readonly sensorNumber: number;
  readonly entity: readonly [id: number, instance: number];
  readonly eventType: number;
  readonly asserted: boolean;
  readonly data: readonly [number, number, number];
}

/** A state or threshold that came or went, as an event message. */
export function eventOfChange(change: SensorChange, generator: number): SensorEvent {
  const { placed, offset, asserted, reading, threshold } = change;
  return threshold === null
    ? discreteEvent(placed, generator, offset, asserted)
    : {
        ...origin(placed, generator),
        eventType: THRESHOLD_EVENT_TYPE,
        asserted,
        data: [READING_AND_THRESHOLD | offset, reading.raw, threshold],
      };
}

/** A state of a discrete sensor; `data2` and `data3` where its type gives them a meaning. */
export function discreteEvent(
  placed: PlacedSensor,
  generator: number,
  offset: number,
  asserted: boolean,
  details: { readonly data2?: number; readonly data3?: number } = {},
): SensorEvent {
  const { sensor } = placed;
  const { data2, data3 } = details;
  const flags = (data2 === undefined ? 0 : 0x80) | (data3 === undefined ? 0 : 0x20);
  return {
    ...origin(placed, generator),
    eventType: sensor.kind === "discrete" ? sensor.eventType : THRESHOLD_EVENT_TYPE,
    asserted,
    data: [flags | offset, data2 ?? UNSPECIFIED, data3 ?? UNSPECIFIED],
  };
}

function origin(placed: PlacedSensor, generator: number) {
  return {
    generator,
    lun: placed.lun,
    sensorType: placed.sensor.type,
    sensorNumber: placed.number,
    entity: placed.sensor.entity,
  };
}

/** The event as a SEL record, still without an id. */
export function recordOf(event: SensorEvent, seconds: number): Buffer {
  return systemEvent({ ...event, timestamp: seconds });
}
