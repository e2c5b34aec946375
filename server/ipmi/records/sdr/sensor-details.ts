import { ByteReader } from "../../wire/byte-reader";
import { SDR_HEADER_BYTES } from "./decode-sdr";

/** Raw thresholds as a full record has them, whether the sensor has such a threshold or not. */
export interface InitialThresholds {
  readonly upperNonRecoverable: number;
  readonly upperCritical: number;
  readonly upperNonCritical: number;
  readonly lowerNonRecoverable: number;
  readonly lowerCritical: number;
  readonly lowerNonCritical: number;
}

/** What only a full record has, raw (IPMI 2.0 table 43-1, bytes 24–42). */
export interface AnalogDetails {
  readonly linearisation: number;
  /** Factors: M to exponents, bytes 25–30. */
  readonly factors: Buffer;
  /** In half raw counts. */
  readonly tolerance: number;
  /** Bit 0: `nominal` means something, bit 1: `normalMaximum`, bit 2: `normalMinimum`. */
  readonly specified: number;
  readonly nominal: number;
  readonly normalMaximum: number;
  readonly normalMinimum: number;
  readonly maximum: number;
  readonly minimum: number;
  readonly thresholds: InitialThresholds;
}

/** What SensorRecord leaves out because no reading depends on it: for those who show or edit records. */
export interface SensorDetails {
  /** Thresholds are written into the sensor when it is initialised. */
  readonly initialisesThresholds: boolean;
  /** 0: per threshold or state, 1: entire sensor only, 2: global disable only, 3: no events. */
  readonly eventMessageControl: number;
  /** As sent: events in bits 0–11 or 0–14, lower threshold reading mask in bits 12–14. */
  readonly assertionMask: number;
  /** As sent: events in bits 0–11 or 0–14, upper threshold reading mask in bits 12–14. */
  readonly deassertionMask: number;
  /** As sent: readable thresholds in bits 0–5, settable ones in bits 8–13; or the states that can be read. */
  readonly readingMask: number;
  /** Raw: 0 unsigned, 1 one's complement, 2 two's complement, 3 no analog reading. */
  readonly analogFormat: number;
  readonly positiveHysteresis: number;
  readonly negativeHysteresis: number;
  readonly oem: number;
  /** Full records only. */
  readonly analog: AnalogDetails | null;
}

const FULL_SENSOR = 0x01;
const FACTOR_BYTES = 6;

/** Decodes the rest of a full (01h) or compact (02h) sensor record, header included. Throws DecodeError. */
export function decodeSensorDetails(bytes: Uint8Array): SensorDetails {
  const reader = new ByteReader(bytes, "sensor record", SDR_HEADER_BYTES + 5);
  const full = bytes[3] === FULL_SENSOR;
  const initialisation = reader.u8();
  const capabilities = reader.u8();
  reader.skip(2); // sensor type, event type
  const assertionMask = reader.u16();
  const deassertionMask = reader.u16();
  const readingMask = reader.u16();
  const analogFormat = reader.u8() >> 6;
  reader.skip(2); // units
  const analog = full ? readAnalog(reader) : null;
  if (!full) reader.skip(2); // sharing
  const positiveHysteresis = reader.u8();
  const negativeHysteresis = reader.u8();
  reader.skip(full ? 2 : 3); // reserved
  return {
    initialisesThresholds: (initialisation & 0x10) !== 0,
    eventMessageControl: capabilities & 0x03,
    assertionMask,
    deassertionMask,
    readingMask,
    analogFormat,
    positiveHysteresis,
    negativeHysteresis,
    oem: reader.u8(),
    analog,
  };
}

function readAnalog(reader: ByteReader): AnalogDetails {
  const linearisation = reader.u8() & 0x7f;
  const factors = reader.take(FACTOR_BYTES);
  return {
    linearisation,
    factors,
    tolerance: factors.readUInt8(1) & 0x3f,
    specified: reader.u8() & 0x07,
    nominal: reader.u8(),
    normalMaximum: reader.u8(),
    normalMinimum: reader.u8(),
    maximum: reader.u8(),
    minimum: reader.u8(),
    thresholds: {
      upperNonRecoverable: reader.u8(),
      upperCritical: reader.u8(),
      upperNonCritical: reader.u8(),
      lowerNonRecoverable: reader.u8(),
      lowerCritical: reader.u8(),
      lowerNonCritical: reader.u8(),
    },
  };
}
