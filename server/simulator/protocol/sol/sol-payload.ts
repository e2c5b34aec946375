import type { Clock, TimerHandle } from "../../../ipmi/clock";
import { decodeSolPacket, encodeSolPacket, type SolPacket, SolStatus } from "../../../ipmi/sol/sol-packet";
import type { Machine } from "../../machine";
import type { LanSession } from "../session-table";
import type { ProtocolTraits } from "../traits";
import { SolInput } from "./sol-input";
import { SolOutput } from "./sol-output";
import type { SolSettings } from "./sol-settings";

export interface SolPort {
  readonly machine: Machine;
  readonly clock: Clock;
  readonly traits: ProtocolTraits;
  /** Sends a payload over a session; false when the session has ended by now. */
  send(session: LanSession, payload: Buffer, encrypted: boolean): boolean;
}

/** Who has SOL, and how it runs. */
interface Active {
  readonly session: LanSession;
  encrypted: boolean;
  readonly input: SolInput;
  readonly output: SolOutput;
  /** The host's output still gets here. */
  hearsHost: boolean;
}

const STUMP = Buffer.from([0, 0]);

/** The one instance of serial over LAN that a BMC has (IPMI 2.0 §15): free, or active on one session. */
export class SolPayload {
  private active: Active | null = null;
  private idleTimer: TimerHandle | null = null;

  constructor(private readonly port: SolPort) {}

  /** The session that has SOL. */
  get owner(): LanSession | null {
    return this.active?.session ?? null;
  }

  activate(session: LanSession, encrypted: boolean, settings: SolSettings): void {
    const { machine, clock, traits } = this.port;
    const output = new SolOutput(clock, traits, settings, (packet) => this.send(packet));
    const active = {
      session,
      encrypted,
      input: new SolInput(traits, machine.serial),
      output,
      hearsHost: true,
    };
    this.active = active;
    machine.serial.onOutput((bytes) => {
      if (!active.hearsHost) return;
      this.noteTraffic();
      output.print(bytes);
    });
    this.noteTraffic();
  }

  /** Suspend and Resume Payload Encryption. */
  encrypt(encrypted: boolean): void {
    if (this.active !== null) this.active.encrypted = encrypted;
  }

  /** A payload that came in over `session`. Throws DecodeError. */
  receive(payload: Buffer, session: LanSession): void {
    const { active } = this;
    if (active === null || active.session !== session) return;
    const packet = decodeSolPacket(payload);
    active.output.receive(packet);
    if (packet.sequence === 0) return;
    if (packet.data.length > 0) this.noteTraffic();
    const answer = active.input.take(packet);
    if (answer !== null) this.send(answer);
  }

  /** Ends SOL; its owner is told, as far as this BMC tells. */
  end(): void {
    const { active } = this;
    if (active === null) return;
    const notice = { sequence: 0, ackedSequence: 0, acceptedCount: 0, data: Buffer.alloc(0) };
    const told = this.port.traits.solVictimHears;
    const payload =
      told === "stump" ? STUMP : encodeSolPacket({ ...notice, operation: SolStatus.Deactivated });
    this.release();
    if (told !== "nothing") this.port.send(active.session, payload, active.encrypted);
  }

  /** Ends SOL with the session that has it. */
  sessionEnded(session: LanSession): void {
    if (this.active?.session === session) this.release();
  }

  /** Power was switched on or cycled, or the host reset. */
  hostRestarted(): void {
    const { active } = this;
    if (active === null) return;
    active.output.hostRestarted();
    if (this.port.traits.solLosesHostOnRestart) active.hearsHost = false;
  }

  private release(): void {
    this.active?.output.stop();
    this.active = null;
    this.port.machine.serial.onOutput(null);
    this.stopIdleTimer();
  }

  private send(packet: SolPacket): void {
    const { active } = this;
    if (active === null) return;
    if (!this.port.send(active.session, encodeSolPacket(packet), active.encrypted)) {
      this.sessionEnded(active.session);
    }
  }

  private noteTraffic(): void {
    const { solIdleMs } = this.port.traits;
    if (solIdleMs === null) return;
    this.stopIdleTimer();
    this.idleTimer = this.port.clock.setTimeout(() => this.end(), solIdleMs);
  }

  private stopIdleTimer(): void {
    if (this.idleTimer !== null) this.port.clock.clearTimeout(this.idleTimer);
    this.idleTimer = null;
  }
}
