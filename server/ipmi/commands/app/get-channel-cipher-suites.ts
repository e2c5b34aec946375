import type { ByteReader } from "../../wire/byte-reader";
import { defineCommand, NetFn, Privilege } from "../command";

const LIST_BY_SUITE = 0x80;
const IPMI_PAYLOAD = 0x00;
/** A full block; a shorter one is the last. */
export const CIPHER_SUITE_BLOCK = 16;

/**
 * Get Channel Cipher Suites (IPMI 2.0 §22.15): one block of at most 16 bytes of the record list, by index from 0.
 * Join blocks until one is shorter than 16 bytes or the index reaches 63, then `parseCipherSuiteRecords`.
 */
export const getChannelCipherSuites = defineCommand<
  {
    readonly channel: number;
    readonly index: number;
    /** Default: IPMI messages. */
    readonly payloadType?: number;
  },
  Buffer
>({
  name: "Get Channel Cipher Suites",
  netFn: NetFn.App,
  command: 0x54,
  privilege: Privilege.Callback,
  class: "read",
  encode: ({ channel, index, payloadType = IPMI_PAYLOAD }) =>
    Uint8Array.of(channel, payloadType, LIST_BY_SUITE | (index & 0x3f)),
  decode: (data) => {
    data.skip(1);
    return data.take(Math.min(data.remaining, CIPHER_SUITE_BLOCK));
  },
});

/**
 * Suite numbers in cipher suite records (IPMI 2.0 §22.15.1, table 22-19). Lenient: tag bits, counts and unknown bytes
 * are wrong on several boards, so whatever is no record is skipped. Says what is advertised, not what works.
 */
export function parseCipherSuiteRecords(reader: ByteReader): readonly number[] {
  const STANDARD = 0xc0;
  const OEM = 0xc1;
  const suites = new Set<number>();
  while (reader.remaining > 0) {
    const start = reader.u8();
    if (start === STANDARD && reader.remaining >= 1) suites.add(reader.u8());
    else if (start === OEM && reader.remaining >= 4) reader.skip(4);
  }
  return [...suites];
}
