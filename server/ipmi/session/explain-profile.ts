import { Privilege } from "../commands/command";
import type { LoginProfile } from "./login-profile";

const levels: Readonly<Record<Privilege, string>> = {
  [Privilege.Callback]: "callback",
  [Privilege.User]: "user",
  [Privilege.Operator]: "operator",
  [Privilege.Administrator]: "administrator",
  [Privilege.Oem]: "OEM level",
};

/** How a BMC is spoken to, in one English sentence. */
export function explainProfile(profile: LoginProfile): string {
  const { protocol, cipherSuite, authentication, privilege, workarounds } = profile;
  const how =
    protocol === "2.0"
      ? `IPMI 2.0 with cipher suite ${cipherSuite}`
      : `IPMI 1.5 with ${authentication === "none" ? "no authentication" : authentication}`;
  const odd = workarounds.length > 0 ? `, with the workarounds ${workarounds.join(", ")}` : "";
  return `${how}, as ${levels[privilege]}${odd}.`;
}
