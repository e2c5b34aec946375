import { SENSOR_SPECIFIC_EVENT_TYPE } from "../records/sdr/sensor-record";
import { SensorType } from "../records/sensor-types";

/** Event types and sensor types of the specification that vendors say more about (IPMI 2.0 tables 42-2 and 42-3). */
export const SENSOR_SPECIFIC = SENSOR_SPECIFIC_EVENT_TYPE;
export const DIGITAL_STATE = 0x03;
export const SEVERITY = 0x07;
export const REDUNDANCY = 0x0b;

export const PROCESSOR = 0x07;
export const POWER_SUPPLY = SensorType.PowerSupply;
export const MEMORY = SensorType.Memory;
export const FIRMWARE_PROGRESS = SensorType.SystemFirmwareProgress;
export const CRITICAL_INTERRUPT = 0x13;
export const VERSION_CHANGE = SensorType.VersionChange;
