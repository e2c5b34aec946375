import { dell } from "./dell";
import type { Profile, ProfileName } from "./profile";

/** Every make of server there is. */
export const profiles: Readonly<Partial<Record<ProfileName, Profile>>> = { dell };
