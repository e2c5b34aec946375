import type { SensorRecord } from "../sdr/sensor-record";
import type { SystemEventRecord } from "./sel-record";

/** Finds the sensor an event is about. */
export class SensorIndex {
  private readonly byOwner = new Map<string, SensorRecord>();

  /** Takes records already expanded; of two with the same owner, LUN and number the first counts. */
  constructor(sensors: Iterable<SensorRecord>) {
    for (const sensor of sensors) {
      const key = indexKey(sensor.owner.id, sensor.owner.lun, sensor.number);
      if (!this.byOwner.has(key)) this.byOwner.set(key, sensor);
    }
  }

  /** Null when no record names the sensor. The LUN is often wrong in events, the sensor type is not. */
  find(event: SystemEventRecord): SensorRecord | null {
    const { id, lun } = event.generator;
    const exact = this.byOwner.get(indexKey(id, lun, event.sensorNumber));
    if (exact !== undefined) return exact;
    const sameType = [0, 1, 2, 3]
      .map((other) => this.byOwner.get(indexKey(id, other, event.sensorNumber)))
      .find((sensor) => sensor?.sensorType === event.sensorType);
    return sameType ?? null;
  }
}

function indexKey(ownerId: number, lun: number, number: number): string {
  return `${ownerId}/${lun}/${number}`;
}
