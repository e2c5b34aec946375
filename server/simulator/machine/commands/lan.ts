import { CompletionCode } from "../../../ipmi/message/completion-code";
import type { Profile } from "../../profiles/profile";
import { ANY_LENGTH, at, type Call, handlers, ok, refuse, u16 } from "../handler";
import { type Parameter, ParameterSpace } from "../parameters";
import { namedChannel } from "./users";

const DESTINATIONS = 4;
const DHCP = 2;
const STATIC = 1;
/** Authentication types by bit: MD2 and MD5 (IPMI 2.0 table 23-4, parameter 1). */
const AUTHENTICATION_TYPES = 0x06;
const STATIC_V6 = 4;
/** Of 16 bytes each. */
const DUID_BLOCKS = 1;
const ADDRESS_BYTES = 16;
const ADMINISTRATOR = 4;
/** Highest levels of cipher suites: a parameter of this number, with this many places of four bits. */
export const SUITE_LEVELS = 24;
export const LEVEL_PLACES = 16;

/** Administrator wherever a cipher suite may stand. */
function suiteLevels({ suiteLevels, cipherSuites }: Profile): readonly number[] {
  const level = (place: number) =>
    suiteLevels === "entry" || cipherSuites.includes(place) ? ADMINISTRATOR : 0;
  return Array.from({ length: LEVEL_PLACES / 2 }, (_, n) => level(2 * n) | (level(2 * n + 1) << 4));
}

/** A link-local address from the MAC (RFC 4291, appendix A). */
function linkLocal(mac: Uint8Array): number[] {
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = mac;
  return [0xfe, 0x80, 0, 0, 0, 0, 0, 0, a ^ 0x02, b, c, 0xff, 0xfe, d, e, f];
}

/** LAN configuration parameters (IPMI 2.0 tables 23-4 and 23-4a). */
const parameters: readonly Parameter[] = [
  { number: 1, bytes: 1, access: "read-only", initial: [AUTHENTICATION_TYPES] },
  { number: 2, bytes: 5, initial: [0, AUTHENTICATION_TYPES, AUTHENTICATION_TYPES, AUTHENTICATION_TYPES, 0] },
  { number: 3, bytes: 4 },
  { number: 4, bytes: 1, initial: [STATIC] },
  { number: 5, bytes: 6 },
  { number: 6, bytes: 4, initial: [255, 255, 255, 0] },
  // Time to live 40h, don't fragment, precedence 0, minimum delay.
  { number: 7, bytes: 3, initial: [0x40, 0x40, 0x10] },
  { number: 8, bytes: 2, initial: [0x6f, 0x02] },
  { number: 9, bytes: 2, initial: [0x98, 0x02] },
  { number: 10, bytes: 1, initial: [0x02] },
  { number: 11, bytes: 1, initial: [0x04] },
  { number: 12, bytes: 4 },
  { number: 13, bytes: 6, initial: [0x00, 0x1c, 0x73, 0x00, 0x00, 0x99] },
  { number: 14, bytes: 4 },
  { number: 15, bytes: 6 },
  { number: 16, bytes: 18, initial: [...Buffer.from("public".padEnd(18, "\0"), "latin1")] },
  { number: 17, bytes: 1, access: "read-only", initial: [DESTINATIONS] },
  { number: 18, bytes: 4, sets: DESTINATIONS + 1 },
  { number: 19, bytes: 13, sets: DESTINATIONS + 1 },
  { number: 20, bytes: 2 },
  { number: 21, bytes: 1 },
  { number: 22, bytes: 1, access: "read-only", initial: ({ profile }) => [profile.cipherSuites.length] },
  {
    number: 23,
    bytes: 17,
    access: "read-only",
    initial: ({ profile }) => [
      0,
      ...profile.cipherSuites,
      ...new Array<number>(ADDRESS_BYTES - profile.cipherSuites.length).fill(0),
    ],
  },
  {
    number: SUITE_LEVELS,
    bytes: 9,
    initial: ({ profile }) => [0, ...suiteLevels(profile)],
  },
  { number: 25, bytes: 4, sets: DESTINATIONS + 1 },
  { number: 26, bytes: 6 },
  // IPv6 only, dual stack, alerts to IPv6 destinations.
  { number: 50, bytes: 1, access: "read-only", initial: [0x07] },
  { number: 51, bytes: 1, initial: [0x02] },
  { number: 52, bytes: 1 },
  { number: 53, bytes: 1, initial: [0x40] },
  { number: 54, bytes: 3 },
  { number: 55, bytes: 3, access: "read-only", initial: [STATIC_V6, 1, 0x03] },
  // Enable and source, address, prefix length, status (disabled).
  { number: 56, bytes: [19, 20], sets: STATIC_V6, initial: [...new Array<number>(17).fill(0), 64, 0x01] },
  { number: 57, bytes: 1, access: "read-only", initial: [DUID_BLOCKS] },
  { number: 58, bytes: 18, sets: 1, blocks: DUID_BLOCKS },
  {
    number: 59,
    bytes: 20,
    access: "read-only",
    sets: 1,
    // SLAAC, the link-local address, /64, active.
    initial: (bmc) => [0x01, ...linkLocal(lanParameters.value(bmc, 5)), 64, 0x00],
  },
  { number: 60, bytes: 1, access: "read-only", initial: [0] },
  { number: 62, bytes: 1, access: "read-only", initial: [0] },
  { number: 64, bytes: 1, initial: [0x02] },
  { number: 65, bytes: 16 },
  { number: 66, bytes: 6 },
  { number: 67, bytes: 1 },
  { number: 68, bytes: 16 },
  { number: 69, bytes: 16 },
  { number: 70, bytes: 6 },
  { number: 71, bytes: 1 },
  { number: 72, bytes: 16 },
  { number: 73, bytes: 1, access: "read-only", initial: [0] },
  { number: 79, bytes: 1, access: "read-only", initial: [0] },
];

export const lanParameters = new ParameterSpace("lan", parameters);

const IP_ADDRESS = 3;
const IP_SOURCE = 4;
const COUNTERS = 9;

/** LAN device commands (IPMI 2.0 §23). */
export const lanCommands = handlers(0x0c, [
  [0x01, [3, ANY_LENGTH], setParameter],
  [
    0x02,
    4,
    (call) => {
      const [channel, number, set, block] = [
        at(call.data, 0),
        at(call.data, 1),
        at(call.data, 2),
        at(call.data, 3),
      ];
      if (namedChannel(call, channel) === null) return refuse(CompletionCode.InvalidField);
      return lanParameters.get(call.bmc, number, set, block, (channel & 0x80) !== 0);
    },
  ],
  // Suspend BMC ARPs: none are suspended, none can be.
  [
    0x03,
    2,
    (call) => (namedChannel(call, at(call.data, 0)) === null ? refuse(CompletionCode.InvalidField) : ok([0])),
  ],
  [0x04, 2, statistics],
]);

function setParameter(call: Call) {
  const { bmc, data } = call;
  if (namedChannel(call, at(data, 0)) === null) return refuse(CompletionCode.InvalidField);
  const number = at(data, 1);
  const isDynamic = (lanParameters.value(bmc, IP_SOURCE)[0] ?? STATIC) === DHCP;
  // An address that DHCP gave is not for us to change.
  if (number === IP_ADDRESS && isDynamic) return refuse(CompletionCode.NotInPresentState);
  return lanParameters.set(bmc, number, data.subarray(2));
}

/** Get IP/UDP/RMCP Statistics (§23.4): packets received and sent, from what this machine has really executed. */
function statistics(call: Call) {
  const { bmc, data } = call;
  if (namedChannel(call, at(data, 0)) === null) return refuse(CompletionCode.InvalidField);
  const count = bmc.requests;
  // IP received, header errors, address errors, fragments, sent; UDP received; RMCP received, UDP proxy twice.
  const counters = [count, 0, 0, 0, count, count, count, 0, 0].slice(0, COUNTERS);
  if ((at(data, 1) & 0x01) !== 0) bmc.requests = 0;
  return ok(counters.flatMap((value) => u16(Math.min(0xffff, value))));
}
