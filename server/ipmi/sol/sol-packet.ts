import { ByteReader } from "../wire/byte-reader";
import { ByteWriter } from "../wire/byte-writer";

/** Header before the characters of a SOL payload (IPMI 2.0 §15.9, table 15-2). */
export const SOL_HEADER_BYTES = 4;

/** What a packet from the BMC says in its operation/status byte (IPMI 2.0 table 15-2). */
export const SolStatus = {
  Nack: 0x40,
  /** The BMC cannot pass characters to the host now. */
  TransferUnavailable: 0x20,
  /** SOL is deactivated or about to be. */
  Deactivated: 0x10,
  /** Characters from the host were dropped since the previous packet. */
  TransmitOverrun: 0x08,
  BreakDetected: 0x04,
} as const;

/** What a packet to the BMC asks for in its operation/status byte (IPMI 2.0 table 15-2). */
export const SolOperation = {
  None: 0x00,
  Nack: 0x40,
  RingWor: 0x20,
  GenerateBreak: 0x10,
  /** Deassert CTS to the host's serial controller. */
  CtsPause: 0x08,
  DeassertDcdDsr: 0x04,
  /** Drop characters on their way to the host. */
  FlushInbound: 0x02,
  /** Drop characters on their way from the host. */
  FlushOutbound: 0x01,
} as const;

export interface SolPacket {
  /** 1–15, or 0 in a packet that carries nothing to acknowledge. */
  readonly sequence: number;
  /** The packet this one acknowledges, or 0. */
  readonly ackedSequence: number;
  /** Characters accepted of the packet acknowledged. */
  readonly acceptedCount: number;
  /** SolStatus bits from the BMC, SolOperation bits to it. */
  readonly operation: number;
  readonly data: Buffer;
}

/** A packet that only acknowledges: BMCs may drop data that rides with an acknowledgement they do not expect. */
export function acknowledgement(ackedSequence: number, acceptedCount: number): SolPacket {
  return { sequence: 0, ackedSequence, acceptedCount, operation: SolOperation.None, data: Buffer.alloc(0) };
}

export function encodeSolPacket(packet: SolPacket): Buffer {
  return new ByteWriter()
    .u8(packet.sequence & 0x0f)
    .u8(packet.ackedSequence & 0x0f)
    .u8(packet.acceptedCount)
    .u8(packet.operation)
    .bytes(packet.data)
    .toBuffer();
}

/** Throws DecodeError when shorter than the header. Reserved upper bits of the sequence numbers are ignored. */
export function decodeSolPacket(payload: Uint8Array): SolPacket {
  const reader = new ByteReader(payload, "SOL packet");
  return {
    sequence: reader.u8() & 0x0f,
    ackedSequence: reader.u8() & 0x0f,
    acceptedCount: reader.u8(),
    operation: reader.u8(),
    data: reader.rest(),
  };
}

/** 1 follows 15: 0 means "nothing to acknowledge". */
export function nextSequence(sequence: number): number {
  return (sequence % 15) + 1;
}
