import type { Personality } from "../../personality";
import { bootPersonalities } from "./boot";
import { powerPersonalities } from "./power";

/** Misbehaviour of boot options and power control. */
export const chassisPersonalities: readonly Personality[] = [...bootPersonalities, ...powerPersonalities];
