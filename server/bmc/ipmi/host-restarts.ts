import { type CommandSender, NetFn, type SendOptions } from "@/server/ipmi";

/** Chassis Control (IPMI 2.0 §28.3): power up, power cycle, hard reset. */
const CHASSIS_CONTROL = 0x02;
const RESTARTS: ReadonlySet<number | undefined> = new Set([1, 2, 3]);

/** Sends as `sender` does, and tells of each command carried out that makes the host start anew, raw ones too. */
export function watchingRestarts(sender: CommandSender, hostRestarted: () => void): CommandSender {
  return {
    async send(command, request, options?: SendOptions) {
      const response = await sender.send(command, request, options);
      const { netFn, command: code } = command;
      if (netFn === NetFn.Chassis && code === CHASSIS_CONTROL && RESTARTS.has(command.encode(request)[0]))
        hostRestarted();
      return response;
    },
  };
}
