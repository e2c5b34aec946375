import type { Clock } from "../clock";
import { DecodeError, IpmiError } from "../errors";
import { noRouteError } from "../transport/operating-system-error";
import type { RmcpPort } from "../transport/rmcp-port";
import { decodeRmcpPlusPacket, encodeSetupPacket, type RmcpPlusPacket } from "./rmcp-plus-packet";

/** No answer to a step in its time. The whole set-up starts over: BMCs dislike a repeated RAKP 1 or RAKP 3. */
export class SetupTimeoutError extends Error {
  constructor(readonly expected: number) {
    super("session set-up: no answer to this step");
  }
}

/** Sends one message of session set-up and waits for the one that answers it. Knows no order and no meaning. */
export class SetupMessenger {
  constructor(
    private readonly port: RmcpPort,
    private readonly clock: Clock,
  ) {}

  /** Sends a message without waiting. */
  tell(payloadType: number, payload: Buffer): void {
    this.send(encodeSetupPacket(payloadType, payload));
  }

  /** Sends a whole datagram without waiting. */
  send(datagram: Buffer): void {
    this.port.send(datagram);
  }

  /**
   * Resolves with the first payload of type `expected` that `isAnswer` recognises; everything else is stale or
   * foreign and ignored. Rejects with SetupTimeoutError, or IpmiError `no-route` or `cancelled`.
   */
  ask(
    payloadType: number,
    payload: Buffer,
    expected: number,
    isAnswer: (payload: Buffer) => boolean,
    limits: { timeoutMs: number; signal: AbortSignal },
  ): Promise<Buffer> {
    return new Promise((resolve, reject) => {
      const finish = (settle: () => void) => {
        stop();
        this.clock.clearTimeout(timer);
        limits.signal.removeEventListener("abort", onAbort);
        settle();
      };
      const onAbort = () => finish(() => reject(new IpmiError("cancelled", "session set-up: cancelled")));
      const timer = this.clock.setTimeout(
        () => finish(() => reject(new SetupTimeoutError(expected))),
        limits.timeoutMs,
      );
      const stop = this.port.listen({
        ipmi: (datagram) => {
          const packet = setupPacket(datagram);
          if (packet?.payloadType !== expected || !isAnswer(packet.payload)) return;
          finish(() => resolve(Buffer.from(packet.payload)));
        },
        error: (error) => finish(() => reject(noRouteError(error))),
      });
      limits.signal.addEventListener("abort", onAbort, { once: true });
      if (limits.signal.aborted) onAbort();
      else this.tell(payloadType, payload);
    });
  }
}

/** Null for whatever is not a plain packet outside a session. */
function setupPacket(datagram: Buffer): RmcpPlusPacket | null {
  try {
    const packet = decodeRmcpPlusPacket(datagram);
    if (packet === null || packet.sessionId !== 0 || packet.authenticated || packet.encrypted) return null;
    return packet;
  } catch (error) {
    if (error instanceof DecodeError) return null;
    throw error;
  }
}
