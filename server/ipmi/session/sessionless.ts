import type { Clock, Entropy } from "../clock";
import { DecodeError } from "../errors";
import { decodeSessionlessPacket, encodeSessionlessPacket } from "../message/sessionless-packet";
import type { RmcpPort } from "../transport/rmcp-port";
import { Exchange } from "./exchange";

/** Commands outside any session, in IPMI 1.5 framing. `stop` ends the exchange; the port stays open. */
export function sessionlessExchange(
  port: RmcpPort,
  clock: Clock,
  entropy: Entropy,
): { exchange: Exchange; stop: () => void } {
  const carrier = {
    authentic: false,
    carry: (message: Buffer) => port.send(encodeSessionlessPacket(message)),
  };
  const exchange = new Exchange({ carrier, clock, entropy });
  const stopListening = port.listen({
    ipmi: (datagram) => {
      const message = messageIn(datagram);
      if (message !== null) exchange.receive(message);
    },
    error: (error) => exchange.undeliverable(error),
  });
  return {
    exchange,
    stop: () => {
      stopListening();
      exchange.end("closed", "no longer needed");
    },
  };
}

function messageIn(datagram: Buffer): Buffer | null {
  try {
    return decodeSessionlessPacket(datagram);
  } catch (error) {
    if (error instanceof DecodeError) return null;
    throw error;
  }
}
