import { createSocket } from "node:dgram";
import { isIPv6 } from "node:net";
import type { Endpoint } from "../ipmi/transport/datagram-network";

/** A BMC's UDP port as the simulator sees it: a real one here, a virtual one in tests. */
export interface BmcSocket {
  /** Replaces the listener. */
  onDatagram(listener: (datagram: Buffer, from: Endpoint) => void): void;
  /** Sends, or not: UDP promises nothing. */
  send(datagram: Uint8Array, to: Endpoint): void;
  close(): void;
}

/** Binds a real UDP port; rejects with Node's error (EADDRINUSE, EACCES, EADDRNOTAVAIL …). */
export function bindUdp(endpoint: Endpoint): Promise<BmcSocket> {
  return new Promise((resolve, reject) => {
    const family = isIPv6(endpoint.address) ? 6 : 4;
    // Who asks is an address already: nothing is to be looked up for an answer.
    const socket = createSocket({
      type: `udp${family}`,
      lookup: (address, _options, found) => found(null, address, family),
    });
    socket.once("error", (error) => {
      socket.close();
      reject(error);
    });
    socket.bind(endpoint.port, endpoint.address, () => {
      socket.removeAllListeners("error");
      // A client that closed its port comes back as an error here; its session times out by itself.
      socket.on("error", () => {});
      resolve({
        onDatagram(listener) {
          socket.removeAllListeners("message");
          socket.on("message", listener);
        },
        send: (datagram, to) => socket.send(datagram, to.port, to.address),
        close: () => socket.close(),
      });
    });
  });
}
