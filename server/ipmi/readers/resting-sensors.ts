import type { SensorRecord } from "../records/sdr/sensor-record";
import type { SensorResult } from "./sensor-result";

/** Rounds a sensor rests when it is not fitted: asked for in every third, so that a part put in is soon seen. */
const ABSENT_ROUNDS = 2;
/** And when it did not answer twice in a row: some boards take five seconds over each. */
const SILENT_ROUNDS = 9;
const SILENCES = 2;

/** Sensors that are not asked for in every round. */
export class RestingSensors {
  private readonly resting = new Map<SensorRecord, { readonly result: SensorResult; rounds: number }>();
  private readonly silences = new Map<SensorRecord, number>();

  startRound(): void {
    for (const [sensor, rest] of this.resting) {
      if (rest.rounds === 0) this.resting.delete(sensor);
      else rest.rounds--;
    }
  }

  /** The result to repeat; null when the sensor is to be asked. */
  of(sensor: SensorRecord): SensorResult | null {
    return this.resting.get(sensor)?.result ?? null;
  }

  answered(sensor: SensorRecord, result: SensorResult): void {
    this.silences.delete(sensor);
    if (result.availability === "not-present") this.resting.set(sensor, { result, rounds: ABSENT_ROUNDS });
  }

  silent(sensor: SensorRecord, result: SensorResult): void {
    const silences = (this.silences.get(sensor) ?? 0) + 1;
    this.silences.set(sensor, silences);
    if (silences >= SILENCES) this.resting.set(sensor, { result, rounds: SILENT_ROUNDS });
  }
}
