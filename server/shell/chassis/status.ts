import { type ChassisStatus, getChassisStatus, Privilege } from "@/server/ipmi";
import { failAs } from "../fail-as";
import { defineVerb } from "../verb";

export const status = defineVerb<void, ChassisStatus>({
  path: ["chassis", "status"],
  usage: "",
  summary: "Power, faults and front panel of the chassis",
  privilege: Privilege.User,
  class: "read",
  parse: () => undefined,
  run: ({ bmc, signal }) =>
    failAs(bmc.send(getChassisStatus, undefined, { signal }), {
      silent: "Error sending Chassis Status command",
    }),
  text: statusText,
});

function statusText({ power, lastEvent, chassis, frontPanel }: ChassisStatus): string {
  const policy = power.restorePolicy === "stay-off" ? "always-off" : power.restorePolicy;
  const events = [
    lastEvent.acFailed && "ac-failed ",
    lastEvent.overload && "overload ",
    lastEvent.interlock && "interlock ",
    lastEvent.fault && "fault ",
    lastEvent.byIpmiCommand && "command",
  ];
  const lines = [
    `System Power         : ${power.on ? "on" : "off"}`,
    `Power Overload       : ${power.overload}`,
    `Power Interlock      : ${active(power.interlock)}`,
    `Main Power Fault     : ${power.fault}`,
    `Power Control Fault  : ${power.controlFault}`,
    `Power Restore Policy : ${policy}`,
    `Last Power Event     : ${events.filter(Boolean).join("")}`,
    `Chassis Intrusion    : ${active(chassis.intrusion)}`,
    `Front-Panel Lockout  : ${active(chassis.frontPanelLockout)}`,
    `Drive Fault          : ${chassis.driveFault}`,
    `Cooling/Fan Fault    : ${chassis.coolingFault}`,
    ...(frontPanel ? panelLines(frontPanel) : []),
  ];
  return `${lines.join("\n")}\n`;
}

function panelLines(panel: NonNullable<ChassisStatus["frontPanel"]>): readonly string[] {
  const { mayDisable } = panel;
  const disabled = [
    panel.standbyDisabled,
    panel.diagnosticInterruptDisabled,
    panel.resetDisabled,
    panel.powerOffDisabled,
  ];
  if (![...disabled, ...Object.values(mayDisable)].includes(true)) return ["Front Panel Control  : none"];
  return [
    `Sleep Button Disable : ${allowed(mayDisable.standby)}`,
    `Diag Button Disable  : ${allowed(mayDisable.diagnosticInterrupt)}`,
    `Reset Button Disable : ${allowed(mayDisable.reset)}`,
    `Power Button Disable : ${allowed(mayDisable.powerOff)}`,
    `Sleep Button Disabled: ${panel.standbyDisabled}`,
    `Diag Button Disabled : ${panel.diagnosticInterruptDisabled}`,
    `Reset Button Disabled: ${panel.resetDisabled}`,
    `Power Button Disabled: ${panel.powerOffDisabled}`,
  ];
}

function active(flag: boolean): string {
  return flag ? "active" : "inactive";
}

function allowed(flag: boolean): string {
  return flag ? "allowed" : "not allowed";
}
