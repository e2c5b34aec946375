import type { Sensor, SensorList } from "@/lib/contracts/sensor";

/** Points kept for each sensor: two hours at the default interval. */
const POINTS = 240;

/** Values since the poller began, for sparklines. In memory only. */
export class SensorHistory {
  readonly #points = new Map<string, [number, number][]>();

  add(sensors: readonly Sensor[], at: number): void {
    const present = new Set(sensors.map((sensor) => sensor.id));
    for (const id of this.#points.keys()) if (!present.has(id)) this.#points.delete(id);
    for (const { id, value } of sensors) {
      if (value === null) continue;
      const points = this.#points.get(id) ?? [];
      points.push([at, value]);
      if (points.length > POINTS) points.shift();
      this.#points.set(id, points);
    }
  }

  get all(): SensorList["history"] {
    return Object.fromEntries(this.#points);
  }
}
