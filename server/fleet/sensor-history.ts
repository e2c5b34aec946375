import type { Sensor, SensorList } from "@/lib/contracts/sensor";

/** Points kept for each sensor: two hours at the default interval. */
const POINTS = 240;
const FIRST_POINTS = 8;
/** What a single-precision number holds; more digits would be made up. */
const DIGITS = 7;

/** Values since the poller began, for sparklines. In memory only: numbers in rings, for ten thousand hosts are two hundred thousand sensors. */
export class SensorHistory {
  /** When each round was, shared by all sensors; a ring with the newest at `#next - 1`. */
  #times = new Float64Array(FIRST_POINTS);
  readonly #values = new Map<string, Float32Array>();
  #next = 0;
  #count = 0;

  add(sensors: readonly Sensor[], at: number): void {
    if (this.#count === this.#times.length && this.#count < POINTS) this.#grow();
    const slot = this.#next;
    const capacity = this.#times.length;
    this.#times[slot] = at;
    this.#next = (slot + 1) % capacity;
    this.#count = Math.min(this.#count + 1, capacity);
    const absent = new Set(this.#values.keys());
    for (const { id, value } of sensors) {
      absent.delete(id);
      let values = this.#values.get(id);
      if (values === undefined) {
        if (value === null) continue;
        values = new Float32Array(capacity).fill(Number.NaN);
        this.#values.set(id, values);
      }
      values[slot] = value ?? Number.NaN;
    }
    for (const id of absent) this.#values.delete(id);
  }

  get all(): SensorList["history"] {
    return Object.fromEntries([...this.#values].map(([id, values]) => [id, this.#pointsOf(values)]));
  }

  #pointsOf(values: Float32Array): [number, number][] {
    const points: [number, number][] = [];
    const capacity = this.#times.length;
    for (let i = 0; i < this.#count; i++) {
      const slot = (this.#next - this.#count + i + capacity) % capacity;
      const value = values[slot] ?? Number.NaN;
      if (!Number.isNaN(value)) points.push([this.#times[slot] ?? 0, Number(value.toPrecision(DIGITS))]);
    }
    return points;
  }

  /** Twice the room, oldest first again. */
  #grow(): void {
    const capacity = Math.min(this.#times.length * 2, POINTS);
    this.#times = moved(this.#times, new Float64Array(capacity), this.#next);
    for (const [id, values] of this.#values) {
      this.#values.set(id, moved(values, new Float32Array(capacity).fill(Number.NaN), this.#next));
    }
    this.#next = this.#count;
  }
}

/** Copies a full ring that begins at `oldest` to the start of `to`. */
function moved<Values extends Float32Array | Float64Array>(from: Values, to: Values, oldest: number): Values {
  to.set(from.subarray(oldest));
  to.set(from.subarray(0, oldest), from.length - oldest);
  return to;
}
