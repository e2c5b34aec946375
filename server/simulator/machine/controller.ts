import type { FruDevice } from "../profiles/profile";
import type { SensorBank } from "./sensors/sensor-bank";
import { Reservation } from "./state/reservation";
import type { SdrRepository } from "./state/sdr-repository";

/** What Get Device ID says (IPMI 2.0 §20.1). */
export interface DeviceIdentity {
  readonly deviceId: number;
  readonly deviceRevision: number;
  readonly firmwareMajor: number;
  /** As a number 0–99; it travels as BCD. */
  readonly firmwareMinor: number;
  /** Table 20-2, byte 6. */
  readonly support: number;
  readonly manufacturerId: number;
  readonly productId: number;
  readonly auxiliary: readonly [number, number, number, number];
  readonly providesDeviceSdrs: boolean;
}

/** SDRs of a controller with their ids in place: shared by all machines of a profile. */
export interface RecordStore {
  readonly records: readonly Buffer[];
}

/** A management controller: the BMC at 20h, or a satellite. */
export interface Controller {
  readonly address: number;
  readonly identity: DeviceIdentity;
  readonly sensors: SensorBank;
  /** The SDR repository; null on satellites. */
  readonly repository: SdrRepository | null;
  readonly deviceSdrs: RecordStore;
  readonly repositoryReservation: Reservation;
  readonly deviceSdrReservation: Reservation;
  readonly frus: readonly FruDevice[];
}

export function createController(
  given: Omit<Controller, "repositoryReservation" | "deviceSdrReservation">,
): Controller {
  return { ...given, repositoryReservation: new Reservation(), deviceSdrReservation: new Reservation() };
}

/** Numbers records 1, 2, 3 … */
export function recordStore(records: readonly Buffer[]): RecordStore {
  for (const [index, record] of records.entries()) record.writeUInt16LE(index + 1, 0);
  return { records };
}
