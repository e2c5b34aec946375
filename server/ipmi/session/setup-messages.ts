import { DecodeError } from "../errors";
import { ByteReader } from "../wire/byte-reader";
import { ByteWriter } from "../wire/byte-writer";

/** The six messages of RMCP+ session set-up as bytes (IPMI 2.0 §13.17 – §13.23). No order, no checks of meaning. */

export interface Algorithms {
  readonly authentication: number;
  readonly integrity: number;
  readonly confidentiality: number;
}

/** RMCP+ Open Session Request (IPMI 2.0 §13.17, table 13-9). */
export interface OpenSessionRequest extends Algorithms {
  readonly tag: number;
  /** Requested maximum privilege; 0 asks for the highest the suite allows, which some BMCs get wrong. */
  readonly privilege: number;
  readonly consoleSessionId: number;
}

/** RMCP+ Open Session Response (IPMI 2.0 §13.18, table 13-10). */
export interface OpenSessionResponse extends Algorithms {
  readonly tag: number;
  readonly status: number;
  readonly privilege: number;
  readonly consoleSessionId: number;
  readonly bmcSessionId: number;
}

/** RAKP Message 1 (IPMI 2.0 §13.20, table 13-11). */
export interface Rakp1 {
  readonly tag: number;
  readonly bmcSessionId: number;
  readonly consoleNonce: Buffer;
  readonly role: number;
  readonly username: string;
}

/** RAKP Message 2 (IPMI 2.0 §13.21, table 13-12). */
export interface Rakp2 {
  readonly tag: number;
  readonly status: number;
  readonly consoleSessionId: number;
  readonly bmcNonce: Buffer;
  readonly bmcGuid: Buffer;
  readonly authCode: Buffer;
}

/** RAKP Message 3 (IPMI 2.0 §13.22, table 13-13). A status other than 0 goes without a code. */
export interface Rakp3 {
  readonly tag: number;
  readonly status: number;
  readonly bmcSessionId: number;
  readonly authCode: Buffer;
}

/** RAKP Message 4 (IPMI 2.0 §13.23, table 13-14). */
export interface Rakp4 {
  readonly tag: number;
  readonly status: number;
  readonly consoleSessionId: number;
  readonly integrityCheck: Buffer;
}

/** Any refusal: what all four responses begin with. Some BMCs send nothing but tag and status. */
export interface SetupRefusal {
  readonly tag: number;
  readonly status: number;
}

const ALGORITHM_PAYLOAD_LENGTH = 8;
const OPEN_SESSION_RESPONSE_LENGTH = 36;

export function encodeOpenSessionRequest(message: OpenSessionRequest): Buffer {
  const writer = new ByteWriter()
    .u8(message.tag)
    .u8(message.privilege)
    .zeros(2)
    .u32(message.consoleSessionId);
  return writeAlgorithms(writer, message).toBuffer();
}

export function decodeOpenSessionRequest(payload: Uint8Array): OpenSessionRequest {
  const reader = new ByteReader(payload, "Open Session Request");
  const tag = reader.u8();
  const privilege = reader.u8();
  reader.skip(2);
  return { tag, privilege, consoleSessionId: reader.u32(), ...readAlgorithms(reader) };
}

export function encodeOpenSessionResponse(message: OpenSessionResponse): Buffer {
  const writer = new ByteWriter()
    .u8(message.tag)
    .u8(message.status)
    .u8(message.privilege)
    .u8(0)
    .u32(message.consoleSessionId)
    .u32(message.bmcSessionId);
  return writeAlgorithms(writer, message).toBuffer();
}

export function decodeOpenSessionResponse(payload: Uint8Array): OpenSessionResponse {
  const reader = new ByteReader(payload, "Open Session Response");
  requireLength(reader, OPEN_SESSION_RESPONSE_LENGTH);
  const tag = reader.u8();
  const status = reader.u8();
  const privilege = reader.u8() & 0x0f;
  reader.skip(1);
  const consoleSessionId = reader.u32();
  const bmcSessionId = reader.u32();
  return { tag, status, privilege, consoleSessionId, bmcSessionId, ...readAlgorithms(reader) };
}

export function encodeRakp1(message: Rakp1): Buffer {
  const name = Buffer.from(message.username, "utf8");
  return new ByteWriter()
    .u8(message.tag)
    .zeros(3)
    .u32(message.bmcSessionId)
    .bytes(message.consoleNonce)
    .u8(message.role)
    .zeros(2)
    .u8(name.length)
    .bytes(name)
    .toBuffer();
}

export function decodeRakp1(payload: Uint8Array): Rakp1 {
  const reader = new ByteReader(payload, "RAKP 1");
  const tag = reader.u8();
  reader.skip(3);
  const bmcSessionId = reader.u32();
  const consoleNonce = reader.take(16);
  const role = reader.u8();
  reader.skip(2);
  return { tag, bmcSessionId, consoleNonce, role, username: reader.take(reader.u8()).toString("utf8") };
}

export function encodeRakp2(message: Rakp2): Buffer {
  return new ByteWriter()
    .u8(message.tag)
    .u8(message.status)
    .zeros(2)
    .u32(message.consoleSessionId)
    .bytes(message.bmcNonce)
    .bytes(message.bmcGuid)
    .bytes(message.authCode)
    .toBuffer();
}

/** The code must be `codeLength` bytes; null takes any length. */
export function decodeRakp2(payload: Uint8Array, codeLength: number | null): Rakp2 {
  const reader = new ByteReader(payload, "RAKP 2");
  if (codeLength !== null) requireLength(reader, 40 + codeLength);
  const tag = reader.u8();
  const status = reader.u8();
  reader.skip(2);
  return {
    tag,
    status,
    consoleSessionId: reader.u32(),
    bmcNonce: reader.take(16),
    bmcGuid: reader.take(16),
    authCode: reader.rest(),
  };
}

export function encodeRakp3(message: Rakp3): Buffer {
  return new ByteWriter()
    .u8(message.tag)
    .u8(message.status)
    .zeros(2)
    .u32(message.bmcSessionId)
    .bytes(message.authCode)
    .toBuffer();
}

export function decodeRakp3(payload: Uint8Array): Rakp3 {
  const reader = new ByteReader(payload, "RAKP 3");
  const tag = reader.u8();
  const status = reader.u8();
  reader.skip(2);
  return { tag, status, bmcSessionId: reader.u32(), authCode: reader.rest() };
}

export function encodeRakp4(message: Rakp4): Buffer {
  return new ByteWriter()
    .u8(message.tag)
    .u8(message.status)
    .zeros(2)
    .u32(message.consoleSessionId)
    .bytes(message.integrityCheck)
    .toBuffer();
}

/** The integrity check value must be `checkLength` bytes; null takes any length. */
export function decodeRakp4(payload: Uint8Array, checkLength: number | null): Rakp4 {
  const reader = new ByteReader(payload, "RAKP 4");
  if (checkLength !== null) requireLength(reader, 8 + checkLength);
  const tag = reader.u8();
  const status = reader.u8();
  reader.skip(2);
  return { tag, status, consoleSessionId: reader.u32(), integrityCheck: reader.rest() };
}

/** Tag and status, which every response begins with. */
export function decodeSetupRefusal(payload: Uint8Array): SetupRefusal {
  const reader = new ByteReader(payload, "session set-up response");
  return { tag: reader.u8(), status: reader.u8() };
}

/** A refusal in the form all four responses share (IPMI 2.0 §13.18: fields after the session id are absent). */
export function encodeSetupRefusal(refusal: SetupRefusal, consoleSessionId: number): Buffer {
  return new ByteWriter().u8(refusal.tag).u8(refusal.status).zeros(2).u32(consoleSessionId).toBuffer();
}

function writeAlgorithms(writer: ByteWriter, algorithms: Algorithms): ByteWriter {
  const numbers = [algorithms.authentication, algorithms.integrity, algorithms.confidentiality];
  for (const [type, number] of numbers.entries()) {
    writer.u8(type).zeros(2).u8(ALGORITHM_PAYLOAD_LENGTH).u8(number).zeros(3);
  }
  return writer;
}

function readAlgorithms(reader: ByteReader): Algorithms {
  const read = (type: number): number => {
    const at = reader.offset;
    if (reader.u8() !== type) throw new DecodeError(reader.subject, at, `algorithm payload ${type} expected`);
    reader.skip(2);
    if (reader.u8() !== ALGORITHM_PAYLOAD_LENGTH) {
      throw new DecodeError(reader.subject, at + 3, "algorithm payload length is not 8");
    }
    const algorithm = reader.u8() & 0x3f;
    reader.skip(3);
    return algorithm;
  };
  return { authentication: read(0), integrity: read(1), confidentiality: read(2) };
}

function requireLength(reader: ByteReader, length: number): void {
  if (reader.remaining !== length) {
    throw new DecodeError(reader.subject, reader.remaining, `${reader.remaining} bytes instead of ${length}`);
  }
}
