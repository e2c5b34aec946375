import { RMCP_HEADER_LENGTH, RmcpClass, rmcpHeader } from "../../rmcp/rmcp-header";
import { ByteReader } from "../../wire/byte-reader";
import { ByteWriter } from "../../wire/byte-writer";
import type { AuthenticationType } from "../authentication-type";
import { authTypeNumbers, authTypeOf } from "./auth-code";

/** An IPMI 1.5 packet inside a session (IPMI 2.0 §13.6, table 13-8). */
export interface Ipmi15Packet {
  readonly authType: AuthenticationType;
  readonly sequence: number;
  readonly sessionId: number;
  /** 16 bytes; null with authentication type none. */
  readonly authCode: Buffer | null;
  readonly message: Buffer;
}

const CODE_BYTES = 16;

/** Null for an authentication type nobody defined. Throws DecodeError. */
export function decodeIpmi15Packet(datagram: Uint8Array): Ipmi15Packet | null {
  const reader = new ByteReader(datagram, "IPMI 1.5 packet", RMCP_HEADER_LENGTH);
  const authType = authTypeOf(reader.u8() & 0x0f);
  if (authType === null) return null;
  const sequence = reader.u32();
  const sessionId = reader.u32();
  const authCode = authType === "none" ? null : reader.take(CODE_BYTES);
  return { authType, sequence, sessionId, authCode, message: reader.take(reader.u8()) };
}

export function encodeIpmi15Packet(packet: Ipmi15Packet): Buffer {
  return new ByteWriter()
    .bytes(rmcpHeader(RmcpClass.Ipmi))
    .u8(authTypeNumbers[packet.authType])
    .u32(packet.sequence)
    .u32(packet.sessionId)
    .bytes(packet.authCode ?? [])
    .u8(packet.message.length)
    .bytes(packet.message)
    .toBuffer();
}
