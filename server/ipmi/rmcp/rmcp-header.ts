import { DecodeError } from "../errors";

/** RMCP header (IPMI 2.0 §13.1.3): version 06h, reserved, sequence FFh (no RMCP ACK), class. */
export const RMCP_HEADER_LENGTH = 4;

export const RmcpClass = { Asf: 0x06, Ipmi: 0x07 } as const;
export type RmcpClass = (typeof RmcpClass)[keyof typeof RmcpClass];

const VERSION = 0x06;
const NO_ACK = 0xff;

const headers = {
  [RmcpClass.Asf]: Buffer.from([VERSION, 0x00, NO_ACK, RmcpClass.Asf]),
  [RmcpClass.Ipmi]: Buffer.from([VERSION, 0x00, NO_ACK, RmcpClass.Ipmi]),
};

/** The same bytes for all: to be copied, not changed. */
export function rmcpHeader(messageClass: RmcpClass): Uint8Array {
  return headers[messageClass];
}

/** Class of a datagram; throws DecodeError for anything that is not RMCP or wants RMCP acknowledgement. */
export function decodeRmcpClass(datagram: Uint8Array): RmcpClass {
  if (datagram.length < RMCP_HEADER_LENGTH) throw new DecodeError("RMCP header", 0, "too short");
  if (datagram[0] !== VERSION) throw new DecodeError("RMCP header", 0, "not version 06h");
  if (datagram[2] !== NO_ACK) throw new DecodeError("RMCP header", 2, "sequence is not FFh");
  const messageClass = datagram[3];
  if (messageClass !== RmcpClass.Asf && messageClass !== RmcpClass.Ipmi) {
    throw new DecodeError("RMCP header", 3, "neither ASF nor IPMI");
  }
  return messageClass;
}
