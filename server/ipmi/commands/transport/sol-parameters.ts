import type { ByteReader } from "../../wire/byte-reader";
import { ByteWriter } from "../../wire/byte-writer";
import { type SetProgress, setProgress } from "./set-progress";

/** One SOL configuration parameter: its selector and both directions of its data. */
export interface SolParameter<Value> {
  readonly selector: number;
  encode(value: Value): Uint8Array;
  decode(data: ByteReader): Value;
}

export interface SolAuthentication {
  readonly forceEncryption: boolean;
  readonly forceAuthentication: boolean;
  /** Lowest privilege that may activate SOL, 1–5. */
  readonly privilege: number;
}

export interface SolAccumulation {
  /** How long the BMC gathers characters, in 5 ms steps; 0 is reserved. */
  readonly intervalMs: number;
  /** It sends at once when it has this many. */
  readonly characters: number;
}

export interface SolRetry {
  /** 0–7; 0: no retransmission. */
  readonly count: number;
  /** In 10 ms steps. */
  readonly intervalMs: number;
}

/** Bit rates by code (IPMI 2.0 table 26-5, parameters 5 and 6); `ipmi-messaging` is the serial channel's own. */
const bitRates = { 9600: 6, 19200: 7, 38400: 8, 57600: 9, 115200: 10 } as const;
export type SolBitRate = keyof typeof bitRates | "ipmi-messaging";

const bitRateParameter = (selector: number): SolParameter<SolBitRate | null> => ({
  selector,
  encode: (rate) => Uint8Array.of(rate === null || rate === "ipmi-messaging" ? 0 : bitRates[rate]),
  decode: (data) => {
    const code = data.u8() & 0x0f;
    if (code === 0) return "ipmi-messaging";
    for (const [rate, known] of Object.entries(bitRates)) {
      if (known === code) return Number(rate) as keyof typeof bitRates;
    }
    return null;
  },
});

/** SOL configuration parameters (IPMI 2.0 table 26-5). Bit rate null: a code the specification does not name. */
export const solParameters = {
  setInProgress: { selector: 0, ...setProgress } satisfies SolParameter<SetProgress>,
  enabled: {
    selector: 1,
    encode: (enabled) => Uint8Array.of(enabled ? 1 : 0),
    decode: (data) => (data.u8() & 0x01) !== 0,
  } satisfies SolParameter<boolean>,
  authentication: {
    selector: 2,
    encode: ({ forceEncryption, forceAuthentication, privilege }) =>
      Uint8Array.of((forceEncryption ? 0x80 : 0) | (forceAuthentication ? 0x40 : 0) | (privilege & 0x0f)),
    decode: (data) => {
      const byte = data.u8();
      return {
        forceEncryption: (byte & 0x80) !== 0,
        forceAuthentication: (byte & 0x40) !== 0,
        privilege: byte & 0x0f,
      };
    },
  } satisfies SolParameter<SolAuthentication>,
  accumulation: {
    selector: 3,
    encode: ({ intervalMs, characters }) => Uint8Array.of(Math.round(intervalMs / 5), characters),
    decode: (data) => ({ intervalMs: data.u8() * 5, characters: data.u8() }),
  } satisfies SolParameter<SolAccumulation>,
  retry: {
    selector: 4,
    encode: ({ count, intervalMs }) => Uint8Array.of(count & 0x07, Math.round(intervalMs / 10)),
    decode: (data) => ({ count: data.u8() & 0x07, intervalMs: data.u8() * 10 }),
  } satisfies SolParameter<SolRetry>,
  nonVolatileBitRate: bitRateParameter(5),
  volatileBitRate: bitRateParameter(6),
  payloadChannel: {
    selector: 7,
    encode: (channel) => Uint8Array.of(channel & 0x0f),
    decode: (data) => data.u8() & 0x0f,
  } satisfies SolParameter<number>,
  payloadPort: {
    selector: 8,
    encode: (port) => new ByteWriter().u16(port).toBuffer(),
    decode: (data) => data.u16(),
  } satisfies SolParameter<number>,
};
