import { DecodeError } from "../errors";
import { RMCP_HEADER_LENGTH, RmcpClass, rmcpHeader } from "../rmcp/rmcp-header";
import { ByteReader } from "../wire/byte-reader";
import { ByteWriter } from "../wire/byte-writer";

/** Authentication type byte of IPMI 1.5 framing without authentication (IPMI 2.0 §13.6, table 13-8). */
const AUTH_TYPE_NONE = 0x00;

/**
 * An IPMI message outside any session: RMCP header, authentication type none, sequence 0, session 0, length.
 * Commands before a session always use this IPMI 1.5 form: some BMCs ignore them in RMCP+ framing.
 */
export function encodeSessionlessPacket(message: Uint8Array): Buffer {
  return new ByteWriter()
    .bytes(rmcpHeader(RmcpClass.Ipmi))
    .u8(AUTH_TYPE_NONE)
    .u32(0)
    .u32(0)
    .u8(message.length)
    .bytes(message)
    .toBuffer();
}

/** The message inside, or null when the datagram has another authentication type. Throws DecodeError. */
export function decodeSessionlessPacket(datagram: Uint8Array): Buffer | null {
  const reader = new ByteReader(datagram, "session-less packet", RMCP_HEADER_LENGTH);
  if (reader.u8() !== AUTH_TYPE_NONE) return null;
  reader.skip(4);
  if (reader.u32() !== 0) throw new DecodeError(reader.subject, reader.offset, "names a session");
  return reader.take(reader.u8());
}
