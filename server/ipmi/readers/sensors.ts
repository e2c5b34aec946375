import type { CommandSender } from "../commands/command";
import { getSensorReading, type SensorReading } from "../commands/sensor-event/get-sensor-reading";
import { getSensorThresholds, type RawThresholds } from "../commands/sensor-event/get-sensor-thresholds";
import { IpmiError } from "../errors";
import { CompletionCode } from "../message/completion-code";
import { hexByte } from "../records/hex-byte";
import { type SensorRecord, sensorKey, THRESHOLD_EVENT_TYPE } from "../records/sdr/sensor-record";
import { assessSensor, unreadableSensor } from "./assess-sensor";
import { isLocal, isRefusal, type ReaderOptions } from "./failures";
import type { SensorResult } from "./sensor-result";

const BMC_ADDRESS = 0x20;
/** Sensors in a row without any answer after which it is the BMC that does not answer. */
const MOST_SILENT = 3;

/** Codes that boards use for "this sensor is not fitted". */
const notFitted = [
  CompletionCode.ParameterOutOfRange,
  CompletionCode.NotPresent,
  CompletionCode.IllegalForSensor,
  CompletionCode.NoResponse,
  CompletionCode.DestinationUnavailable,
  CompletionCode.NotInPresentState,
  CompletionCode.Unspecified,
] as const;

/**
 * Reads the sensors of one BMC again and again. Keeps what does not change between rounds (thresholds) and what is
 * needed to see through a lying "scanning disabled" flag (previous readings). Make a new one when the SDRs change.
 */
export class SensorScanner {
  private readonly thresholds = new Map<string, RawThresholds | null>();
  private readonly lastRaw = new Map<string, number>();
  private readonly moving = new Set<string>();

  constructor(private readonly sensors: readonly SensorRecord[]) {}

  /** Thresholds are read once and kept; read them anew in the next round. */
  forgetThresholds(): void {
    this.thresholds.clear();
  }

  /**
   * One round over all sensors, in record order. What is wrong with one sensor is in its result; rejects with IpmiError
   * when the session is lost, the signal aborts, or the BMC stops answering.
   */
  async read(sender: CommandSender, options: ReaderOptions = {}): Promise<readonly SensorResult[]> {
    const results: SensorResult[] = [];
    let silent = 0;
    for (const sensor of this.sensors) {
      try {
        results.push(await this.readSensor(sender, sensor, options));
        silent = 0;
      } catch (error) {
        if (!(error instanceof IpmiError) || error.code !== "no-answer") throw error;
        silent++;
        if (silent >= MOST_SILENT) throw error;
        results.push(unreadableSensor(sensor, "error", error.message));
      }
    }
    return results;
  }

  private async readSensor(
    sender: CommandSender,
    sensor: SensorRecord,
    options: ReaderOptions,
  ): Promise<SensorResult> {
    const elsewhere = ownedElsewhere(sensor);
    if (elsewhere !== null) return elsewhere;
    const addressed = { ...options, lun: sensor.owner.lun };
    let reading: SensorReading;
    try {
      reading = await sender.send(getSensorReading, { sensor: sensor.number }, addressed);
    } catch (error) {
      if (isRefusal(error, ...notFitted)) return unreadableSensor(sensor, "not-present", error.message);
      if (isLocal(error)) return unreadableSensor(sensor, "error", error.message);
      throw error;
    }
    const key = sensorKey(sensor.owner, sensor.number);
    const scanned = reading.scanningEnabled || this.moves(key, reading.raw);
    const thresholds =
      scanned && !reading.unavailable ? await this.thresholdsOf(sender, sensor, addressed) : null;
    return assessSensor(sensor, { ...reading, scanningEnabled: scanned }, thresholds);
  }

  /** True when the reading was ever seen to change: then "scanning disabled" is not true. */
  private moves(key: string, raw: number): boolean {
    const last = this.lastRaw.get(key);
    if (last !== undefined && last !== raw) this.moving.add(key);
    this.lastRaw.set(key, raw);
    return this.moving.has(key);
  }

  private async thresholdsOf(
    sender: CommandSender,
    sensor: SensorRecord,
    options: ReaderOptions & { lun: number },
  ): Promise<RawThresholds | null> {
    const readable = sensor.thresholdAccess === "readable" || sensor.thresholdAccess === "settable";
    if (sensor.eventType !== THRESHOLD_EVENT_TYPE || !readable) return null;
    const key = sensorKey(sensor.owner, sensor.number);
    const kept = this.thresholds.get(key);
    if (kept !== undefined) return kept;
    try {
      const thresholds = await sender.send(getSensorThresholds, { sensor: sensor.number }, options);
      this.thresholds.set(key, thresholds);
      return thresholds;
    } catch (error) {
      if (!isLocal(error)) throw error;
      this.thresholds.set(key, sensor.thresholds);
      return sensor.thresholds;
    }
  }
}

/** Sensors that Get Sensor Reading to the BMC is not for. */
function ownedElsewhere(sensor: SensorRecord): SensorResult | null {
  const { id } = sensor.owner;
  if (sensor.kind === "event-only-sensor")
    return unreadableSensor(sensor, "event-only", "reports events only");
  if ((id & 0x01) !== 0) return unreadableSensor(sensor, "event-only", "reported by system software");
  if (id === BMC_ADDRESS) return null;
  return unreadableSensor(sensor, "unavailable", `owned by satellite controller ${hexByte(id)}`);
}
