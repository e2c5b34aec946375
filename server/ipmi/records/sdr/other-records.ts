import type { ByteReader } from "../../wire/byte-reader";

/** That a controller was found (IPMI 2.0 §43.10). */
export interface ControllerConfirmationRecord {
  readonly kind: "controller-confirmation";
  readonly recordId: number;
  readonly slaveAddress: number;
  readonly deviceId: number;
  readonly channel: number;
  readonly revision: number;
  readonly firmwareMajor: number;
  readonly firmwareMinor: number;
  readonly manufacturerId: number;
  readonly productId: number;
  /** 32 hex digits. */
  readonly guid: string;
}

/** What the BMC's message channels are (IPMI 2.0 §43.11; IPMI 1.0's way, replaced by Get Channel Info). */
export interface ChannelInfoRecord {
  readonly kind: "channel-info";
  readonly recordId: number;
  readonly channels: readonly { readonly protocol: number; readonly transmitSupported: boolean }[];
}

/** OEM SDR (IPMI 2.0 §43.12). */
export interface OemRecord {
  readonly kind: "oem";
  readonly recordId: number;
  /** IANA enterprise number. */
  readonly manufacturerId: number;
  readonly data: Buffer;
}

const CHANNELS = 8;

/** Management Controller Confirmation Record, 13h. */
export function decodeControllerConfirmation(
  recordId: number,
  reader: ByteReader,
): ControllerConfirmationRecord {
  const slaveAddress = reader.u8() & 0xfe;
  const deviceId = reader.u8();
  const channelRevision = reader.u8();
  return {
    kind: "controller-confirmation",
    recordId,
    slaveAddress,
    deviceId,
    channel: channelRevision >> 4,
    revision: channelRevision & 0x0f,
    firmwareMajor: reader.u8() & 0x7f,
    firmwareMinor: reader.u8(),
    ...readProduct(reader),
    guid: reader.take(16).toString("hex"),
  };
}

function readProduct(reader: ByteReader) {
  reader.skip(1); // IPMI version
  return { manufacturerId: reader.u24() & 0x0fffff, productId: reader.u16() };
}

/** BMC Message Channel Info Record, 14h. */
export function decodeChannelInfo(recordId: number, reader: ByteReader): ChannelInfoRecord {
  const channels = Array.from({ length: CHANNELS }, () => {
    const byte = reader.u8();
    return { protocol: byte & 0x0f, transmitSupported: (byte & 0x80) !== 0 };
  });
  return { kind: "channel-info", recordId, channels };
}

/** OEM Record, C0h. */
export function decodeOemRecord(recordId: number, reader: ByteReader): OemRecord {
  return { kind: "oem", recordId, manufacturerId: reader.u24() & 0x0fffff, data: reader.rest() };
}
