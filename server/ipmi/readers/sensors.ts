import type { CommandSender } from "../commands/command";
import { getSensorReading, type SensorReading } from "../commands/sensor-event/get-sensor-reading";
import { getSensorThresholds, type RawThresholds } from "../commands/sensor-event/get-sensor-thresholds";
import { BridgeError } from "../errors";
import { CompletionCode } from "../message/completion-code";
import { BMC_ADDRESS } from "../message/ipmi-message";
import type { ControllerLocatorRecord } from "../records/sdr/locator-records";
import { type SensorRecord, THRESHOLD_EVENT_TYPE } from "../records/sdr/sensor-record";
import type { VendorKnowledge } from "../records/vendor-knowledge";
import { assessSensor, unreadableSensor } from "./assess-sensor";
import { ControllerUnreachable, ControllerWays, type Way } from "./controller-ways";
import { isLaidDown, isLocal, isNoAnswer, isRefusal, type ReaderOptions } from "./failures";
import { recordFacts } from "./record-facts";
import { RestingSensors } from "./resting-sensors";
import type { SensorResult } from "./sensor-result";

/** Sensors in a row without any answer after which it is the BMC that does not answer. */
const MOST_SILENT = 3;
/** A sensor behind another controller may cost this much of a round. */
const BRIDGED_BUDGET_MS = 5_000;

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

interface Addressed extends ReaderOptions {
  readonly lun: number;
}

/**
 * Reads the sensors of one BMC again and again, those of the controllers behind it too. Keeps what does not change between
 * rounds (thresholds, the way to a controller) and what is needed to see through a lying "scanning disabled" flag (previous
 * readings). Make a new one when the SDRs change.
 */
export class SensorScanner {
  private readonly thresholds = new Map<string, RawThresholds | null>();
  private readonly lastRaw = new Map<string, number>();
  private readonly moving = new Set<string>();
  private readonly ways: ControllerWays;
  private readonly resting = new RestingSensors();

  constructor(
    private readonly sensors: readonly SensorRecord[],
    controllers: readonly ControllerLocatorRecord[] = [],
    private readonly vendor: VendorKnowledge | null = null,
  ) {
    this.ways = new ControllerWays(sensors, controllers);
  }

  /** Thresholds are read once and kept; read them anew in the next round. */
  forgetThresholds(): void {
    this.thresholds.clear();
  }

  /**
   * One round over all sensors, in record order. What is wrong with one sensor is in its result; rejects with IpmiError
   * when the session is lost, the signal aborts, or the BMC stops answering.
   */
  async read(sender: CommandSender, options: ReaderOptions = {}): Promise<readonly SensorResult[]> {
    this.ways.startRound();
    this.resting.startRound();
    const results: SensorResult[] = [];
    let silent = 0;
    for (const sensor of this.sensors) {
      const resting = this.resting.of(sensor);
      if (resting !== null) {
        results.push(resting);
        continue;
      }
      try {
        const result = await this.readSensor(sender, sensor, options);
        this.resting.answered(sensor, result);
        results.push(result);
        silent = 0;
      } catch (error) {
        if (!isNoAnswer(error)) throw error;
        silent++;
        if (silent >= MOST_SILENT) throw error;
        const result = unreadableSensor(sensor, "error", error.message);
        this.resting.silent(sensor, result);
        results.push(result);
      }
    }
    return results;
  }

  private async readSensor(
    sender: CommandSender,
    sensor: SensorRecord,
    options: ReaderOptions,
  ): Promise<SensorResult> {
    if (sensor.kind === "event-only-sensor") {
      return unreadableSensor(sensor, "event-only", "reports events only");
    }
    if ((sensor.owner.id & 0x01) !== 0 && !isLaidDown(options, "assumebmcowner")) {
      return unreadableSensor(sensor, "event-only", "reported by system software");
    }
    try {
      if (sensor.owner.id === BMC_ADDRESS || isLaidDown(options, "assumebmcowner")) {
        return await this.readAt(sender, sensor, options, null);
      }
      return await this.ways.ask(sensor, (way) => this.readAt(sender, sensor, options, way));
    } catch (error) {
      if (error instanceof ControllerUnreachable || error instanceof BridgeError) {
        return unreadableSensor(sensor, "unavailable", error.message);
      }
      if (isRefusal(error, ...notFitted)) return unreadableSensor(sensor, "not-present", error.message);
      if (isLocal(error)) return unreadableSensor(sensor, "error", error.message);
      throw error;
    }
  }

  private async readAt(
    sender: CommandSender,
    sensor: SensorRecord,
    options: ReaderOptions,
    way: Way,
  ): Promise<SensorResult> {
    const addressed = address(sensor, options, way);
    const reading = await this.reading(sender, sensor, addressed);
    const key = recordFacts(sensor).key;
    const moves = this.moves(key, reading);
    const scanningEnabled = reading.scanningEnabled || moves || isLaidDown(options, "ignorescanningdisabled");
    const thresholds =
      scanningEnabled && !reading.unavailable ? await this.thresholdsOf(sender, sensor, addressed) : null;
    const discreteValues = isLaidDown(options, "discretereading");
    const { vendor } = this;
    return assessSensor(sensor, { ...reading, scanningEnabled }, thresholds, { discreteValues, vendor });
  }

  /** A sensor that had a reading before and has none now may be in the middle of an update: it is asked once more. */
  private async reading(
    sender: CommandSender,
    sensor: SensorRecord,
    addressed: Addressed,
  ): Promise<SensorReading> {
    const request = { sensor: sensor.number };
    const reading = await sender.send(getSensorReading, request, addressed);
    const known = this.lastRaw.has(recordFacts(sensor).key);
    return reading.unavailable && known ? sender.send(getSensorReading, request, addressed) : reading;
  }

  /** True when the reading was ever seen to change: then "scanning disabled" is not true. */
  private moves(key: string, { raw, unavailable }: SensorReading): boolean {
    const last = this.lastRaw.get(key);
    if (unavailable) return false;
    if (last !== undefined && last !== raw) this.moving.add(key);
    this.lastRaw.set(key, raw);
    return this.moving.has(key);
  }

  private async thresholdsOf(
    sender: CommandSender,
    sensor: SensorRecord,
    addressed: Addressed,
  ): Promise<RawThresholds | null> {
    const readable = sensor.thresholdAccess === "readable" || sensor.thresholdAccess === "settable";
    if (sensor.eventType !== THRESHOLD_EVENT_TYPE || !readable) return null;
    const key = recordFacts(sensor).key;
    const kept = this.thresholds.get(key);
    if (kept !== undefined) return kept;
    try {
      const thresholds = await sender.send(getSensorThresholds, { sensor: sensor.number }, addressed);
      this.thresholds.set(key, thresholds);
      return thresholds;
    } catch (error) {
      if (!isLocal(error)) throw error;
      this.thresholds.set(key, sensor.thresholds);
      return sensor.thresholds;
    }
  }
}

function address(sensor: SensorRecord, options: ReaderOptions, way: Way): Addressed {
  const { lun } = sensor.owner;
  if (way === null) return { ...options, lun };
  return {
    ...options,
    lun,
    route: way,
    budgetMs: Math.min(options.budgetMs ?? BRIDGED_BUDGET_MS, BRIDGED_BUDGET_MS),
  };
}
