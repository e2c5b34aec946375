import { CompletionCode } from "../../ipmi/message/completion-code";
import { BMC_ADDRESS } from "../../ipmi/message/ipmi-message";
import type { ActionRecord, Machine, MachineRequest } from "../machine";
import type { Personality } from "../personality";
import { describeAction } from "./action-names";
import { BEFORE_SESSION, requiredPrivilege } from "./privilege-table";
import type { ProtocolCommand, ProtocolReply, ProtocolState } from "./protocol-command";
import { refuse } from "./reply";
import type { LanSession } from "./session-table";

export interface ExecutorPort {
  readonly state: ProtocolState;
  readonly commands: readonly ProtocolCommand[];
  readonly personalities: readonly Personality[];
  readonly record: (action: Pick<ActionRecord, "action" | "details">, request: MachineRequest) => void;
  /** After a command was carried out. */
  readonly executed: (request: MachineRequest) => void;
}

/** Decides about one command: may it be executed, by whom, and what is answered. */
export class CommandExecutor {
  private readonly machine: Machine;
  private readonly commands: ReadonlyMap<number, ProtocolCommand>;

  constructor(private readonly port: ExecutorPort) {
    this.machine = port.state.machine;
    this.commands = new Map(port.commands.map((command) => [key(command), command]));
  }

  /** Executes and returns the reply to send; null for silence. */
  execute(request: MachineRequest, session: LanSession | null): ProtocolReply | null {
    let reply: ProtocolReply | null = this.decide(request, session);
    for (const personality of this.port.personalities) {
      if (personality.reply !== undefined) reply = personality.reply(request, reply);
    }
    return reply;
  }

  private decide(request: MachineRequest, session: LanSession | null): ProtocolReply | null {
    const required = requiredPrivilege(request.netFn, request.command);
    if (required !== BEFORE_SESSION && (session?.privilege ?? BEFORE_SESSION) < required) {
      return refuse(CompletionCode.InsufficientPrivilege);
    }
    for (const personality of this.port.personalities) {
      const reply = personality.instead?.(request) ?? null;
      if (reply !== null) return reply;
    }
    const reply = this.carryOut(request, session);
    if (reply?.completionCode === CompletionCode.Success) this.carriedOut(request);
    return reply;
  }

  private carryOut(request: MachineRequest, session: LanSession | null): ProtocolReply | null {
    const own = request.address === BMC_ADDRESS ? this.commands.get(key(request)) : undefined;
    if (own === undefined) return this.machine.execute(request) ?? refuse(CompletionCode.InvalidCommand);
    if (request.data.length < own.minimumLength) return refuse(CompletionCode.DataLengthInvalid);
    return own.execute(this.port.state, request, session);
  }

  private carriedOut(request: MachineRequest): void {
    const action = describeAction(request);
    if (action !== null) this.port.record(action, request);
    this.port.executed(request);
  }
}

function key({ netFn, command }: { readonly netFn: number; readonly command: number }): number {
  return (netFn << 8) | command;
}
