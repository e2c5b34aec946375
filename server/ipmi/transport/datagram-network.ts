/** Where datagrams go. `address` is an IPv4 or IPv6 literal: names are resolved above the engine. */
export interface Endpoint {
  readonly address: string;
  readonly port: number;
}

/** A connected datagram socket: only datagrams from `remote` are delivered. */
export interface DatagramTransport {
  readonly remote: Endpoint;
  /** The port datagrams leave from, where there is such a thing. */
  readonly localPort?: number;
  /** Fire and forget; failures are reported to the error listener. */
  send(datagram: Uint8Array): void;
  onDatagram(listener: (datagram: Buffer) => void): void;
  /** Called with operating-system errors (ECONNREFUSED, EHOSTUNREACH …). */
  onError(listener: (error: NodeJS.ErrnoException) => void): void;
  close(): void;
}

/** The network as the engine sees it: real UDP in production, a seeded virtual network in tests. */
export interface DatagramNetwork {
  /** Rejects with IpmiError `no-route` when no socket can be opened towards `remote`. */
  connect(remote: Endpoint): Promise<DatagramTransport>;
}
