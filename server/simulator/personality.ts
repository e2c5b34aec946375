import type { MachineReply, MachineRequest } from "./machine";
import type { ProtocolTraits } from "./protocol/traits";

/**
 * One way in which real BMCs misbehave, by name. A simulated BMC has any number of them; each hook sees what the
 * earlier ones left. The engine must live with every one, and a test says how.
 */
export interface Personality {
  /** kebab-case, says what happens: "open-session-privilege-hashed". */
  readonly name: string;
  /** Where the catalogue of quirks has it that the engine is held against; left out where it does not. */
  readonly quirks?: readonly string[];
  /** Whose boards do it, in a few words. */
  readonly seenOn: string;
  /** One sentence for the list in the documentation. */
  readonly summary: string;
  /**
   * For hooks that remember something: called once for each BMC, and what it returns takes the place of the hooks here.
   * Without it one personality's hooks serve all BMCs of a process.
   */
  begin?(): Pick<Personality, "incoming" | "instead" | "reply" | "delayMs" | "outgoing">;
  /** Deviations of session set-up and packet making. */
  readonly traits?: Partial<ProtocolTraits>;
  /** A datagram that arrived; null drops it. */
  incoming?(datagram: Buffer): Buffer | null;
  /**
   * A permitted command before it is carried out: a reply, and nothing happens; null, and it does.
   */
  instead?(request: MachineRequest): MachineReply | null;
  /**
   * A reply on its way, of the machine or of the protocol itself (C1h where neither knows the command); null is silence,
   * and what a hook sees when an earlier one chose it.
   */
  reply?(request: MachineRequest, reply: MachineReply | null): MachineReply | null;
  /** Milliseconds the BMC thinks before it sends the reply. */
  delayMs?(request: MachineRequest): number;
  /** A datagram on its way out: none, one, or several. */
  outgoing?(datagram: Buffer): readonly Buffer[];
}
