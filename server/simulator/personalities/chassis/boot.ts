import { BootOption } from "../../../ipmi/commands/chassis/boot-options";
import { getBootFlags } from "../../../ipmi/commands/chassis/get-system-boot-options";
import { setSystemBootOptions } from "../../../ipmi/commands/chassis/set-system-boot-options";
import { CompletionCode } from "../../../ipmi/message/completion-code";
import type { MachineRequest } from "../../machine";
import type { Personality } from "../../personality";
import { refuse, success } from "../../protocol/reply";
import { edited, isFor, onReply, refusing } from "../replies";

/** Misbehaviour of boot options (quirks P5–P8, V14). */

/** A boot flags reply: version, parameter, then the flags (IPMI 2.0 table 28-14). */
const FLAGS = 2;

const writes = (option: number) => (request: MachineRequest) =>
  isFor(setSystemBootOptions, request) && request.data[0] === option;
const writesFlags = writes(BootOption.BootFlags);
const writesClearing = writes(BootOption.ValidBitClearing);

export const bootPersonalities: readonly Personality[] = [
  {
    name: "boot-options-without-lock",
    quirks: ["V14"],
    seenOn: "several",
    summary: "Set In Progress and the steps around the boot flags are refused, the flags are taken.",
    reply: refusing(setSystemBootOptions, 0x80, ({ data }) => (data[0] ?? 0) !== BootOption.BootFlags),
  },
  {
    name: "boot-flags-lapse",
    quirks: ["P5"],
    seenOn: "general",
    summary: "Boot flags are void a minute after they were set, whatever the BMC is told about that timer.",
    instead: (request) => (writesClearing(request) ? success() : null),
  },
  {
    name: "boot-flags-not-kept",
    quirks: ["P6"],
    seenOn: "Lenovo XCC for lasting choices, others for all",
    summary: "Boot flags are accepted and forgotten.",
    reply: onReply(getBootFlags, (reply) =>
      edited(reply, (data) => (data[1] === BootOption.BootFlags ? data.fill(0, FLAGS) : data)),
    ),
  },
  {
    name: "boot-flags-reply-longer",
    quirks: ["P7"],
    seenOn: "HP DL380 G5",
    summary: "Twelve bytes more than there should be follow the boot flags.",
    reply: onReply(getBootFlags, (reply) =>
      edited(reply, (data) => Buffer.concat([data, Buffer.alloc(12, 0xee)])),
    ),
  },
  {
    name: "boot-flags-unanswered",
    quirks: ["P8"],
    seenOn: "some, as MAAS knows",
    summary: "Boot flags are set, and that is never answered.",
    reply: (request, reply) => (writesFlags(request) ? null : reply),
  },
  {
    name: "boot-flags-time-out",
    quirks: ["P8"],
    seenOn: "some, as MAAS knows",
    summary: "Setting boot flags is refused with a time-out (C3h).",
    instead: (request) => (writesFlags(request) ? refuse(CompletionCode.Timeout) : null),
  },
];
