import type { Personality } from "../../personality";
import { dcmiPersonalities } from "./dcmi";
import { fruPersonalities } from "./frus";
import { identityPersonalities } from "./identity";

/** Misbehaviour of what a BMC says of itself, of its FRU data and of DCMI. */
export const inventoryPersonalities: readonly Personality[] = [
  ...identityPersonalities,
  ...fruPersonalities,
  ...dcmiPersonalities,
];
