import type { Personality } from "../../personality";
import { sensorReadings } from "./readings";
import { sensorRecords } from "./records";

export const sensorPersonalities: readonly Personality[] = [...sensorReadings, ...sensorRecords];
