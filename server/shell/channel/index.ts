import type { Verb } from "../verb";
import type { VerbGroup } from "../verb-group";
import { getAccess, setAccess } from "./access";
import { authcap } from "./authcap";
import { getCiphers } from "./getciphers";
import { channelHelp } from "./help";
import { info } from "./info";
import { setkg } from "./setkg";

export const verbs: readonly Verb[] = [authcap, getAccess, setAccess, info, getCiphers, setkg];

export const help = channelHelp;

export const groups: Readonly<Record<string, VerbGroup>> = {
  channel: {
    unknown: (word) => ({ text: `Invalid CHANNEL command: ${word}\n\n${channelHelp}`, exitCode: 1 }),
  },
};
