import { BootOption } from "../../../ipmi/commands/chassis/boot-options";
import { chassisControl } from "../../../ipmi/commands/chassis/chassis-control";
import { getBootFlags } from "../../../ipmi/commands/chassis/get-system-boot-options";
import { setSystemBootOptions } from "../../../ipmi/commands/chassis/set-system-boot-options";
import type { Personality } from "../../personality";
import { success } from "../../protocol/reply";
import { edited, onReply, refusing } from "../replies";

/** Misbehaviour of boot options and power control (quirks P2, P6, P7, V14). */

const HARD_RESET = 3;
/** A boot flags reply: version, parameter, then the flags (IPMI 2.0 table 28-14). */
const FLAGS = 2;

export const chassisPersonalities: readonly Personality[] = [
  {
    name: "boot-options-without-lock",
    seenOn: "several",
    summary: "Set In Progress and the steps around the boot flags are refused, the flags are taken.",
    reply: refusing(setSystemBootOptions, 0x80, ({ data }) => (data[0] ?? 0) !== BootOption.BootFlags),
  },
  {
    name: "boot-flags-not-kept",
    seenOn: "Lenovo XCC for lasting choices, others for all",
    summary: "Boot flags are accepted and forgotten.",
    reply: onReply(getBootFlags, (reply) =>
      edited(reply, (data) => (data[1] === BootOption.BootFlags ? data.fill(0, FLAGS) : data)),
    ),
  },
  {
    name: "boot-flags-reply-longer",
    seenOn: "HP DL380 G5",
    summary: "Twelve bytes more than there should be follow the boot flags.",
    reply: onReply(getBootFlags, (reply) =>
      edited(reply, (data) => Buffer.concat([data, Buffer.alloc(12, 0xee)])),
    ),
  },
  {
    name: "reset-while-off-accepted",
    seenOn: "Supermicro",
    summary: "A reset of a host that is off succeeds and does nothing.",
    reply: (request, reply) => {
      const resets = request.netFn === chassisControl.netFn && request.command === chassisControl.command;
      return resets && request.data[0] === HARD_RESET && reply?.completionCode === 0xd5 ? success() : reply;
    },
  },
];
