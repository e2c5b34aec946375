import type { Verb } from "../verb";
import { getAccess, setAccess } from "./access";
import { authcap } from "./authcap";
import { getCiphers } from "./getciphers";
import { channelHelp } from "./help";
import { info } from "./info";

export const verbs: readonly Verb[] = [authcap, getAccess, setAccess, info, getCiphers];

export const help = channelHelp;
