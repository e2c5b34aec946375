import { closeSession } from "../../../ipmi/commands/app/close-session";
import { coldReset } from "../../../ipmi/commands/app/cold-reset";
import { chassisControl } from "../../../ipmi/commands/chassis/chassis-control";
import { NetFn } from "../../../ipmi/commands/command";
import { CompletionCode } from "../../../ipmi/message/completion-code";
import type { MachineRequest } from "../../machine";
import type { Personality } from "../../personality";
import { refuse } from "../../protocol/reply";

const PAUSE_MS = 1_800;
/** One request in this many meets the pause, or the busy code. */
const EVERY = 5;
/** Chassis Control (IPMI 2.0 table 28-4). */
const HARD_RESET = 3;
const EXTENSION = new Set<number>([NetFn.GroupExtension]);

/** Takes the network away from a port that host and BMC share. */
function restarts({ netFn, command, data }: MachineRequest): boolean {
  if (netFn === coldReset.netFn && command === coldReset.command) return true;
  return netFn === chassisControl.netFn && command === chassisControl.command && data[0] === HARD_RESET;
}

/** Misbehaviour of packets, and of sessions once they are open (quirks E11, E13, E23, T1–T14). */
export const sessionLifePersonalities: readonly Personality[] = [
  {
    name: "packets-authenticated-with-sik",
    quirks: ["E11"],
    seenOn: "several",
    summary: "Packets are authenticated with the session integrity key itself.",
    traits: { integrityKey: "sik" },
  },
  {
    name: "integrity-pad-short",
    quirks: ["E13"],
    seenOn: "ICTS-certified BMCs",
    summary: "The integrity pad is reckoned without pad length and next header.",
    traits: { integrityPad: "short" },
  },
  {
    name: "whole-block-of-padding",
    quirks: ["E23"],
    seenOn: "some",
    summary: "Encrypted payloads that need no pad get one of 16 bytes.",
    traits: { wholeBlockPad: true },
  },
  {
    name: "checksums-wrong",
    quirks: ["T1"],
    seenOn: "Supermicro X9SCM, X9DRi",
    summary: "The checksums of IPMI messages are wrong.",
    traits: { wrongChecksums: true },
  },
  {
    name: "close-session-unanswered",
    quirks: ["T2"],
    seenOn: "Intel SR870",
    summary: "Close Session is carried out and not answered.",
    reply: ({ netFn, command }, reply) =>
      netFn === closeSession.netFn && command === closeSession.command ? null : reply,
  },
  {
    name: "reset-unanswered",
    quirks: ["T2"],
    seenOn: "BMCs on a port shared with the host",
    summary: "What restarts the host or the BMC is carried out and not answered.",
    reply: (request, reply) => (restarts(request) ? null : reply),
  },
  {
    name: "sessions-end-after-30-seconds",
    quirks: ["T3"],
    seenOn: "several",
    summary: "A session ends after thirty idle seconds.",
    traits: { sessionTimeoutMs: 30_000 },
  },
  {
    name: "one-session",
    quirks: ["T4"],
    seenOn: "several, the others having few",
    summary: "There is one session.",
    traits: { sessionSlots: 1 },
  },
  {
    name: "one-request-at-a-time",
    quirks: ["T5"],
    seenOn: "old hardware",
    summary: "What arrives before the last answer has left is lost.",
    begin: () => {
      let isBusy = false;
      return {
        delayMs: () => 40,
        incoming(datagram) {
          if (isBusy) return null;
          isBusy = true;
          return datagram;
        },
        outgoing(datagram) {
          isBusy = false;
          return [datagram];
        },
      };
    },
  },
  {
    name: "answers-late",
    quirks: ["T6"],
    seenOn: "general",
    summary: "Answers take longer than the wait for them: repeated requests are answered twice.",
    delayMs: () => 1_200,
  },
  {
    name: "answers-twice",
    quirks: ["T12"],
    seenOn: "BMCs with two network stacks on one line",
    summary: "Each datagram leaves twice.",
    outgoing: (datagram) => [datagram, datagram],
  },
  {
    name: "answers-torn",
    quirks: ["T7"],
    seenOn: "one vendor",
    summary: "Every fifth datagram is cut off.",
    begin: () => {
      let sent = 0;
      return {
        outgoing: (datagram) => [
          ++sent % EVERY === 0 ? datagram.subarray(0, datagram.length >> 1) : datagram,
        ],
      };
    },
  },
  {
    name: "addresses-not-swapped",
    quirks: ["T8"],
    seenOn: "several",
    summary: "Replies carry the addresses in the request's order.",
    traits: { unswappedAddresses: true },
  },
  {
    name: "bridged-replies-embedded",
    quirks: ["T8"],
    seenOn: "Lenovo SR650 V3",
    summary: "Replies from behind the BMC come inside Send Message's reply.",
    traits: { bridgedReply: "embedded" },
  },
  {
    name: "bridged-replies-double",
    quirks: ["T8"],
    seenOn: "several",
    summary: "Replies from behind the BMC come inside Send Message's reply and on their own.",
    traits: { bridgedReply: "both" },
  },
  {
    name: "group-refusals-without-body",
    quirks: ["T10"],
    seenOn: "Supermicro",
    summary: "Refusals of group commands lack the byte that says which group.",
    reply: ({ netFn }, reply) =>
      EXTENSION.has(netFn) && reply !== null && reply.completionCode !== CompletionCode.Success
        ? refuse(reply.completionCode)
        : reply,
  },
  {
    name: "busy-now-and-then",
    quirks: ["T11"],
    seenOn: "general",
    summary: "Every fifth request is refused as busy (C0h).",
    begin: () => {
      let asked = 0;
      return { reply: (_, reply) => (++asked % EVERY === 0 ? refuse(CompletionCode.NodeBusy) : reply) };
    },
  },
  {
    name: "pauses",
    quirks: ["T14"],
    seenOn: "OpenPOWER 8335-GTB",
    summary: "The BMC stands still for almost two seconds now and then.",
    begin: () => {
      let asked = 0;
      return { delayMs: () => (++asked % EVERY === 0 ? PAUSE_MS : 0) };
    },
  },
];
