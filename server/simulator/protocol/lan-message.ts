import { DecodeError } from "../../ipmi/errors";
import { checksum } from "../../ipmi/wire/checksum";

/** The BMC's half of IPMI LAN messages (IPMI 2.0 §13.8, figure 13-4): who asks and over which LUN is kept for the reply. */

export interface LanRequest {
  /** Slave address of the responder: 20h for the BMC. */
  readonly address: number;
  /** Even. */
  readonly netFn: number;
  readonly lun: number;
  readonly requester: number;
  readonly requesterLun: number;
  /** 0–63. */
  readonly sequence: number;
  readonly command: number;
  readonly data: Buffer;
}

export interface ReplyForm {
  readonly wrongChecksums: boolean;
  readonly unswappedAddresses: boolean;
}

const HEADER = 6;

/** `message` must stay as it is: the request's data are a view into it. Throws DecodeError. */
export function decodeLanRequest(message: Buffer): LanRequest {
  const subject = "IPMI request";
  const last = message.length - 1;
  if (last < HEADER) throw new DecodeError(subject, message.length, "too short");
  if (checksum(message.subarray(0, 3)) !== 0) throw new DecodeError(subject, 2, "wrong header checksum");
  if (checksum(message.subarray(3)) !== 0) throw new DecodeError(subject, last, "wrong checksum");
  const netFnLun = message.readUInt8(1);
  if (netFnLun & 0x04) throw new DecodeError(subject, 1, "a response, not a request");
  const sequenceLun = message.readUInt8(4);
  return {
    address: message.readUInt8(0),
    netFn: netFnLun >> 2,
    lun: netFnLun & 0x03,
    requester: message.readUInt8(3),
    requesterLun: sequenceLun & 0x03,
    sequence: sequenceLun >> 2,
    command: message.readUInt8(5),
    data: message.subarray(HEADER, last),
  };
}

export function encodeLanResponse(
  request: LanRequest,
  completionCode: number,
  data: Uint8Array,
  form: ReplyForm,
): Buffer {
  const message = Buffer.allocUnsafe(8 + data.length);
  const swapped = !form.unswappedAddresses;
  message[0] = swapped ? request.requester : request.address;
  message[1] = ((request.netFn | 1) << 2) | request.requesterLun;
  message[3] = swapped ? request.address : request.requester;
  message[4] = (request.sequence << 2) | request.lun;
  message[5] = request.command;
  message[6] = completionCode;
  message.set(data, 7);
  const error = form.wrongChecksums ? 1 : 0;
  message[2] = checksum(message.subarray(0, 2)) + error;
  message[message.length - 1] = checksum(message.subarray(3, -1)) + error;
  return message;
}
