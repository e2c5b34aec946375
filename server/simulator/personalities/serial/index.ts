import type { Personality } from "../../personality";

/** Serial over LAN as it should not be. */
export const serialPersonalities: readonly Personality[] = [];
