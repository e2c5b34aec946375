import type { Personality } from "../personality";
import { chassisPersonalities } from "./chassis";
import { configurationPersonalities } from "./configuration";
import { eventPersonalities } from "./events";
import { inventoryPersonalities } from "./inventory";
import { sensorPersonalities } from "./sensors";
import { serialPersonalities } from "./serial";
import { sessionPersonalities } from "./session";

/** Every way to misbehave that has a name. */
export const personalities: readonly Personality[] = [
  ...chassisPersonalities,
  ...configurationPersonalities,
  ...eventPersonalities,
  ...inventoryPersonalities,
  ...sensorPersonalities,
  ...serialPersonalities,
  ...sessionPersonalities,
];

export function personalityByName(name: string): Personality | undefined {
  return personalities.find((personality) => personality.name === name);
}
