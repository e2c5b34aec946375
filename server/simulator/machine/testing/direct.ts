import type { Command, CommandSender, SendOptions } from "../../../ipmi/commands/command";
import { CompletionCodeError } from "../../../ipmi/errors";
import { VirtualClock } from "../../../ipmi/testing/virtual-clock";
import { ByteReader } from "../../../ipmi/wire/byte-reader";
import { dell } from "../../profiles/dell";
import { createMachine, type MachineOptions, type SimulatedMachine } from "../create-machine";

/** 2026-03-01 00:00 UTC. */
export const EPOCH = Date.UTC(2026, 2, 1);

/** A machine and the engine's commands, with nothing between them: bytes go in and out by function call. */
export class Direct implements CommandSender {
  readonly clock = new VirtualClock();
  readonly machine: SimulatedMachine;
  readonly actions: string[] = [];

  constructor(options: Partial<MachineOptions> = {}) {
    this.machine = createMachine({
      profile: dell,
      seed: 1,
      clock: this.clock,
      now: () => EPOCH + this.clock.now(),
      address: "127.2.44.1",
      log: (action) => this.actions.push(action),
      ...options,
    });
  }

  /** Completion code and data as hex digits; null when there is no such command. */
  raw(netFn: number, command: number, data = "", address = 0x20, lun = 0): string | null {
    const bytes = Buffer.from(data.replaceAll(" ", ""), "hex");
    const reply = this.execute(netFn, command, bytes, address, lun);
    return (
      reply && Buffer.from([reply.completionCode]).toString("hex") + Buffer.from(reply.data).toString("hex")
    );
  }

  async send<Request, Response>(
    command: Command<Request, Response>,
    request: Request,
    options: SendOptions = {},
  ): Promise<Response> {
    const data = Buffer.from(command.encode(request));
    const address = options.route?.address ?? 0x20;
    const reply = this.execute(command.netFn, command.command, data, address, options.lun ?? 0);
    const code = reply?.completionCode ?? 0xc1;
    if (code !== 0) throw new CompletionCodeError(command.name, code, "refused");
    return command.decode(new ByteReader(reply?.data ?? new Uint8Array(), command.name), request);
  }

  private execute(netFn: number, command: number, data: Buffer, address: number, lun: number) {
    return this.machine.execute({
      netFn,
      lun,
      command,
      data,
      address,
      channel: this.machine.lanChannel,
      session: { userId: 2, privilege: 4 },
      from: "127.2.44.99:40000",
      datagram: "",
    });
  }
}
