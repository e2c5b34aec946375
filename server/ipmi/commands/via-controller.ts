import type { BridgeRoute, CommandSender } from "./command";

/** Sends every command to a controller behind the BMC. */
export function viaController(sender: CommandSender, route: BridgeRoute): CommandSender {
  return {
    send: (command, request, options) => sender.send(command, request, { ...options, route }),
  };
}
