import { dell } from "./dell";
import { hpe } from "./hpe";
import { lenovo } from "./lenovo";
import { openbmc } from "./openbmc";
import type { Profile, ProfileName } from "./profile";
import { supermicro } from "./supermicro";

/** Every make of server there is. */
export const profiles: Readonly<Record<ProfileName, Profile>> = { dell, hpe, lenovo, supermicro, openbmc };
