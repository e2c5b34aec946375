import { type ConsolePolicies, type ConsolePolicy, defaultConsolePolicy } from "@/lib/contracts/recording";
import type { SerialConsole } from "@/server/bmc/capabilities";
import type { NewMark, Recordings } from "@/server/recording/recording";
import { type ConsoleLook, HostConsole } from "./host-console";
import type { HubClock } from "./hub-clock";
import { OpeningQueue } from "./opening-queue";
import { type PolicyHost, policyOfHost } from "./policy-of-host";
import type { AttachedViewer, ViewerRequest } from "./viewer";

export interface ConsoleHubOptions {
  /** The host's serial console; rejects with BmcError when there is no way to it. */
  readonly serialOf: (hostId: string) => Promise<SerialConsole>;
  readonly recordings: Pick<Recordings, "open">;
  readonly clock: HubClock;
  /** Wall clock, for what people see. */
  readonly date: () => Date;
  /** 0 ≤ x < 1, for jitter. */
  readonly random: () => number;
  readonly onError: (error: unknown) => void;
  /** Hears what a host prints, as it comes, with the offset of its first byte. Must not throw and must not block. */
  readonly onOutput?: (hostId: string, offset: number, bytes: Buffer) => void;
}

/** Histories kept of consoles nobody watches: up to 256 KiB each. */
const MAX_IDLE = 200;

/** All consoles: at most one serial stream a host, however many watch it. */
export class ConsoleHub {
  private readonly consoles = new Map<string, HostConsole>();
  private policies: ReadonlyMap<string, ConsolePolicy> = new Map();
  private fallback: ConsolePolicy = defaultConsolePolicy;
  private readonly queue: OpeningQueue;

  constructor(private readonly options: ConsoleHubOptions) {
    this.queue = new OpeningQueue(options);
  }

  /** Rejects when the audit does. */
  attach(hostId: string, request: ViewerRequest): Promise<AttachedViewer> {
    const hostConsole = this.console(hostId);
    // Last used, last in the map.
    this.consoles.delete(hostId);
    this.consoles.set(hostId, hostConsole);
    return hostConsole.attach(request);
  }

  /** Null for a host that is not known, or not yet. */
  policyOf(hostId: string): ConsolePolicy | null {
    return this.policies.get(hostId) ?? null;
  }

  /**
   * What counts from now on, for all hosts there are; to be told again when either changes. Consoles that are to be recorded are
   * opened a few at a time.
   */
  setPolicies(policies: ConsolePolicies, hosts: readonly PolicyHost[]): void {
    const before = this.policies;
    this.policies = new Map(hosts.map((host) => [host.id, policyOfHost(policies, host)]));
    this.fallback = policies.default;
    for (const [hostId, policy] of this.policies) {
      const isNew = policy.record && !before.get(hostId)?.record;
      this.consoles.get(hostId)?.setPolicy(policy);
      if (isNew) this.queue.add(() => this.hold(hostId));
    }
  }

  /**
   * Opens the host's console for two minutes at least, because something is about to be heard. Resolves with whether it is open,
   * after `budgetMs` at the latest; never rejects.
   */
  listen(hostId: string, budgetMs: number): Promise<boolean> {
    return this.console(hostId).listen(budgetMs);
  }

  /** Marks this place of the host's output, when somebody watches or it is kept. */
  note(hostId: string, mark: NewMark): void {
    this.consoles.get(hostId)?.mark(mark);
  }

  /** The host's recording began or ceased to fail: who watches is told. */
  recordingChanged(hostId: string): void {
    this.consoles.get(hostId)?.recordingChanged();
  }

  /** Somebody else of us is logged in at the host's BMC: a console that failed at that is tried again. */
  loginWorks(hostId: string): void {
    this.consoles.get(hostId)?.loginWorks();
  }

  /** A setting of the host's BMC was mended: a console that failed for it is tried again. */
  mended(hostId: string): void {
    this.consoles.get(hostId)?.mended();
  }

  /** Null for a console that nobody opened since the start. */
  look(hostId: string): ConsoleLook | null {
    return this.consoles.get(hostId)?.look ?? null;
  }

  /** Our own power action is about to drop this host's link. */
  expectLinkDrop(hostId: string): void {
    this.consoles.get(hostId)?.expectLinkDrop();
  }

  /** The host is gone. What was recorded of it is let go of. */
  async remove(hostId: string): Promise<void> {
    const hostConsole = this.consoles.get(hostId);
    this.consoles.delete(hostId);
    this.policies = new Map([...this.policies].filter(([id]) => id !== hostId));
    await hostConsole?.close("removed");
  }

  async close(): Promise<void> {
    this.queue.close();
    const all = [...this.consoles.values()];
    this.consoles.clear();
    await Promise.all(all.map((hostConsole) => hostConsole.close("shutdown")));
  }

  private async hold(hostId: string): Promise<void> {
    // Removed, or no longer to be recorded, while it waited.
    if (this.policyOf(hostId)?.record) await this.console(hostId).hold();
  }

  private console(hostId: string): HostConsole {
    const existing = this.consoles.get(hostId);
    if (existing !== undefined) return existing;
    const { serialOf, recordings, onOutput, ...options } = this.options;
    const created = new HostConsole({
      ...options,
      serial: () => serialOf(hostId),
      openRecording: () => recordings.open(hostId),
      policy: this.policyOf(hostId) ?? this.fallback,
      onOutput: (offset, bytes) => onOutput?.(hostId, offset, bytes),
      onIdle: () => this.forgetOldest(),
    });
    this.consoles.set(hostId, created);
    return created;
  }

  private forgetOldest(): void {
    const idle = [...this.consoles].filter(([, hostConsole]) => hostConsole.isIdle);
    for (const [hostId] of idle.slice(0, Math.max(0, idle.length - MAX_IDLE))) this.consoles.delete(hostId);
  }
}
