import type { Clock, Entropy } from "../../ipmi/clock";
import type { Endpoint } from "../../ipmi/transport/datagram-network";
import type { MachineUser } from "../machine";

/** A session as the BMC holds it. */
export interface LanSession {
  /** The BMC's id for it: never 0. */
  readonly id: number;
  /** Session handle of Get Session Info (IPMI 2.0 §22.20): 1 … slots. */
  readonly handle: number;
  readonly kind: "1.5" | "2.0";
  readonly user: MachineUser;
  /** Highest level Set Session Privilege Level grants. */
  readonly limit: number;
  /** Level it works at. */
  privilege: number;
  /** Where the last good packet came from. */
  remote: Endpoint;
  lastHeard: number;
  /** A datagram that carries `payload` in this session. */
  seal(payloadType: number, payload: Uint8Array, encrypted: boolean): Buffer;
}

/**
 * The sessions of one BMC: a few slots, and idle ones end after the time-out. No timer runs for that: a session's end
 * shows only to whoever asks, so it is decided then.
 */
export class SessionTable<Session extends LanSession = LanSession> {
  private readonly sessions = new Map<number, Session>();
  private listener: (session: Session) => void = () => {};

  constructor(
    private readonly clock: Clock,
    private readonly entropy: Entropy,
    readonly limits: { readonly sessionSlots: number; readonly sessionTimeoutMs: number },
  ) {}

  /** Called for each session that ended, whatever ended it. */
  onEnd(listener: (session: Session) => void): void {
    this.listener = listener;
  }

  /** Ids of live sessions in order of their handles. */
  all(): Session[] {
    this.expire();
    return [...this.sessions.values()].sort((a, b) => a.handle - b.handle);
  }

  get free(): number {
    this.expire();
    return this.limits.sessionSlots - this.sessions.size;
  }

  /** The live session with this id. */
  find(id: number): Session | null {
    const session = this.sessions.get(id);
    if (session === undefined) return null;
    if (!this.isExpired(session)) return session;
    this.end(session);
    return null;
  }

  /** A session id that is not in use. */
  newId(): number {
    for (;;) {
      const id = this.entropy.bytes(4).readUInt32LE(0);
      if (id !== 0 && !this.sessions.has(id)) return id;
    }
  }

  /** The lowest free handle. */
  newHandle(): number {
    const used = new Set([...this.sessions.values()].map(({ handle }) => handle));
    let handle = 1;
    while (used.has(handle)) handle += 1;
    return handle;
  }

  add(session: Session): void {
    this.sessions.set(session.id, session);
  }

  touch(session: Session, remote: Endpoint): void {
    session.lastHeard = this.clock.now();
    session.remote = remote;
  }

  end(session: Session): void {
    if (this.sessions.delete(session.id)) this.listener(session);
  }

  clear(): void {
    for (const session of [...this.sessions.values()]) this.end(session);
  }

  private expire(): void {
    for (const session of this.sessions.values()) if (this.isExpired(session)) this.end(session);
  }

  private isExpired(session: Session): boolean {
    return this.clock.now() - session.lastHeard > this.limits.sessionTimeoutMs;
  }
}
