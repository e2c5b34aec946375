import type { Verb } from "../verb";

export const verbs: readonly Verb[] = [];
