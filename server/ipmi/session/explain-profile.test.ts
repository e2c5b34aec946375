import { expect, test } from "vitest";
import { explainProfile } from "./explain-profile";
import type { LoginProfile } from "./login-profile";

const usual: LoginProfile = {
  protocol: "2.0",
  cipherSuite: 17,
  authentication: null,
  privilege: 4,
  workarounds: [],
};
const ipmi15: LoginProfile = { ...usual, protocol: "1.5", cipherSuite: null, authentication: "md5" };

test.each<[LoginProfile, string]>([
  [usual, "IPMI 2.0 with cipher suite 17, as administrator."],
  [
    { ...usual, workarounds: ["opensesspriv"] },
    "IPMI 2.0 with cipher suite 17, as administrator, with opensesspriv because the BMC hashes the privilege of Open Session.",
  ],
  [
    { ...usual, cipherSuite: 8, privilege: 3, workarounds: ["intel20", "opensesspriv", "solstatus"] },
    "IPMI 2.0 with cipher suite 8, as operator, with intel20, opensesspriv and solstatus because the BMC wants user names padded to 16 bytes and hashes the privilege of Open Session.",
  ],
  [
    { ...usual, workarounds: ["supermicro20", "sun20"] },
    "IPMI 2.0 with cipher suite 17, as administrator, with supermicro20 and sun20 because the BMC sends codes of the wrong length.",
  ],
  [
    { ...usual, packing: "sik" },
    "IPMI 2.0 with cipher suite 17, as administrator, with packets authenticated by the session integrity key itself, as the BMC wants them.",
  ],
  [
    { ...usual, workarounds: ["opensesspriv"], packing: "short-pad" },
    "IPMI 2.0 with cipher suite 17, as administrator, with opensesspriv because the BMC hashes the privilege of Open Session, with the short integrity pad that the BMC wants.",
  ],
  [{ ...usual, workarounds: ["solport"] }, "IPMI 2.0 with cipher suite 17, as administrator, with solport."],
  [{ ...usual, cipherSuite: 2 }, "IPMI 2.0 with cipher suite 2, as administrator, unencrypted."],
  [
    { ...usual, cipherSuite: 1, privilege: 2 },
    "IPMI 2.0 with cipher suite 1, as user, unencrypted and unauthenticated.",
  ],
  [
    { ...usual, passwordBytes: 16 },
    "IPMI 2.0 with cipher suite 17, as administrator, where anybody with the first 16 bytes of the password gets in.",
  ],
  [ipmi15, "IPMI 1.5 with MD5, as administrator, unencrypted."],
  [
    { ...ipmi15, authentication: "password" },
    "IPMI 1.5 with the password in clear, as administrator, unencrypted.",
  ],
  [
    { ...ipmi15, authentication: "none", privilege: 2 },
    "IPMI 1.5 without authentication, as user, unencrypted.",
  ],
  [
    { ...ipmi15, workarounds: ["noauthcodecheck"] },
    "IPMI 1.5 with MD5, as administrator, unencrypted, with noauthcodecheck because the BMC puts wrong codes into its replies, which are not checked.",
  ],
])("%o", (profile, sentence) => {
  expect(explainProfile(profile)).toBe(sentence);
});
