import { CompletionCode } from "../../../ipmi/message/completion-code";
import type { MachineReply, MachineRequest } from "../../machine";
import type { Bmc } from "../bmc";
import { type Handler, refuse } from "../handler";
import { bootOptionCommands } from "./boot-options";
import { channelCommands } from "./channel";
import { chassisCommands } from "./chassis";
import { dcmiCommands } from "./dcmi";
import { deviceCommands } from "./device";
import { eventCommands } from "./events";
import { firmwareFirewallCommands } from "./firmware-firewall";
import { fruCommands } from "./fru";
import { lanCommands } from "./lan";
import { messagingCommands } from "./messaging";
import { deviceSdrCommands, sdrCommands } from "./sdr";
import { selCommands } from "./sel";
import { sensorCommands } from "./sensors";
import { solConfigurationCommands } from "./sol-configuration";
import { systemInfoCommands } from "./system-info";
import { userCommands } from "./users";
import { watchdogCommands } from "./watchdog";

const keyOf = (netFn: number, command: number): number => (netFn << 8) | command;

const commands: readonly Handler[] = [
  ...deviceCommands,
  ...chassisCommands,
  ...sensorCommands,
  ...sdrCommands,
  ...deviceSdrCommands,
  ...selCommands,
  ...userCommands,
  ...bootOptionCommands,
  ...channelCommands,
  ...fruCommands,
  ...lanCommands,
  ...solConfigurationCommands,
  ...messagingCommands,
  ...systemInfoCommands,
  ...watchdogCommands,
  ...eventCommands,
  ...dcmiCommands,
];

/** Every command a machine knows, by network function and code. */
const table: ReadonlyMap<number, Handler> = new Map(
  [...commands, ...firmwareFirewallCommands(commands)].map((handler) => [
    keyOf(handler.netFn, handler.command),
    handler,
  ]),
);

/** Finds the command and the controller it is for; null when there is no such command. */
export function execute(bmc: Bmc, request: MachineRequest): MachineReply | null {
  const controller = bmc.controller(request.address);
  // Nobody at that address on the bus.
  if (controller === null) return refuse(CompletionCode.DestinationUnavailable);
  const handler = table.get(keyOf(request.netFn, request.command));
  if (handler === undefined) return null;
  if (controller !== bmc.main && handler.satellite !== true) return null;
  const [least, most] = handler.bytes;
  const { data } = request;
  if (data.length < least || data.length > most) return refuse(CompletionCode.DataLengthInvalid);
  return handler.run({ bmc, controller, request, data });
}
