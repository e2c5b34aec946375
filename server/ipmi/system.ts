import { randomBytes } from "node:crypto";
import { createSocket } from "node:dgram";
import { isIPv6 } from "node:net";
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

export const systemEntropy: Entropy = {
  bytes: (length) => randomBytes(length),
};

/** One connected UDP socket per BMC, so that the kernel drops datagrams of everybody else. */
export const udpNetwork: DatagramNetwork = {
  connect: (remote) =>
    new Promise((resolve, reject) => {
      const socket = createSocket(isIPv6(remote.address) ? "udp6" : "udp4");
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
  return {
    remote,
    send(datagram) {
      if (!open) return;
      socket.send(datagram, (error) => {
        if (error !== null && open) onError(error);
      });
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
