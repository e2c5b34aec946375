import { DecodeError } from "../errors";
import { ByteReader } from "../wire/byte-reader";
import { ByteWriter } from "../wire/byte-writer";
import { RMCP_HEADER_LENGTH, RmcpClass, rmcpHeader } from "./rmcp-header";

const ASF_IANA = Buffer.from([0x00, 0x00, 0x11, 0xbe]);
const PRESENCE_PONG = 0x40;
const PRESENCE_PING = 0x80;

export interface PresencePong {
  readonly tag: number;
  readonly ipmiSupported: boolean;
}

/** ASF Presence Ping (IPMI 2.0 §13.2.3). Many BMCs never answer it: a pong proves presence, silence proves nothing. */
export function encodePresencePing(tag: number): Buffer {
  return new ByteWriter()
    .bytes(rmcpHeader(RmcpClass.Asf))
    .bytes(ASF_IANA)
    .u8(PRESENCE_PING)
    .u8(tag)
    .zeros(2)
    .toBuffer();
}

/** Message tag of a ping, or null when the datagram is another ASF message. */
export function decodePresencePing(datagram: Uint8Array): number | null {
  const reader = new ByteReader(datagram, "ASF presence ping", RMCP_HEADER_LENGTH + ASF_IANA.length);
  return reader.u8() === PRESENCE_PING ? reader.u8() : null;
}

/** ASF Presence Pong (IPMI 2.0 §13.2.4). */
export function encodePresencePong(pong: PresencePong): Buffer {
  return new ByteWriter()
    .bytes(rmcpHeader(RmcpClass.Asf))
    .bytes(ASF_IANA)
    .u8(PRESENCE_PONG)
    .u8(pong.tag)
    .u8(0)
    .u8(16)
    .bytes(ASF_IANA)
    .zeros(4)
    .u8(pong.ipmiSupported ? 0x81 : 0x01)
    .zeros(7)
    .toBuffer();
}

export function decodePresencePong(datagram: Uint8Array): PresencePong {
  const reader = new ByteReader(datagram, "ASF presence pong", RMCP_HEADER_LENGTH);
  if (!reader.take(4).equals(ASF_IANA)) throw new DecodeError(reader.subject, 4, "not the ASF enterprise");
  if (reader.u8() !== PRESENCE_PONG) throw new DecodeError(reader.subject, 8, "not a pong");
  const tag = reader.u8();
  reader.skip(10); // reserved, data length, enterprise number, OEM-defined
  return { tag, ipmiSupported: (reader.u8() & 0x80) !== 0 };
}
