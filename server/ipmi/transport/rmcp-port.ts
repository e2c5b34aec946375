import { DecodeError } from "../errors";
import { decodeRmcpClass, RmcpClass } from "../rmcp/rmcp-header";
import type { DatagramTransport } from "./datagram-network";

export interface RmcpListener {
  /** A datagram of class ASF, RMCP header included. */
  asf?(datagram: Buffer): void;
  /** A datagram of class IPMI, RMCP header included. */
  ipmi?(datagram: Buffer): void;
  /** The operating system reported that a datagram could not be delivered. */
  error?(error: NodeJS.ErrnoException): void;
}

/** One socket towards one BMC, shared by presence ping, session-less commands, session set-up and the session. */
export class RmcpPort {
  private readonly listeners = new Set<RmcpListener>();
  private notRmcp = 0;

  constructor(private readonly transport: DatagramTransport) {
    transport.onDatagram((datagram) => this.receive(datagram));
    transport.onError((error) => {
      for (const listener of [...this.listeners]) listener.error?.(error);
    });
  }

  /** Datagrams that were not RMCP: somebody else lives at this address and port. */
  get foreignDatagrams(): number {
    return this.notRmcp;
  }

  /** Null where the network does not say. */
  get localPort(): number | null {
    return this.transport.localPort ?? null;
  }

  send(datagram: Uint8Array): void {
    this.transport.send(datagram);
  }

  /** Returns the function that ends the subscription. */
  listen(listener: RmcpListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  close(): void {
    this.listeners.clear();
    this.transport.close();
  }

  private receive(datagram: Buffer): void {
    const messageClass = this.classOf(datagram);
    if (messageClass === null) return;
    for (const listener of [...this.listeners]) {
      if (messageClass === RmcpClass.Asf) listener.asf?.(datagram);
      else listener.ipmi?.(datagram);
    }
  }

  private classOf(datagram: Buffer): RmcpClass | null {
    try {
      return decodeRmcpClass(datagram);
    } catch (error) {
      if (!(error instanceof DecodeError)) throw error;
      this.notRmcp++;
      return null;
    }
  }
}
