import { randomBytes } from "node:crypto";
import { createSocket } from "node:dgram";
import { isIPv4 } from "node:net";
import { performance } from "node:perf_hooks";
import type { Clock, Entropy } from "./clock";
import type { DatagramNetwork, DatagramTransport, Endpoint } from "./transport/datagram-network";
import { noRouteError } from "./transport/operating-system-error";

/** The real world: the only file of the engine that reads a clock, draws randomness or opens a socket. */

export const systemClock: Clock = {
  now: () => performance.now(),
  setTimeout: (callback, delayMs) => ({ timer: setTimeout(callback, delayMs) }),
  clearTimeout: (handle) => clearTimeout(handle.timer as NodeJS.Timeout),
};

/** Drawn at once: a system call for each initialisation vector is a tenth of what a request costs. */
const POOL_BYTES = 8192;
let pool = Buffer.alloc(0);
let drawn = 0;

export const systemEntropy: Entropy = {
  bytes(length) {
    if (length > POOL_BYTES) return randomBytes(length);
    if (drawn + length > pool.length) {
      pool = randomBytes(POOL_BYTES);
      drawn = 0;
    }
    // A copy, and nothing left behind: no byte is given out twice, and the pool tells nothing of those that were.
    const bytes = Buffer.alloc(length);
    pool.copy(bytes, 0, drawn, drawn + length);
    pool.fill(0, drawn, drawn + length);
    drawn += length;
    return bytes;
  },
};

/** One connected UDP socket per BMC, so that the kernel drops datagrams of everybody else. */
export const udpNetwork: DatagramNetwork = {
  connect: (remote) =>
    new Promise((resolve, reject) => {
      // Not isIPv6: its regular expression takes milliseconds to compile, before a command line's first datagram.
      const socket = createSocket(isIPv4(remote.address) ? "udp4" : "udp6");
      const failed = (error: NodeJS.ErrnoException) => {
        socket.close();
        reject(noRouteError(error));
      };
      socket.once("error", failed);
      // Without a callback: Node hands it connection errors as an argument that its types do not show.
      socket.once("connect", () => {
        socket.off("error", failed);
        resolve(udpTransport(socket, remote));
      });
      socket.connect(remote.port, remote.address);
    }),
};

function udpTransport(socket: ReturnType<typeof createSocket>, remote: Endpoint): DatagramTransport {
  let open = true;
  let onError: (error: NodeJS.ErrnoException) => void = () => {};
  socket.on("error", (error) => onError(error));
  const sent = (error: NodeJS.ErrnoException | null) => {
    if (error !== null && open) onError(error);
  };
  return {
    remote,
    localPort: socket.address().port,
    send(datagram) {
      if (open) socket.send(datagram, sent);
    },
    onDatagram(listener) {
      socket.on("message", listener);
    },
    onError(listener) {
      onError = listener;
    },
    close() {
      if (!open) return;
      open = false;
      socket.close();
    },
  };
}
