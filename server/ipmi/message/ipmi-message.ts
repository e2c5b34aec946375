import { DecodeError } from "../errors";
import { checksum } from "../wire/checksum";

/** Our address as requester (software id 40h, IPMI 2.0 §5.5) and the BMC's as responder. */
export const REMOTE_CONSOLE_ADDRESS = 0x81;
export const BMC_ADDRESS = 0x20;

/** rsAddr, netFn/rsLUN, checksum, rqAddr, rqSeq/rqLUN: before the command. */
const HEADER_LENGTH = 5;
/** rsAddr, netFn/rsLUN, checksum, rqAddr, rqSeq/rqLUN, command, checksum (IPMI 2.0 §13.8, figure 13-4). */
const MINIMUM_REQUEST_LENGTH = 7;
/** A response also has a completion code. */
const MINIMUM_RESPONSE_LENGTH = 8;

export interface IpmiRequestMessage {
  /** Address of the responder; the BMC unless said. */
  readonly responder?: number;
  /** Address of the requester; ours unless said. */
  readonly requester?: number;
  /** Even. */
  readonly netFn: number;
  readonly lun: number;
  readonly command: number;
  /** 0–63. */
  readonly rqSeq: number;
  readonly data: Uint8Array;
}

export interface IpmiResponseMessage {
  /** Address of who answers: the BMC, or the controller whose answer it passes on. */
  readonly responder: number;
  /** Odd. */
  readonly netFn: number;
  /** LUN of the responder. */
  readonly lun: number;
  readonly command: number;
  readonly rqSeq: number;
  readonly completionCode: number;
  readonly data: Buffer;
}

export function encodeRequestMessage(message: IpmiRequestMessage): Buffer {
  const { responder = BMC_ADDRESS, requester = REMOTE_CONSOLE_ADDRESS } = message;
  const { netFn, lun, rqSeq, command, data } = message;
  return encode(responder, (netFn << 2) | lun, requester, rqSeq << 2, [command], data);
}

/** The answer of a BMC, unless `responder` is another. */
export function encodeResponseMessage(
  message: Omit<IpmiResponseMessage, "responder"> & Partial<Pick<IpmiResponseMessage, "responder">>,
): Buffer {
  const { responder = BMC_ADDRESS } = message;
  const { netFn, lun, rqSeq, command, completionCode, data } = message;
  const body = [command, completionCode];
  return encode(REMOTE_CONSOLE_ADDRESS, netFn << 2, responder, (rqSeq << 2) | lun, body, data);
}

/**
 * Reads a response to us, or to the BMC on our behalf: that is how some pass on what a controller behind them answered.
 * Some BMCs do not swap the addresses: both orders are taken. `verifyChecksums: false` is for messages whose integrity
 * a session has proved already: several Supermicro X9 boards get them wrong.
 */
export function decodeResponseMessage(
  message: Buffer,
  options: { verifyChecksums: boolean },
): IpmiResponseMessage {
  const subject = "IPMI response";
  requireLength(message, subject, MINIMUM_RESPONSE_LENGTH);
  if (options.verifyChecksums) requireChecksums(message, subject);
  const responder = responderOf(message.readUInt8(0), message.readUInt8(3));
  if (responder === null) throw new DecodeError(subject, 0, "not for us");
  const netFnLun = message.readUInt8(1);
  if ((netFnLun & 0x04) === 0) throw new DecodeError(subject, 1, "a request, not a response");
  const sequenceLun = message.readUInt8(4);
  return {
    responder,
    netFn: netFnLun >> 2,
    lun: sequenceLun & 0x03,
    rqSeq: sequenceLun >> 2,
    command: message.readUInt8(5),
    completionCode: message.readUInt8(6),
    data: Buffer.from(message.subarray(7, -1)),
  };
}

/** Who answers, from the two addresses of a response in either order; null when neither party is us or the BMC for us. */
function responderOf(destination: number, source: number): number | null {
  if (destination === REMOTE_CONSOLE_ADDRESS) return source;
  if (source === REMOTE_CONSOLE_ADDRESS) return destination;
  if (destination === BMC_ADDRESS) return source;
  return null;
}

/** Reads a request: the BMC's side, for the fake one. */
export function decodeRequestMessage(message: Buffer): IpmiRequestMessage {
  const subject = "IPMI request";
  requireLength(message, subject, MINIMUM_REQUEST_LENGTH);
  requireChecksums(message, subject);
  const netFnLun = message.readUInt8(1);
  return {
    netFn: netFnLun >> 2,
    lun: netFnLun & 0x03,
    rqSeq: message.readUInt8(4) >> 2,
    command: message.readUInt8(5),
    data: Buffer.from(message.subarray(6, -1)),
  };
}

function encode(
  to: number,
  netFnLun: number,
  from: number,
  sequenceLun: number,
  command: readonly number[],
  data: Uint8Array,
): Buffer {
  const message = Buffer.allocUnsafe(HEADER_LENGTH + command.length + data.length + 1);
  message[0] = to;
  message[1] = netFnLun;
  message[2] = checksum(message.subarray(0, 2));
  message[3] = from;
  message[4] = sequenceLun;
  message.set(command, HEADER_LENGTH);
  message.set(data, HEADER_LENGTH + command.length);
  message[message.length - 1] = checksum(message.subarray(3, -1));
  return message;
}

function requireLength(message: Buffer, subject: string, minimum: number): void {
  if (message.length < minimum)
    throw new DecodeError(subject, message.length, `shorter than ${minimum} bytes`);
}

function requireChecksums(message: Buffer, subject: string): void {
  if (checksum(message.subarray(0, 3)) !== 0) throw new DecodeError(subject, 2, "wrong header checksum");
  if (checksum(message.subarray(3)) !== 0)
    throw new DecodeError(subject, message.length - 1, "wrong checksum");
}
