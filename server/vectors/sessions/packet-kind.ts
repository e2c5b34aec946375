import { PayloadType } from "../../ipmi/session/session-info";

/** What captures call packets by their payload. */
const payloads: Readonly<Record<string, number>> = {
  ipmi: PayloadType.Ipmi,
  sol: PayloadType.SerialOverLan,
  open_rq: PayloadType.OpenSessionRequest,
  open_rs: PayloadType.OpenSessionResponse,
  rakp1: PayloadType.Rakp1,
  rakp2: PayloadType.Rakp2,
  rakp3: PayloadType.Rakp3,
  rakp4: PayloadType.Rakp4,
};

const IPMI_CLASS = 0x07;
const RMCP_PLUS = 0x06;

/** True when a datagram is what a capture calls it; of kinds nobody here knows nothing can be said. */
export function isOfKind(datagram: Buffer, kind: string): boolean {
  const authType = (datagram[3] ?? 0) === IPMI_CLASS ? datagram[4] : undefined;
  if (kind === "v1.5") return authType !== undefined && authType !== RMCP_PLUS;
  const payload = payloads[kind];
  return payload === undefined || (authType === RMCP_PLUS && ((datagram[5] ?? 0) & 0x3f) === payload);
}
