import type { Personality } from "../../personality";
import { ipmi15Personalities } from "./ipmi15";
import { sessionLifePersonalities } from "./session-life";
import { setUpPersonalities } from "./set-up";

/** Misbehaviour of session set-up, of IPMI 1.5 and of open sessions. */
export const sessionPersonalities: readonly Personality[] = [
  ...setUpPersonalities,
  ...ipmi15Personalities,
  ...sessionLifePersonalities,
];
