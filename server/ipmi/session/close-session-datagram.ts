import type { Entropy } from "../clock";
import { closeSession } from "../commands/app/close-session";
import { encodeRequestMessage } from "../message/ipmi-message";
import type { Protection } from "./protection";
import { PayloadType } from "./session-info";

/** One Close Session to whom it may concern: for sessions that are not, or no longer, asked for an answer. */
export function closeSessionDatagram(
  protection: Pick<Protection, "seal">,
  bmcSessionId: number,
  entropy: Entropy,
): Buffer {
  const message = encodeRequestMessage({
    netFn: closeSession.netFn,
    lun: 0,
    command: closeSession.command,
    rqSeq: 0,
    data: closeSession.encode({ sessionId: bmcSessionId }),
  });
  return protection.seal(PayloadType.Ipmi, message, entropy.bytes(16));
}
