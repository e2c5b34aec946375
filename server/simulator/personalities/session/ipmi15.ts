import { getChannelAuthenticationCapabilities } from "../../../ipmi/commands/app/get-channel-authentication-capabilities";
import type { Personality } from "../../personality";
import type { ProtocolTraits } from "../../protocol/traits";
import { edited, onReply } from "../replies";

/** Offsets in a reply to Get Channel Authentication Capabilities: types, versions; and the bit of OEM types. */
const TYPES = 1;
const VERSIONS = 3;
const OEM_TYPE = 0x20;
const IPMI_15 = 0x01;

/** Reply of a board that has no IPMI 2.0. */
const onlyIpmi15 = onReply(getChannelAuthenticationCapabilities, (reply) =>
  edited(reply, (data) => {
    data.writeUInt8(IPMI_15, VERSIONS);
    return data;
  }),
);

const ipmi15 = (
  name: string,
  quirks: readonly string[],
  seenOn: string,
  summary: string,
  traits: Partial<ProtocolTraits>,
): Personality => ({
  name,
  quirks,
  seenOn,
  summary,
  traits: { cipherSuites: [], ...traits },
  reply: onlyIpmi15,
});

/** Misbehaviour of sessions of IPMI 1.5 (quirks L1–L14, S21). But for the first, these boards have no IPMI 2.0. */
export const ipmi15Personalities: readonly Personality[] = [
  {
    name: "no-ipmi-1.5",
    quirks: ["L1"],
    seenOn: "HP DL145, Supermicro X11, H11, H12",
    summary: "There is no IPMI 1.5.",
    traits: { authenticationTypes: [] },
  },
  ipmi15("session-id-zero", ["L2"], "Tyan S2882", "Replies in a session carry the session id 0.", {
    sessionIdInReplies: "zero",
  }),
  ipmi15(
    "unexpected-auth-codes",
    ["L3"],
    "Dell 2850, SC1425",
    "Messages need no authentication, says the board, and replies have it all the same.",
    { perMessageAuthenticationOff: true, perMessageAuthenticationTruth: "sent" },
  ),
  ipmi15(
    "auth-codes-demanded",
    ["L4"],
    "IBM e325, Supermicro H8QME",
    "Messages need no authentication, says the board, and drops those without.",
    { perMessageAuthenticationOff: true, perMessageAuthenticationTruth: "demanded" },
  ),
  ipmi15("no-auth-codes", [], "many", "Messages need no authentication after the login, and have none.", {
    perMessageAuthenticationOff: true,
  }),
  ipmi15("sequence-numbers-swapped", ["L5"], "Sun ILOM", "Replies are numbered in the other byte order.", {
    sequenceByteOrder: "big",
  }),
  ipmi15("auth-codes-wrong", ["L6"], "Xyratex, Intel Windmill", "The codes of all answers are wrong.", {
    replyAuthCode: "wrong",
  }),
  ipmi15("auth-codes-zero", ["L6"], "Quanta Winterfell", "The codes of all answers are zeros.", {
    replyAuthCode: "zero",
  }),
  ipmi15(
    "activated-without-authentication",
    ["L7"],
    "ASUS",
    "Activate Session with MD5 answers that the session goes on without authentication, and it does.",
    { activatedAuthenticationType: "none" },
  ),
  ipmi15(
    "activated-with-straight-password",
    [],
    "no board known; a hostile BMC",
    "Activate Session with MD5 answers that the session goes on with the password in clear.",
    { activatedAuthenticationType: "password" },
  ),
  ipmi15(
    "auth-codes-follow-password",
    ["L12"],
    "Supermicro X9DRT",
    "Once a user's password is set, the codes of his open session are made with the new one.",
    { codesFollowPassword: true },
  ),
  ipmi15(
    "sequence-numbers-skip",
    ["L8"],
    "ASRock MT-C224 on a shared port",
    "Replies are numbered in steps of two.",
    {
      sequenceStep: 2,
    },
  ),
  ipmi15(
    "first-sequence-number-early",
    ["L8"],
    "Intel SE7520",
    "The first reply in a session has the number before the one agreed.",
    {
      initialSequenceSkew: -2,
    },
  ),
  ipmi15("one-challenge-a-port", ["L9"], "Intel SR870", "A port that got a challenge gets no second one.", {
    challengesOncePerPort: true,
  }),
  {
    ...ipmi15(
      "oem-authentication-only",
      ["L10"],
      "early Supermicro, Quanta, Tyan S4811",
      "Only an OEM's own authentication is offered.",
      {
        authenticationTypes: [],
      },
    ),
    reply: onReply(getChannelAuthenticationCapabilities, (reply) =>
      edited(reply, (data) => {
        data.writeUInt8(OEM_TYPE | (data.readUInt8(TYPES) & 0x80), TYPES);
        data.writeUInt8(IPMI_15, VERSIONS);
        return data;
      }),
    ),
  },
  ipmi15(
    "first-sequence-number-zero",
    ["L11"],
    "several",
    "Activate Session asks for the sequence number 0 to begin with.",
    {
      initialSequence: 0,
    },
  ),
  {
    name: "bridged-auth-codes-wrong",
    quirks: ["S21"],
    seenOn: "Inventec",
    summary: "Over IPMI 1.5 the codes of answers from behind the BMC are wrong, all others are right.",
    traits: { bridgedReply: "embedded", bridgedReplyAuthCode: "wrong" },
  },
  {
    ...ipmi15(
      "answers-pushed-out",
      ["L14"],
      "Intel SE7501WV2",
      "An answer leaves when the next one is due.",
      {},
    ),
    begin: () => {
      let held: Buffer | null = null;
      return {
        outgoing(datagram) {
          const pushed = held;
          held = datagram;
          return pushed === null ? [] : [pushed];
        },
      };
    },
  },
  {
    name: "no-presence-pong",
    quirks: ["L13"],
    seenOn: "Supermicro's IPMI 1.5 cards, Intel Windmill, Quanta",
    summary: "RMCP's presence ping is not answered.",
    traits: { answersPing: false },
  },
];
