import { ByteWriter } from "../../ipmi/wire/byte-writer";
import type { SensorEvent } from "./events";

/** Platform Event Trap: an SNMPv1 trap datagram (IPMI PET Format Specification 1.0). */

export interface TrapContext {
  readonly community: string;
  /** Four octets of the BMC's address. */
  readonly agent: Uint8Array;
  readonly guid: Uint8Array;
  readonly manufacturerId: number;
  readonly productId: number;
  /** Cookie that an acknowledgement repeats. */
  readonly sequence: number;
  /** Wall-clock milliseconds of the event. */
  readonly at: number;
  readonly uptimeMs: number;
}

const Tag = {
  Integer: 0x02,
  OctetString: 0x04,
  ObjectId: 0x06,
  Sequence: 0x30,
  IpAddress: 0x40,
  TimeTicks: 0x43,
  TrapPdu: 0xa4,
} as const;
const ENTERPRISE_SPECIFIC = 6;
/** 1.3.6.1.4.1.3183.1.1, Wired for Management's platform events. */
const PET_ENTERPRISE = [0x2b, 0x06, 0x01, 0x04, 0x01, 0x98, 0x6f, 0x01, 0x01] as const;
const EPOCH_1998_S = Date.UTC(1998, 0, 1) / 1000;
const LOCAL_TIME_UNSPECIFIED = 0xffff;
const IPMI_SOURCE = 0x20;
const NO_OEM_FIELDS = 0xc1;
const ENGLISH = 0x19;
const Severity = {
  Information: 0x02,
  Ok: 0x04,
  NonCritical: 0x08,
  Critical: 0x10,
  NonRecoverable: 0x20,
} as const;
const THRESHOLD_EVENT_TYPE = 0x01;

/** The whole UDP payload. */
export function platformEventTrap(event: SensorEvent, context: TrapContext): Buffer {
  const offset = (event.asserted ? 0 : 0x80) | (event.data[0] & 0x0f);
  const specific = (event.sensorType << 16) | (event.eventType << 8) | offset;
  const binding = sequence(objectId([...PET_ENTERPRISE, 1]), tlv(Tag.OctetString, petFields(event, context)));
  const pdu = tlv(
    Tag.TrapPdu,
    Buffer.concat([
      objectId(PET_ENTERPRISE),
      tlv(Tag.IpAddress, context.agent),
      integer(ENTERPRISE_SPECIFIC),
      integer(specific),
      integer(Math.floor(context.uptimeMs / 10), Tag.TimeTicks),
      sequence(binding),
    ]),
  );
  return sequence(integer(0), tlv(Tag.OctetString, Buffer.from(context.community, "latin1")), pdu);
}

/** The trap's variable (PET 1.0, table 3): big-endian, unlike all else in IPMI. */
function petFields(event: SensorEvent, context: TrapContext): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt16BE(context.sequence & 0xffff, 0);
  head.writeUInt32BE(Math.max(0, Math.floor(context.at / 1000) - EPOCH_1998_S), 2);
  head.writeUInt16BE(LOCAL_TIME_UNSPECIFIED, 6);
  const identity = Buffer.alloc(6);
  identity.writeUInt32BE(context.manufacturerId, 0);
  identity.writeUInt16BE(context.productId, 4);
  return new ByteWriter()
    .bytes(context.guid)
    .bytes(head)
    .u8(IPMI_SOURCE)
    .u8(IPMI_SOURCE)
    .u8(severityOf(event))
    .u8(event.generator)
    .u8(event.sensorNumber)
    .bytes(event.entity)
    .bytes(event.data)
    .zeros(5)
    .u8(ENGLISH)
    .bytes(identity)
    .u8(NO_OEM_FIELDS)
    .toBuffer();
}

export function severityOf({ asserted, eventType, data }: SensorEvent): number {
  if (!asserted) return Severity.Ok;
  if (eventType !== THRESHOLD_EVENT_TYPE) return Severity.Information;
  const level = Math.floor((data[0] & 0x0f) / 2) % 3;
  return [Severity.NonCritical, Severity.Critical, Severity.NonRecoverable][level] ?? Severity.NonCritical;
}

/** Basic Encoding Rules: tag, definite length, value. */
function tlv(tag: number, value: Uint8Array): Buffer {
  const length = value.length < 0x80 ? [value.length] : [0x82, value.length >> 8, value.length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...length]), value]);
}

const sequence = (...parts: readonly Buffer[]): Buffer => tlv(Tag.Sequence, Buffer.concat(parts));
const objectId = (encoded: readonly number[]): Buffer => tlv(Tag.ObjectId, Buffer.from(encoded));

/** The fewest bytes that leave the sign bit clear. */
function integer(value: number, tag: number = Tag.Integer): Buffer {
  const bytes = Buffer.alloc(5);
  bytes.writeUInt32BE(value >>> 0, 1);
  let start = 0;
  while (start < 4 && bytes[start] === 0 && ((bytes[start + 1] ?? 0) & 0x80) === 0) start++;
  return tlv(tag, bytes.subarray(start));
}
