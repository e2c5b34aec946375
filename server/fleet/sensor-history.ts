import type { Sensor, SensorList } from "@/lib/contracts/sensor";

const FIRST_POINTS = 8;
/** What a single-precision number holds; more digits would be made up. */
const DIGITS = 7;

/**
 * Values since the poller began, for sparklines. In memory only, and in one block of numbers a host: ten thousand hosts are two
 * hundred thousand sensors. Each sensor has a row of a ring; a ring's newest point is at `#next - 1`.
 */
export class SensorHistory {
  /** When each round was, for all rows. */
  #times = new Float64Array(FIRST_POINTS);
  #values = new Float32Array(0);
  #rows: ReadonlyMap<string, number> = new Map();
  #next = 0;
  #count = 0;

  /** `points`: how many of each sensor are kept. */
  constructor(private readonly points: number) {}

  add(sensors: readonly Sensor[], at: number): void {
    const ids = sensors.filter(({ id, value }) => value !== null || this.#rows.has(id)).map(({ id }) => id);
    const full = this.#count === this.#capacity && this.#count < this.points;
    const others = ids.length !== this.#rows.size || ids.some((id) => !this.#rows.has(id));
    if (full || others) this.#reshape(ids, full ? Math.min(this.#capacity * 2, this.points) : this.#capacity);
    const slot = this.#next;
    this.#times[slot] = at;
    for (const { id, value } of sensors) {
      const row = this.#rows.get(id);
      if (row !== undefined) this.#values[row * this.#capacity + slot] = value ?? Number.NaN;
    }
    this.#next = (slot + 1) % this.#capacity;
    this.#count = Math.min(this.#count + 1, this.#capacity);
  }

  get all(): SensorList["history"] {
    return Object.fromEntries([...this.#rows].map(([id, row]) => [id, this.#pointsOf(row)]));
  }

  get #capacity(): number {
    return this.#times.length;
  }

  /** The slot of the point that is `index` after the oldest. */
  #slot(index: number): number {
    return (this.#next - this.#count + index + this.#capacity) % this.#capacity;
  }

  #pointsOf(row: number): [number, number][] {
    const points: [number, number][] = [];
    for (let index = 0; index < this.#count; index++) {
      const slot = this.#slot(index);
      const value = this.#values[row * this.#capacity + slot] ?? Number.NaN;
      if (!Number.isNaN(value)) points.push([this.#times[slot] ?? 0, Number(value.toPrecision(DIGITS))]);
    }
    return points;
  }

  /** Rows for these sensors, with room for so many points, oldest first again. */
  #reshape(ids: readonly string[], capacity: number): void {
    const times = new Float64Array(capacity);
    const values = new Float32Array(ids.length * capacity).fill(Number.NaN);
    for (let index = 0; index < this.#count; index++) {
      const slot = this.#slot(index);
      times[index] = this.#times[slot] ?? 0;
      for (const [row, id] of ids.entries()) {
        const old = this.#rows.get(id);
        if (old === undefined) continue;
        values[row * capacity + index] = this.#values[old * this.#capacity + slot] ?? Number.NaN;
      }
    }
    this.#times = times;
    this.#values = values;
    this.#rows = new Map(ids.map((id, row) => [id, row]));
    this.#next = this.#count % capacity;
  }
}
