import type { Clock, Entropy } from "../../ipmi/clock";
import type { Machine, MachineReply, MachineRequest } from "../machine";
import type { LanSession, SessionTable } from "./session-table";
import type { SolPayload } from "./sol/sol-payload";
import type { ProtocolTraits } from "./traits";

/** What commands of the protocol itself may see and change. */
export interface ProtocolState {
  readonly machine: Machine;
  readonly traits: ProtocolTraits;
  readonly clock: Clock;
  readonly entropy: Entropy;
  readonly sessions: SessionTable;
  readonly sol: SolPayload;
}

/** A reply that a further message may follow by itself. */
export interface ProtocolReply extends MachineReply {
  readonly follows?: Buffer;
}

/** A command that the protocol answers, not the machine. */
export interface ProtocolCommand {
  readonly netFn: number;
  readonly command: number;
  /** Shortest request; shorter ones are answered C7h. */
  readonly minimumLength: number;
  /** Null is silence. */
  execute(state: ProtocolState, request: MachineRequest, session: LanSession | null): ProtocolReply | null;
}
