import type { IpmiLogin, IpmiSettings } from "@/lib/contracts/ipmi-login";
import {
  type CipherSuiteId,
  explainProfile,
  type IpmiClientOptions,
  isCipherSuiteId,
  type LoginProfile,
  type SessionInfo,
} from "@/server/ipmi";
import type { BmcIdentity } from "../capabilities";

/** What a person laid down and what was learnt before, as options of the client. */
export function loginOptions(
  { protocol, cipherSuites, workarounds }: IpmiSettings,
  known: IpmiLogin | null,
  bestSuite: number | null,
): Pick<IpmiClientOptions, "protocol" | "cipherSuites" | "workarounds" | "known" | "minimumSuite"> {
  return {
    protocol,
    workarounds,
    known: known && toProfile(known),
    // Suites named by a person are that person's choice, also where they are weaker than what was used before.
    ...(cipherSuites.length > 0
      ? { cipherSuites, minimumSuite: null }
      : { minimumSuite: toSuite(bestSuite) }),
  };
}

/** How a session spoke, for keeping and showing. */
export function loginOf({ profile }: SessionInfo): BmcIdentity["login"] {
  return { ...profile, workarounds: [...profile.workarounds], sentence: explainProfile(profile) };
}

/** The ratchet was set by a session of ours, so it is a suite we know. */
export function toSuite(suite: number | null): CipherSuiteId | null {
  return suite !== null && isCipherSuiteId(suite) ? suite : null;
}

function toProfile(login: IpmiLogin): LoginProfile {
  const privilege = login.privilege as LoginProfile["privilege"];
  return { ...login, privilege };
}
