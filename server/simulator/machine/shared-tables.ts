import type { Profile, SatelliteProfile } from "../profiles/profile";
import { type RecordStore, recordStore } from "./controller";
import { controllerLocatorRecord, fruLocatorRecord, sensorRecord } from "./records/sdr";
import { type PlacedSensor, place } from "./sensors/sensor";

const BMC_ADDRESS = 0x20;

/** What all machines of one profile and size have in common. */
export interface SharedTables {
  readonly sensors: readonly PlacedSensor[];
  readonly repository: RecordStore;
  readonly deviceSdrs: RecordStore;
  /** Sensors that stand for a drive. */
  readonly drives: number;
  readonly satellite: { readonly sensors: readonly PlacedSensor[]; readonly deviceSdrs: RecordStore } | null;
}

const built = new Map<string, SharedTables>();

export function sharedTables(profile: Profile, sensors: number): SharedTables {
  const key = `${profile.name} ${sensors}`;
  const known = built.get(key);
  if (known !== undefined) return known;
  const tables = build(profile, sensors);
  built.set(key, tables);
  return tables;
}

function build(profile: Profile, count: number): SharedTables {
  const sensors = place(profile.sensors(count));
  const own = () => sensors.map((placed) => sensorRecord(placed, BMC_ADDRESS));
  const locators = [
    controllerLocatorRecord(profile.controllerName, BMC_ADDRESS, profile.identity.support),
    ...profile.frus.map((fru) => fruLocatorRecord(fru, BMC_ADDRESS)),
  ];
  const satellite = profile.satellite === null ? null : satelliteTables(profile.satellite);
  const behind = profile.satellite === null ? [] : satelliteRecords(profile.satellite);
  return {
    sensors,
    repository: recordStore([...own(), ...locators, ...behind]),
    deviceSdrs: recordStore(own()),
    drives: sensors.filter(({ sensor }) => sensor.kind === "discrete" && sensor.circumstance.of === "drive")
      .length,
    satellite,
  };
}

function satelliteTables(satellite: SatelliteProfile) {
  return { sensors: place(satellite.sensors), deviceSdrs: recordStore(satelliteRecords(satellite)) };
}

function satelliteRecords({ address, name, identity, sensors, frus }: SatelliteProfile): Buffer[] {
  return [
    controllerLocatorRecord(name, address, identity.support),
    ...place(sensors).map((placed) => sensorRecord(placed, address)),
    ...frus.map((fru) => fruLocatorRecord(fru, address)),
  ];
}
