import type { SerialConsole } from "@/server/bmc/capabilities";
import { type AttachedViewer, HostConsole, type ViewerRequest } from "./host-console";
import type { HubClock } from "./hub-clock";

export interface ConsoleHubOptions {
  /** The host's serial console; rejects with BmcError when there is no way to it. */
  readonly serialOf: (hostId: string) => Promise<SerialConsole>;
  readonly clock: HubClock;
  /** Wall clock, for what people see. */
  readonly date: () => Date;
  /** 0 ≤ x < 1, for jitter. */
  readonly random: () => number;
  readonly onError: (error: unknown) => void;
}

/** Histories kept of consoles nobody watches: up to 256 KiB each. */
const MAX_IDLE = 200;

/** All consoles: at most one serial stream a host, however many watch it. */
export class ConsoleHub {
  private readonly consoles = new Map<string, HostConsole>();

  constructor(private readonly options: ConsoleHubOptions) {}

  /** Rejects when the audit does. */
  attach(hostId: string, request: ViewerRequest): Promise<AttachedViewer> {
    const existing = this.consoles.get(hostId);
    const hostConsole = existing ?? this.create(hostId);
    // Last used, last in the map.
    this.consoles.delete(hostId);
    this.consoles.set(hostId, hostConsole);
    return hostConsole.attach(request);
  }

  /** Our own power action is about to drop this host's link. */
  expectLinkDrop(hostId: string): void {
    this.consoles.get(hostId)?.expectLinkDrop();
  }

  /** The host is gone, or is to be reached anew. */
  async remove(hostId: string): Promise<void> {
    const hostConsole = this.consoles.get(hostId);
    this.consoles.delete(hostId);
    await hostConsole?.close("removed");
  }

  async close(): Promise<void> {
    const all = [...this.consoles.values()];
    this.consoles.clear();
    await Promise.all(all.map((hostConsole) => hostConsole.close("shutdown")));
  }

  private create(hostId: string): HostConsole {
    const { serialOf, clock, date, random, onError } = this.options;
    return new HostConsole({
      serial: () => serialOf(hostId),
      clock,
      date,
      random,
      onError,
      onIdle: () => this.forgetOldest(),
    });
  }

  private forgetOldest(): void {
    const idle = [...this.consoles].filter(([, hostConsole]) => hostConsole.isIdle);
    for (const [hostId] of idle.slice(0, Math.max(0, idle.length - MAX_IDLE))) this.consoles.delete(hostId);
  }
}
