import {
  type Command,
  CompletionCodeError,
  DecodeError,
  getDeviceId,
  type SdrRepository,
  type SendOptions,
} from "@/server/ipmi";
import { getSensorEventEnable } from "@/server/ipmi/commands/sensor-event/get-sensor-event-enable";
import { getSensorEventStatus } from "@/server/ipmi/commands/sensor-event/get-sensor-event-status";
import { getSensorReading } from "@/server/ipmi/commands/sensor-event/get-sensor-reading";
import { getSensorReadingFactors } from "@/server/ipmi/commands/sensor-event/get-sensor-reading-factors";
import {
  getSensorThresholds,
  type RawThresholds,
} from "@/server/ipmi/commands/sensor-event/get-sensor-thresholds";
import { ControllerUnreachable, ControllerWays, type Way } from "@/server/ipmi/readers/controller-ways";
import { type Conversion, decodeConversion } from "@/server/ipmi/records/conversion";
import type { SensorRecord } from "@/server/ipmi/records/sdr/sensor-record";
import { THRESHOLD_EVENT_TYPE } from "@/server/ipmi/records/sdr/sensor-record";
import { ByteReader } from "@/server/ipmi/wire/byte-reader";
import type { VerbContext } from "../verb";
import { analogValue } from "./analog-value";
import type { SensorEntry } from "./sensor-entry";
import { unitWords } from "./unit-words";

/** One Get Sensor Reading as ipmitool takes it. */
export interface SensorReading {
  /** There is a reading: it was answered, and neither disabled nor unavailable. */
  readonly valid: boolean;
  readonly scanningDisabled: boolean;
  readonly raw: number;
  /** The two bytes of comparison status or states; 0 where the BMC sent none. */
  readonly states: readonly [number, number];
  /** Null for sensors whose reading is no number. */
  readonly analog: { readonly value: number; readonly unit: string } | null;
  /** How raw bytes of this sensor are numbers; of a non-linear one at this reading. */
  readonly conversion: Conversion | null;
}

/** What Get Sensor Event Status and Get Sensor Event Enable answered; null: nothing. */
export interface SensorEvents {
  readonly status: Buffer | null;
  readonly enable: Buffer | null;
}

const BMC_ADDRESS = 0x20;
const FIRST_NON_LINEAR = 0x70;
const HEWLETT_PACKARD = 11;
const UNAVAILABLE = 0x20;
const SCANNING = 0x40;

/** Reads sensors one request each, those of other controllers on the way that leads to them. */
export class SensorReader {
  private manufacturer: Promise<number | null> | null = null;
  private readonly ways: ControllerWays;

  /** `repository`: whose sensors are read. */
  constructor(
    private readonly context: Pick<VerbContext, "bmc" | "signal" | "address">,
    { sensors, controllers }: Pick<SdrRepository, "sensors" | "controllers">,
  ) {
    this.ways = new ControllerWays(sensors, controllers);
  }

  /** Rejects only when the BMC itself does not answer any more. */
  async read(entry: SensorEntry): Promise<SensorReading> {
    const { record } = entry;
    const answer = await this.ask(record, inBytes(getSensorReading));
    const conversion = record.conversion;
    if (answer === null || answer.length < 2) return { ...noReading, conversion };
    const [raw = 0, flags = 0, low = 0, high = 0] = answer;
    if ((flags & SCANNING) === 0) return { ...noReading, scanningDisabled: true, conversion };
    const valid = (flags & UNAVAILABLE) === 0;
    const reading = { valid, scanningDisabled: false, raw: valid ? raw : 0, states: [low, high] } as const;
    if (conversion === null || !(await this.isAnalog(record)))
      return { ...reading, analog: null, conversion };
    if (conversion.linearisation < FIRST_NON_LINEAR) return withValue(reading, conversion, record);
    const factors = await this.factors(record, reading.raw, conversion);
    if (factors === null) return { ...reading, valid: false, analog: null, conversion };
    return withValue(reading, factors, record);
  }

  thresholds(entry: SensorEntry): Promise<RawThresholds | null> {
    return this.ask(entry.record, getSensorThresholds);
  }

  async events({ record }: SensorEntry): Promise<SensorEvents> {
    const status = await this.ask(record, inBytes(getSensorEventStatus));
    return { status, enable: await this.ask(record, inBytes(getSensorEventEnable)) };
  }

  /**
   * Only threshold sensors have analog readings by the specification; Hewlett-Packard's others have them, too, when they
   * have a unit.
   */
  private async isAnalog({ eventType, units }: SensorRecord): Promise<boolean> {
    if (eventType === THRESHOLD_EVENT_TYPE) return true;
    const hasUnit = units.percentage || units.modifierUse !== 0 || units.base !== 0 || units.modifier !== 0;
    if (!hasUnit) return false;
    const { bmc, signal } = this.context;
    this.manufacturer ??= bmc
      .send(getDeviceId, undefined, { signal })
      .then(({ manufacturerId }) => manufacturerId)
      .catch(nullWhenRefused);
    return (await this.manufacturer) === HEWLETT_PACKARD;
  }

  private async factors(
    record: SensorRecord,
    raw: number,
    conversion: Conversion,
  ): Promise<Conversion | null> {
    const answer = await this.ask(record, getSensorReadingFactors, { raw });
    if (answer === null) return null;
    const bytes = Buffer.concat([Buffer.from([conversion.linearisation]), answer.factors]);
    return decodeConversion(new ByteReader(bytes, "reading factors"), conversion.format);
  }

  /** Null when the owner of the sensor refuses, is not there, or is software. */
  private async ask<Request extends { sensor: number }, Answer>(
    record: SensorRecord,
    command: Command<Request, Answer>,
    rest?: Omit<Request, "sensor">,
  ): Promise<Answer | null> {
    const { owner, number } = record;
    if ((owner.id & 0x01) !== 0) return null;
    const { bmc, signal, address } = this.context;
    const request = { ...rest, sensor: number } as Request;
    const send = (way: Way) =>
      bmc.send(command, request, { signal, lun: owner.lun, ...(way !== null && { route: way }) });
    const own = owner.id === address && owner.channel === 0;
    return (own ? send(null) : this.ways.ask(record, send)).catch(nullWhenUnreadable);
  }
}

/** How requests about a sensor are addressed: to its LUN, and to the controller that has it. */
export function sensorOptions({ owner }: Pick<SensorRecord, "owner">, signal: AbortSignal): SendOptions {
  const options = { signal, lun: owner.lun };
  if (owner.id === BMC_ADDRESS && owner.channel === 0) return options;
  return { ...options, route: { channel: owner.channel, address: owner.id } };
}

const noReading = {
  valid: false,
  scanningDisabled: false,
  raw: 0,
  states: [0, 0],
  analog: null,
} as const;

function withValue(
  reading: Pick<SensorReading, "valid" | "scanningDisabled" | "raw" | "states">,
  conversion: Conversion,
  { units }: SensorRecord,
): SensorReading {
  const value = reading.valid ? analogValue(reading.raw, conversion) : 0;
  return { ...reading, analog: { value, unit: unitWords(units) }, conversion };
}

/** The same command with its answer as bytes: how many there are tells ipmitool what to print. */
function inBytes<Request>(command: Command<Request, unknown>): Command<Request, Buffer> {
  return { ...command, decode: (data) => data.rest() };
}

function nullWhenRefused(error: unknown): null {
  if (error instanceof CompletionCodeError || error instanceof DecodeError) return null;
  throw error;
}

/** A controller behind the BMC may also be silent: its sensors are unreadable then, the BMC's are not. */
function nullWhenUnreadable(error: unknown): null {
  if (error instanceof ControllerUnreachable) return null;
  return nullWhenRefused(error);
}
