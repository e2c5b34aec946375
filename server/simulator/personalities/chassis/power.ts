import { chassisControl } from "../../../ipmi/commands/chassis/chassis-control";
import { getChassisStatus } from "../../../ipmi/commands/chassis/get-chassis-status";
import { CompletionCode } from "../../../ipmi/message/completion-code";
import type { MachineReply, MachineRequest } from "../../machine";
import type { Personality } from "../../personality";
import { refuse, success } from "../../protocol/reply";
import { edited, isFor, onReply } from "../replies";

/** Misbehaviour of power control (quirks P1–P4, P9). */

/** Chassis Control (IPMI 2.0 table 28-3). */
const POWER_CYCLE = 2;
const HARD_RESET = 3;
const SOFT_SHUTDOWN = 5;
/** Get Chassis Status: bit 0 of the first byte says that the host is on (IPMI 2.0 table 28-2). */
const POWER_ON = 0x01;
/** Readings of the chassis status that are old after a command. */
const OLD_READINGS = 10;
/** Switches the slots whose bits are set over: Dell's, for what has no host of its own. */
const toggleSlots = { netFn: 0x30, command: 0xf0 } as const;

function controls(request: MachineRequest, ...actions: readonly number[]): boolean {
  return isFor(chassisControl, request) && actions.includes(request.data[0] ?? 0);
}

export const powerPersonalities: readonly Personality[] = [
  {
    name: "power-state-stale",
    quirks: ["P1"],
    seenOn: "general",
    summary: "After power control the next ten readings of the chassis status are the last one before it.",
    begin: () => {
      let before: MachineReply | null = null;
      let old = 0;
      return {
        reply(request, reply) {
          if (isFor(chassisControl, request) && before !== null) old = OLD_READINGS;
          if (!isFor(getChassisStatus, request)) return reply;
          if (old > 0) {
            old--;
            return before;
          }
          before = reply;
          return reply;
        },
      };
    },
  },
  {
    name: "reset-while-off-accepted",
    quirks: ["P2"],
    seenOn: "Supermicro",
    summary: "A reset of a host that is off succeeds and does nothing.",
    reply: (request, reply) =>
      controls(request, HARD_RESET) && reply?.completionCode === CompletionCode.NotInPresentState
        ? success()
        : reply,
  },
  {
    name: "restarts-unknown",
    quirks: ["P3"],
    seenOn: "HPE Moonshot and others",
    summary: "Power cycle and reset are refused; on and off are all there is.",
    instead: (request) =>
      controls(request, POWER_CYCLE, HARD_RESET) ? refuse(CompletionCode.InvalidField) : null,
  },
  {
    name: "soft-off-ignored",
    quirks: ["P4"],
    seenOn: "all, by the operating system's choice",
    summary: "A soft shutdown is accepted and the host stays on.",
    instead: (request) => (controls(request, SOFT_SHUTDOWN) ? success() : null),
  },
  {
    name: "slots-switched-over",
    quirks: ["P9"],
    seenOn: "Dell C410x",
    summary:
      "Chassis Control is not known; a command of the maker's own switches a slot to what it is not, each time it comes.",
    begin: () => {
      let isOn = true;
      const status = onReply(getChassisStatus, (reply) =>
        edited(reply, (data) => {
          const flags = data.readUInt8(0) & ~POWER_ON;
          data.writeUInt8(isOn ? flags | POWER_ON : flags, 0);
          return data;
        }),
      );
      return {
        instead(request) {
          if (isFor(chassisControl, request)) return refuse(CompletionCode.InvalidCommand);
          if (!isFor(toggleSlots, request)) return null;
          isOn = !isOn;
          return success();
        },
        reply: status,
      };
    },
  },
];
