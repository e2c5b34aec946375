import type { Personality } from "../personality";
import { serialPersonalities } from "./serial";

/** Every way to misbehave that has a name. */
export const personalities: readonly Personality[] = [
  ...serialPersonalities, //
];

export function personalityByName(name: string): Personality | undefined {
  return personalities.find((personality) => personality.name === name);
}
