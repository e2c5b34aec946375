import { DecodeError } from "../errors";
import { RMCP_HEADER_LENGTH, RmcpClass, rmcpHeader } from "../rmcp/rmcp-header";
import { ByteReader } from "../wire/byte-reader";

/** Authentication type that marks RMCP+ format (IPMI 2.0 §13.6, table 13-8). */
const AUTH_TYPE_RMCP_PLUS = 0x06;
const ENCRYPTED = 0x80;
const AUTHENTICATED = 0x40;
const TYPE_MASK = 0x3f;
const OEM_EXPLICIT = 0x02;
const NEXT_HEADER = 0x07;
/** AuthType, payload type, session id, sequence, length: what the integrity pad aligns together with the payload. */
const SESSION_HEADER_LENGTH = 12;
const HEADERS_LENGTH = RMCP_HEADER_LENGTH + SESSION_HEADER_LENGTH;
/** Longest datagram looked at; no BMC sends more (IPMI 2.0 §6.10.1 asks for far less). */
export const MAX_DATAGRAM = 2048;

/** Session header of an RMCP+ packet (IPMI 2.0 §13.6, table 13-8). */
export interface RmcpPlusHeader {
  readonly payloadType: number;
  readonly encrypted: boolean;
  readonly authenticated: boolean;
  readonly sessionId: number;
  readonly sequence: number;
}

export interface RmcpPlusPacket extends RmcpPlusHeader {
  readonly payload: Buffer;
  /** Bytes after the payload: integrity pad, pad length, next header, AuthCode. Empty outside a session. */
  readonly trailer: Buffer;
  /** AuthType to the end of the datagram: all but the AuthCode is what that covers. */
  readonly fromAuthType: Buffer;
}

/**
 * Reads the session header and cuts the datagram, into views of it; null for other framings. Verifies nothing. Throws
 * DecodeError.
 */
export function decodeRmcpPlusPacket(datagram: Buffer): RmcpPlusPacket | null {
  if (datagram.length > MAX_DATAGRAM) throw new DecodeError("RMCP+ packet", MAX_DATAGRAM, "too long");
  const reader = new ByteReader(datagram, "RMCP+ packet", RMCP_HEADER_LENGTH);
  if (reader.u8() !== AUTH_TYPE_RMCP_PLUS) return null;
  const flags = reader.u8();
  const payloadType = flags & TYPE_MASK;
  if (payloadType === OEM_EXPLICIT) throw new DecodeError(reader.subject, 5, "OEM payload");
  const sessionId = reader.u32();
  const sequence = reader.u32();
  const length = reader.u16();
  const start = reader.offset;
  reader.skip(length);
  return {
    payloadType,
    encrypted: (flags & ENCRYPTED) !== 0,
    authenticated: (flags & AUTHENTICATED) !== 0,
    sessionId,
    sequence,
    payload: datagram.subarray(start, reader.offset),
    trailer: datagram.subarray(reader.offset),
    fromAuthType: datagram.subarray(RMCP_HEADER_LENGTH),
  };
}

/** A packet outside a session (session set-up): session id 0, sequence 0, no trailer. */
export function encodeSetupPacket(payloadType: number, payload: Uint8Array): Buffer {
  const header = { payloadType, encrypted: false, authenticated: false, sessionId: 0, sequence: 0 };
  return encodeSessionPacket(header, payload, () => Buffer.alloc(0));
}

/**
 * A packet inside a session; `authCode` is computed over all it is given: AuthType to next header. One that is not
 * authenticated has no trailer (IPMI 2.0 table 13-8). `padFor`: bytes of the integrity pad for a payload of so many.
 */
export function encodeSessionPacket(
  header: RmcpPlusHeader,
  payload: Uint8Array,
  authCode: (covered: Buffer) => Buffer,
  padFor: (payloadLength: number) => number = integrityPadLength,
): Buffer {
  const trailerAt = HEADERS_LENGTH + payload.length;
  if (!header.authenticated) {
    const packet = Buffer.allocUnsafe(trailerAt);
    writeHeadAndPayload(packet, header, payload);
    return packet;
  }
  const padLength = padFor(payload.length);
  const covered = Buffer.allocUnsafe(trailerAt + padLength + 2);
  writeHeadAndPayload(covered, header, payload);
  covered.fill(0xff, trailerAt, trailerAt + padLength);
  covered.writeUInt8(padLength, trailerAt + padLength);
  covered.writeUInt8(NEXT_HEADER, trailerAt + padLength + 1);
  return Buffer.concat([covered, authCode(covered.subarray(RMCP_HEADER_LENGTH))]);
}

/**
 * Splits the trailer of an authenticated packet and checks its fixed parts: pad bytes FFh, pad length, next header
 * 07h, AuthCode of exactly `authCodeLength` bytes. Throws DecodeError.
 */
export function splitTrailer(
  packet: RmcpPlusPacket,
  authCodeLength: number,
): { covered: Buffer; authCode: Buffer } {
  const subject = "integrity trailer";
  const { trailer, fromAuthType } = packet;
  const padLength = trailer.length - 2 - authCodeLength;
  if (padLength < 0) throw new DecodeError(subject, trailer.length, "too short");
  if (trailer.subarray(0, padLength).some((byte) => byte !== 0xff))
    throw new DecodeError(subject, 0, "pad is not FFh");
  if (trailer[padLength] !== padLength) throw new DecodeError(subject, padLength, "wrong pad length");
  if (padLength > 3) throw new DecodeError(subject, padLength, "pad longer than needed");
  if (trailer[padLength + 1] !== NEXT_HEADER)
    throw new DecodeError(subject, padLength + 1, "next header is not 07h");
  const authCodeAt = fromAuthType.length - authCodeLength;
  return { covered: fromAuthType.subarray(0, authCodeAt), authCode: fromAuthType.subarray(authCodeAt) };
}

/** FFh bytes that make AuthType to next header a multiple of four (IPMI 2.0 table 13-8). */
function integrityPadLength(payloadLength: number): number {
  return (4 - ((SESSION_HEADER_LENGTH + payloadLength + 2) % 4)) % 4;
}

/** The same as ICTS-certified boards reckon it: without pad length and next header (quirk E13). */
export function shortIntegrityPad(payloadLength: number): number {
  return (4 - ((SESSION_HEADER_LENGTH + payloadLength) % 4)) % 4;
}

/** Fills `packet` from its beginning. */
function writeHeadAndPayload(packet: Buffer, header: RmcpPlusHeader, payload: Uint8Array): void {
  const flags = (header.encrypted ? ENCRYPTED : 0) | (header.authenticated ? AUTHENTICATED : 0);
  packet.set(rmcpHeader(RmcpClass.Ipmi));
  packet.writeUInt8(AUTH_TYPE_RMCP_PLUS, 4);
  packet.writeUInt8(flags | header.payloadType, 5);
  packet.writeUInt32LE(header.sessionId, 6);
  packet.writeUInt32LE(header.sequence, 10);
  packet.writeUInt16LE(payload.length, 14);
  packet.set(payload, HEADERS_LENGTH);
}
