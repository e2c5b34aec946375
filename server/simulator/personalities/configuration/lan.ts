import { NetFn } from "../../../ipmi/commands/command";
import { CompletionCode } from "../../../ipmi/message/completion-code";
import type { MachineReply, MachineRequest } from "../../machine";
import type { Personality } from "../../personality";
import { refuse, success } from "../../protocol/reply";
import { edited, isFor, onReply } from "../replies";

/** Misbehaviour where the LAN configuration is changed (quirks M4–M6, M9, V14). */

const setLanParameter = { netFn: NetFn.Transport, command: 0x01 } as const;
const getLanParameter = { netFn: NetFn.Transport, command: 0x02 } as const;

/** LAN configuration parameters (IPMI 2.0 table 23-4). */
const SET_IN_PROGRESS = 0;
const ADDRESS_SOURCE = 4;
const addresses = [3, 6, 12];
/** What a BMC need not have: header fields, ports, ARP, backup gateway, VLAN. */
const optional = [7, 8, 9, 10, 11, 14, 15, 20, 21];
const DHCP = 2;
const STATIC = 1;
const SOURCE_MASK = 0x0f;

const NOT_SUPPORTED = 0x80;
const READ_ONLY = 0x82;
/** Times that a write is refused, or readings that are old. */
const PATIENCE = 2;

/** Parameter of a write or read: after the channel. */
const parameterOf = ({ data }: MachineRequest): number => data[1] ?? 0;
const writes = (request: MachineRequest): boolean =>
  isFor(setLanParameter, request) && parameterOf(request) !== SET_IN_PROGRESS;

export const lanPersonalities: readonly Personality[] = [
  {
    name: "lan-lock-unknown",
    quirks: ["V14"],
    seenOn: "several",
    summary: "The LAN configuration cannot be marked as being changed (80h).",
    instead: (request) =>
      isFor(setLanParameter, request) && parameterOf(request) === SET_IN_PROGRESS
        ? refuse(NOT_SUPPORTED)
        : null,
  },
  {
    name: "lan-settings-refused-for-a-while",
    quirks: ["M5"],
    seenOn: "several",
    summary: "The first two times a LAN setting is an invalid field (CCh), then it is taken.",
    begin: () => {
      let refused = 0;
      return {
        instead(request) {
          if (!writes(request) || refused >= PATIENCE) return null;
          refused++;
          return refuse(CompletionCode.InvalidField);
        },
      };
    },
  },
  {
    name: "lan-settings-shown-late",
    quirks: ["M5"],
    seenOn: "several",
    summary: "After a LAN setting was changed it is read twice as it was before.",
    begin: () => {
      const before = new Map<number, MachineReply>();
      let changed = -1;
      let left = 0;
      return {
        reply(request, reply) {
          if (writes(request)) {
            changed = parameterOf(request);
            left = PATIENCE;
          }
          if (!isFor(getLanParameter, request) || reply === null) return reply;
          const old = before.get(parameterOf(request));
          if (parameterOf(request) === changed && old !== undefined && left-- > 0) return old;
          before.set(parameterOf(request), reply);
          return reply;
        },
      };
    },
  },
  {
    name: "lan-settings-ignored",
    quirks: ["M4", "M5", "M9"],
    seenOn: "Supermicro H8QME, Quanta S99Q when hurried; Dell and Inventec until they are reset",
    summary: "LAN settings are accepted and are not in force.",
    instead: (request) => (writes(request) ? success() : null),
  },
  {
    name: "addresses-fixed-under-dhcp",
    quirks: ["M6"],
    seenOn: "several",
    summary: "Addresses are read-only (82h) as long as they come from DHCP, as they do at first.",
    begin: () => {
      let source = DHCP;
      return {
        instead(request) {
          if (!writes(request)) return null;
          if (parameterOf(request) === ADDRESS_SOURCE) source = (request.data[2] ?? 0) & SOURCE_MASK;
          const isFixed = source !== STATIC && addresses.includes(parameterOf(request));
          return isFixed ? refuse(READ_ONLY) : null;
        },
      };
    },
  },
  {
    name: "optional-lan-settings-empty",
    quirks: ["M6"],
    seenOn: "several",
    summary: "Optional LAN settings are read with a revision and no value.",
    reply: onReply(getLanParameter, (reply, request) =>
      optional.includes(parameterOf(request)) ? edited(reply, (data) => data.subarray(0, 1)) : reply,
    ),
  },
];
