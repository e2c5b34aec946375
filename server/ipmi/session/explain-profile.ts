import { Privilege } from "../commands/command";
import { cipherSuite } from "../crypto/cipher-suite";
import type { LoginProfile } from "./login-profile";
import type { Packing } from "./packet-protection";
import type { Workaround } from "./workarounds";

const levels: Readonly<Record<Privilege, string>> = {
  [Privilege.Callback]: "callback",
  [Privilege.User]: "user",
  [Privilege.Operator]: "operator",
  [Privilege.Administrator]: "administrator",
  [Privilege.Oem]: "OEM level",
};

/** What a BMC does that makes a login need the workaround; the others concern what comes after it. */
const reasons: Partial<Readonly<Record<Workaround, string>>> = {
  authcap: "misstates what logins it takes",
  idzero: "answers under the session id 0",
  unexpectedauth: "authenticates replies that it says it does not",
  forcepermsg: "demands authentication that it says it does not need",
  endianseq: "numbers its replies in the other byte order",
  noauthcodecheck: "puts wrong codes into its replies, which are not checked",
  nochecksumcheck: "sends wrong checksums, which are not checked",
  intel20: "wants user names padded to 16 bytes",
  supermicro20: "sends codes of the wrong length",
  sun20: "sends codes of the wrong length",
  opensesspriv: "hashes the privilege of Open Session",
  integritycheckvalue: "sends a check value where the cipher suite has none",
};

const packings: Readonly<Record<Packing, string>> = {
  sik: "with packets authenticated by the session integrity key itself, as the BMC wants them",
  "short-pad": "with the short integrity pad that the BMC wants",
};

/** How a BMC is spoken to, and what is out of the ordinary about it, in one English sentence. */
export function explainProfile(profile: LoginProfile): string {
  const { privilege, workarounds, packing, passwordBytes } = profile;
  const clauses = [protocolOf(profile), `as ${levels[privilege]}`];
  const weakness = weaknessOf(profile);
  if (weakness !== null) clauses.push(weakness);
  if (passwordBytes !== undefined) {
    clauses.push(`where anybody with the first ${passwordBytes} bytes of the password gets in`);
  }
  if (workarounds.length > 0) clauses.push(oddityOf(workarounds));
  if (packing) clauses.push(packings[packing]);
  return `${clauses.join(", ")}.`;
}

function protocolOf({ protocol, cipherSuite, authentication }: LoginProfile): string {
  if (protocol === "2.0") return `IPMI 2.0 with cipher suite ${cipherSuite}`;
  switch (authentication) {
    case "none":
    case null:
      return "IPMI 1.5 without authentication";
    case "password":
      return "IPMI 1.5 with the password in clear";
    default:
      return `IPMI 1.5 with ${authentication.toUpperCase()}`;
  }
}

function weaknessOf({ protocol, cipherSuite: id }: LoginProfile): string | null {
  if (protocol === "1.5" || id === null) return "unencrypted";
  const suite = cipherSuite(id);
  if (suite.authCode === "none") return "unencrypted and unauthenticated";
  return suite.encrypts ? null : "unencrypted";
}

function oddityOf(workarounds: readonly Workaround[]): string {
  const why = [...new Set(workarounds.flatMap((name) => reasons[name] ?? []))];
  const because = why.length > 0 ? ` because the BMC ${listed(why)}` : "";
  return `with ${listed(workarounds)}${because}`;
}

function listed(words: readonly string[]): string {
  const last = words.at(-1) ?? "";
  return words.length > 1 ? `${words.slice(0, -1).join(", ")} and ${last}` : last;
}
