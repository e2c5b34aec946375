import {
  decodeRequestMessage,
  encodeResponseMessage,
  type IpmiRequestMessage,
  type IpmiResponseMessage,
} from "../message/ipmi-message";
import { Exchange } from "../session/exchange";
import { SeededEntropy } from "./seeded-entropy";
import { VirtualClock } from "./virtual-clock";

export interface Sent extends IpmiRequestMessage {
  readonly at: number;
}

/** An exchange whose other side is the test. */
export function exchangeBench() {
  const clock = new VirtualClock();
  const sent: Sent[] = [];
  let silences = 0;
  const exchange: Exchange = new Exchange({
    clock,
    entropy: new SeededEntropy(1),
    carrier: {
      authentic: true,
      carry: (message) => sent.push({ ...decodeRequestMessage(message), at: clock.now() }),
    },
    onSilence: () => {
      silences++;
      exchange.end("session-lost", "silence");
    },
  });
  const answer = (request: Sent | undefined, change: Partial<IpmiResponseMessage> = {}) => {
    if (request === undefined) throw new Error("nothing was sent to answer");
    const { netFn, lun, command, rqSeq } = request;
    const right = { netFn: netFn | 1, lun, command, rqSeq, completionCode: 0, data: Buffer.from([9]) };
    exchange.receive(encodeResponseMessage({ ...right, ...change }));
  };
  return { clock, sent, exchange, answer, silences: () => silences };
}

/** The error a promise rejects with. */
export async function failure(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => "no failure",
    (error: unknown) => error,
  );
}
