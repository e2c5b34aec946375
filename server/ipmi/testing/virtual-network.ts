import type { Clock } from "../clock";
import type { DatagramNetwork, DatagramTransport, Endpoint } from "../transport/datagram-network";
import { SeededEntropy } from "./seeded-entropy";

/** What the network does to datagrams, each way. Probabilities are 0–1, times milliseconds. */
export interface NetworkFaults {
  readonly loss: number;
  readonly duplication: number;
  /** Probability of `reorderDelay` extra. */
  readonly reordering: number;
  readonly reorderDelay: number;
  readonly delay: number;
  /** Up to this much more, uniformly. */
  readonly jitter: number;
}

export const perfectNetwork: NetworkFaults = {
  loss: 0,
  duplication: 0,
  reordering: 0,
  reorderDelay: 0,
  delay: 1,
  jitter: 0,
};

export interface ServerSocket {
  onDatagram(listener: (datagram: Buffer, from: Endpoint) => void): void;
  send(datagram: Uint8Array, to: Endpoint): void;
  close(): void;
}

export interface Passage {
  readonly direction: "to-bmc" | "to-client";
  readonly datagram: Buffer;
  readonly at: number;
}

/** Decides about single datagrams before the faults do: return "drop" to lose it. */
export type NetworkRule = (passage: Passage) => "pass" | "drop";

interface ClientSocket {
  readonly local: Endpoint;
  deliver(datagram: Buffer): void;
  fail(code: string): void;
}

/** A seeded network in memory, on a virtual clock. Both ends run their real code over it. */
export class VirtualNetwork implements DatagramNetwork {
  faults: NetworkFaults;
  rule: NetworkRule = () => "pass";
  /** Everything that was sent, lost or not. */
  readonly passages: Passage[] = [];
  private readonly random: SeededEntropy;
  private readonly servers = new Map<string, (datagram: Buffer, from: Endpoint) => void>();
  private readonly clients = new Map<string, ClientSocket>();
  private readonly partitioned = new Set<string>();
  private readonly refusing = new Set<string>();
  private nextPort = 49152;

  constructor(
    private readonly clock: Clock,
    options: { seed?: number; faults?: Partial<NetworkFaults> } = {},
  ) {
    this.random = new SeededEntropy(options.seed ?? 1);
    this.faults = { ...perfectNetwork, ...options.faults };
  }

  /** Client sockets that are open: a closed client leaves none. */
  get openSockets(): number {
    return this.clients.size;
  }

  connect(remote: Endpoint): Promise<DatagramTransport> {
    const local: Endpoint = { address: "192.0.2.1", port: this.nextPort++ };
    let onDatagram: (datagram: Buffer) => void = () => {};
    let onError: (error: NodeJS.ErrnoException) => void = () => {};
    this.clients.set(key(local), {
      local,
      deliver: (datagram) => onDatagram(datagram),
      fail: (code) => onError(Object.assign(new Error(code), { code })),
    });
    return Promise.resolve({
      remote,
      localPort: local.port,
      send: (datagram) => this.carryToServer(local, remote, Buffer.from(datagram)),
      onDatagram: (listener) => {
        onDatagram = listener;
      },
      onError: (listener) => {
        onError = listener;
      },
      close: () => {
        this.clients.delete(key(local));
      },
    });
  }

  bind(endpoint: Endpoint): ServerSocket {
    return {
      onDatagram: (listener) => {
        this.servers.set(key(endpoint), listener);
      },
      send: (datagram, to) => this.carryToClient(endpoint, to, Buffer.from(datagram)),
      close: () => {
        this.servers.delete(key(endpoint));
      },
    };
  }

  /** Nothing to or from `address` arrives while partitioned. */
  partition(address: string, partitioned: boolean): void {
    if (partitioned) this.partitioned.add(address);
    else this.partitioned.delete(address);
  }

  /** Datagrams to `address` come back as ECONNREFUSED. */
  refuse(address: string, refused: boolean): void {
    if (refused) this.refusing.add(address);
    else this.refusing.delete(address);
  }

  /** Puts a datagram in front of a client as if the BMC had sent it. */
  inject(datagram: Uint8Array): void {
    for (const client of this.clients.values()) client.deliver(Buffer.from(datagram));
  }

  /** Brings a datagram of a client to the BMC once more, with the same delay. */
  deliverAgain(datagram: Uint8Array): void {
    const [client] = this.clients.values();
    const [deliver] = this.servers.values();
    if (client === undefined || deliver === undefined) return;
    this.clock.setTimeout(() => deliver(Buffer.from(datagram), client.local), this.faults.delay);
  }

  private carryToServer(from: Endpoint, to: Endpoint, datagram: Buffer): void {
    if (this.refusing.has(to.address)) {
      this.clock.setTimeout(() => this.clients.get(key(from))?.fail("ECONNREFUSED"), 0);
      return;
    }
    this.carry({ direction: "to-bmc", datagram, at: this.clock.now() }, to.address, () =>
      this.servers.get(key(to))?.(Buffer.from(datagram), from),
    );
  }

  private carryToClient(from: Endpoint, to: Endpoint, datagram: Buffer): void {
    this.carry({ direction: "to-client", datagram, at: this.clock.now() }, from.address, () =>
      this.clients.get(key(to))?.deliver(Buffer.from(datagram)),
    );
  }

  private carry(passage: Passage, bmcAddress: string, deliver: () => void): void {
    this.passages.push(passage);
    if (this.partitioned.has(bmcAddress) || this.rule(passage) === "drop") return;
    const copies = this.happens(this.faults.duplication) ? 2 : 1;
    for (let copy = 0; copy < copies; copy++) {
      if (this.happens(this.faults.loss)) continue;
      const reordered = this.happens(this.faults.reordering) ? this.faults.reorderDelay : 0;
      const jitter = Math.round(this.random.fraction() * this.faults.jitter);
      this.clock.setTimeout(deliver, this.faults.delay + jitter + reordered);
    }
  }

  private happens(probability: number): boolean {
    return probability > 0 && this.random.fraction() < probability;
  }
}

function key(endpoint: Endpoint): string {
  return `${endpoint.address}|${endpoint.port}`;
}
