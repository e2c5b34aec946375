import type { Personality } from "../../personality";
import { lanPersonalities } from "./lan";
import { userPersonalities } from "./users";

/** Misbehaviour of configuration that is written. */
export const configurationPersonalities: readonly Personality[] = [...userPersonalities, ...lanPersonalities];
