/** Where a datagram begins that is not RMCP's header: authentication type (IPMI 2.0 table 13-8). */
const AUTH_TYPE = 4;
const AUTH_TYPE_RMCP_PLUS = 0x06;
const PAYLOAD_TYPE = 5;
const TYPE_MASK = 0x3f;
const SESSION_ID = 6;
const HEADER_END = 16;

/** Payload type of an RMCP+ datagram outside a session; null for all others. */
export function outsideSession(datagram: Buffer): number | null {
  if (datagram.length < HEADER_END || datagram[AUTH_TYPE] !== AUTH_TYPE_RMCP_PLUS) return null;
  if (datagram.readUInt32LE(SESSION_ID) !== 0) return null;
  return datagram.readUInt8(PAYLOAD_TYPE) & TYPE_MASK;
}
