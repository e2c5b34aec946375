import { closeSession } from "../../../ipmi/commands/app/close-session";
import { getChannelAuthenticationCapabilities } from "../../../ipmi/commands/app/get-channel-authentication-capabilities";
import { getChannelCipherSuites } from "../../../ipmi/commands/app/get-channel-cipher-suites";
import { setSessionPrivilegeLevel } from "../../../ipmi/commands/app/set-session-privilege-level";
import { CompletionCode } from "../../../ipmi/message/completion-code";
import { PayloadType } from "../../../ipmi/session/session-info";
import type { Personality } from "../../personality";
import { refuse } from "../../protocol/reply";
import { edited, isFor, onReply, refusing } from "../replies";
import { outsideSession } from "./datagrams";

/** Get Channel Authentication Capabilities: bit of the channel byte that asks for what IPMI 2.0 added. */
const WANTS_IPMI_2 = 0x80;
/** Offset of the user and key bits in its reply, and all of them. */
const STATUS = 2;
const ALL_STATUS_BITS = 0x3f;
/** Cipher suite records: what one begins with, and the bits that tell an algorithm's kind (IPMI 2.0 table 22-19). */
const RECORD_START = 0xc0;
const TAG_BITS = 0xc0;

/** Misbehaviour of session set-up over IPMI 2.0 (quirks E1–E25, M10). */
export const setUpPersonalities: readonly Personality[] = [
  {
    name: "capability-bits-wrong",
    quirks: ["E1"],
    seenOn: "Asus P5M2, Intel SR1520, Sun X4150",
    summary: "What the BMC says before a login about its users and its key is the opposite of the truth.",
    reply: onReply(getChannelAuthenticationCapabilities, (reply) =>
      edited(reply, (data) => {
        data.writeUInt8(data.readUInt8(STATUS) ^ ALL_STATUS_BITS, STATUS);
        return data;
      }),
    ),
  },
  {
    name: "ipmi-2-question-refused",
    quirks: ["E2"],
    seenOn: "BMCs older than IPMI 2.0",
    summary: "Get Channel Authentication Capabilities is an error (CCh) when it asks for IPMI 2.0.",
    reply: refusing(
      getChannelAuthenticationCapabilities,
      CompletionCode.InvalidField,
      ({ data }) => ((data[0] ?? 0) & WANTS_IPMI_2) !== 0,
    ),
  },
  {
    name: "capabilities-in-old-framing-only",
    quirks: ["E3"],
    seenOn: "OpenIPMI's ipmi_sim",
    summary: "Commands before a login are answered in IPMI 1.5 framing only.",
    incoming: (datagram) => (outsideSession(datagram) === PayloadType.Ipmi ? null : datagram),
  },
  {
    name: "open-session-privilege-hashed",
    quirks: ["E4"],
    seenOn: "Sun, Supermicro X8DT, Dell C5220, Intel S5500, Quanta",
    summary: "The privilege of Open Session is hashed, not that of RAKP 1.",
    traits: { hashedPrivilege: "open-session" },
  },
  {
    name: "open-session-privilege-hashed-alone",
    quirks: ["E4"],
    seenOn: "Sun, Supermicro X8DT, Dell C5220, Intel S5500, Quanta",
    summary: "The privilege of Open Session is hashed, without RAKP 1's bit for the look-up by name.",
    traits: { hashedPrivilege: "open-session-alone" },
  },
  {
    name: "open-session-at-highest-level-only",
    quirks: ["E4"],
    seenOn: "early Tyan",
    summary: "Open Session must ask for the highest level that the suite allows; named ones are refused.",
    traits: { openSessionLevels: "highest" },
  },
  {
    name: "open-session-at-named-level-only",
    quirks: ["E4"],
    seenOn: "Supermicro",
    summary: "Open Session must name a level.",
    traits: { openSessionLevels: "named" },
  },
  {
    name: "privilege-must-equal-limit",
    quirks: ["E5"],
    seenOn: "Xyratex, Cisco UCS",
    summary: "A user may log in at exactly his limit, not below.",
    traits: { privilegeMustEqualLimit: true },
  },
  {
    name: "users-held-at-callback",
    quirks: ["M10"],
    seenOn: "Gigabyte MD90",
    summary: "Sessions open at any level asked for, and stay at callback, where nothing may be done.",
    instead: (request) => {
      if (request.session === null || isFor(closeSession, request)) return null;
      return refuse(isFor(setSessionPrivilegeLevel, request) ? 0x81 : CompletionCode.InsufficientPrivilege);
    },
  },
  {
    name: "look-up-by-name-only",
    quirks: ["E6"],
    seenOn: "some",
    summary: "Users are found by their name alone.",
    traits: { nameLookup: "name-only" },
  },
  {
    name: "look-up-by-name-and-privilege",
    quirks: ["E6"],
    seenOn: "Intel SE7520AF2",
    summary: "Users are found by their name and privilege only.",
    traits: { nameLookup: "name-and-privilege" },
  },
  {
    name: "names-hashed-padded",
    quirks: ["E7"],
    seenOn: "Intel SE7520AF2",
    summary: "User names are hashed with zeros up to 16 bytes.",
    traits: { hashesPaddedNames: true },
  },
  {
    name: "names-padded",
    quirks: ["E12"],
    seenOn: "Intel 82571",
    summary: "User names must come with zeros up to 16 bytes, and are hashed so.",
    traits: { paddedNames: true },
  },
  {
    name: "rakp2-code-longer",
    quirks: ["E8"],
    seenOn: "Supermicro H8QME (Peppercon)",
    summary: "RAKP 2's code has a byte too many.",
    traits: { rakp2ExtraBytes: 1 },
  },
  {
    name: "rakp2-code-shorter",
    quirks: ["E8"],
    seenOn: "Sun 4100 ILOM",
    summary: "RAKP 2's code lacks a byte.",
    traits: { rakp2ExtraBytes: -1 },
  },
  {
    name: "rakp4-code-longer",
    quirks: ["E8"],
    seenOn: "Supermicro H8QME (Peppercon), Sun 4100 ILOM",
    summary: "RAKP 4's integrity check value is not cut to its length.",
    traits: { rakp4ExtraBytes: 4 },
  },
  {
    name: "rakp4-by-integrity-algorithm",
    quirks: ["E9"],
    seenOn: "Intel",
    summary: "RAKP 4's integrity check value is computed with the suite's integrity algorithm.",
    traits: { integrityCheckBy: "integrity" },
  },
  {
    name: "rakp4-code-without-authentication",
    quirks: ["E10"],
    seenOn: "Supermicro X8DTG, Intel S5500",
    summary: "RAKP 4 carries an integrity check value although suite 0 has none.",
    traits: { cipherSuites: [0], integrityCheckWithoutAuthentication: true },
  },
  {
    name: "rakp3-role-without-look-up-bit",
    quirks: ["E11"],
    seenOn: "several",
    summary: "RAKP 3 is expected to be hashed over the privilege without the bit for the look-up by name.",
    traits: { rakp3WithoutLookupBit: true },
  },
  {
    name: "suite-17-only",
    quirks: ["E14"],
    seenOn: "Intel M50CYP, new OpenBMC",
    summary: "Other suites than 17 are refused as if no session were free.",
    traits: { cipherSuites: [17], suiteRefusalStatus: 0x01 },
  },
  {
    name: "suite-3-only",
    quirks: ["E15"],
    seenOn: "many",
    summary: "Suite 17 is in the records and is refused.",
    traits: { cipherSuites: [3], advertisedCipherSuites: [3, 17] },
  },
  {
    name: "suite-refused-as-role",
    quirks: ["E16"],
    seenOn: "Supermicro X8DTG",
    summary: "A suite that is not enabled is refused as a role that is not allowed (0Ah).",
    traits: { cipherSuites: [3], suiteRefusalStatus: 0x0a },
  },
  {
    name: "suite-refused-as-parameter",
    quirks: ["E16"],
    seenOn: "MSI MS-91D2",
    summary: "A suite that is not enabled is refused as an illegal parameter (12h).",
    traits: { cipherSuites: [3], suiteRefusalStatus: 0x12 },
  },
  {
    name: "suite-refused-with-c7h",
    quirks: ["E19"],
    seenOn: "Supermicro",
    summary: "A suite that is not enabled is refused with a status that does not exist, in two bytes.",
    traits: { cipherSuites: [3], suiteRefusalStatus: 0xc7, shortRefusals: true },
  },
  {
    name: "cipher-suite-records-wrong",
    quirks: ["E17"],
    seenOn: "Sun 4100, Intel S2600JF, HP DL145",
    summary: "Algorithms in cipher suite records lack the bits that say which kind they are.",
    reply: onReply(getChannelCipherSuites, (reply) =>
      edited(reply, (data) => data.map((byte) => (byte === RECORD_START ? byte : byte & ~TAG_BITS))),
    ),
  },
  {
    name: "no-cipher-suite-records",
    quirks: ["E17"],
    seenOn: "IBM OP940",
    summary: "Get Channel Cipher Suites is not known.",
    reply: refusing(getChannelCipherSuites, CompletionCode.InvalidCommand),
  },
  {
    name: "disabled-suite-accepted",
    quirks: ["E18"],
    seenOn: "Supermicro, MSI, Quanta, Dell R610",
    summary: "Suite 0, which needs no password, is not in the records and works.",
    traits: { cipherSuites: [0, 3, 17], advertisedCipherSuites: [3, 17] },
  },
  {
    name: "setup-refusals-short",
    quirks: ["E19"],
    seenOn: "Supermicro",
    summary: "Refusals in session set-up end after the status.",
    traits: { cipherSuites: [3], shortRefusals: true },
  },
  {
    name: "repeated-setup-message-ends-it",
    quirks: ["E20"],
    seenOn: "many",
    summary: "A repeated RAKP 1 or RAKP 3 ends the session set-up.",
    traits: { repeatedSetup: "ends-setup" },
  },
  {
    name: "stale-setup-answers",
    quirks: ["E21"],
    seenOn: "many",
    summary: "Each answer of session set-up is followed by the one before it.",
    begin: () => {
      let last: Buffer | null = null;
      return {
        outgoing(datagram) {
          if ((outsideSession(datagram) ?? PayloadType.Ipmi) === PayloadType.Ipmi) return [datagram];
          const stale = last;
          last = datagram;
          return stale === null ? [datagram] : [stale, datagram];
        },
      };
    },
  },
  {
    name: "guid-zero",
    quirks: ["E22"],
    seenOn: "Supermicro X10",
    summary: "RAKP 2 gives a GUID of zeros.",
    traits: { sharedGuid: Buffer.alloc(16) },
  },
  {
    name: "guid-erased",
    seenOn: "boards that nobody programmed",
    summary: "RAKP 2 gives a GUID of FFh.",
    traits: { sharedGuid: Buffer.alloc(16, 0xff) },
  },
  {
    name: "guid-of-many",
    seenOn: "boards with AMI's firmware as it was delivered",
    summary: "RAKP 2 gives the GUID that stands in the firmware's source, on every board the same.",
    traits: { sharedGuid: Buffer.from("00020003000400050006000700080009", "hex") },
  },
  {
    name: "password-of-16-bytes",
    quirks: ["E24"],
    seenOn: "Supermicro",
    summary: "Sixteen bytes of a longer password are kept.",
    traits: { passwordBytes: 16 },
  },
  {
    name: "password-of-19-bytes",
    quirks: ["E24"],
    seenOn: "Supermicro",
    summary: "Nineteen bytes of a longer password are kept.",
    traits: { passwordBytes: 19 },
  },
];
