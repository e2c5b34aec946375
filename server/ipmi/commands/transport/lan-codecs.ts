import type { ByteReader } from "../../wire/byte-reader";
import { ByteWriter } from "../../wire/byte-writer";
import { ipv4Bytes, ipv6Bytes, macBytes, readIpv4, readIpv6, readMac } from "./address-codecs";
import type { LanParameter, WritableLanParameter } from "./lan-parameter";

/** Parameters whose value is one field. Each makes a row of the tables of LAN parameters. */

export const byte = (selector: number, name: string, mask = 0xff): WritableLanParameter<number> => ({
  selector,
  name,
  encode: (value) => Uint8Array.of(value & mask),
  decode: (data) => data.u8() & mask,
});

export const port = (selector: number, name: string): WritableLanParameter<number> => ({
  selector,
  name,
  encode: (value) => new ByteWriter().u16(value).toBuffer(),
  decode: (data) => data.u16(),
});

export const ipv4 = (selector: number, name: string): WritableLanParameter<string> => ({
  selector,
  name,
  encode: ipv4Bytes,
  decode: readIpv4,
});

export const mac = (selector: number, name: string): WritableLanParameter<string> => ({
  selector,
  name,
  encode: macBytes,
  decode: readMac,
});

export const ipv6 = (selector: number, name: string): WritableLanParameter<string> => ({
  selector,
  name,
  encode: ipv6Bytes,
  decode: readIpv6,
});

/** A value the BMC only reports. */
export const reported = <Value>(
  selector: number,
  name: string,
  decode: (data: ByteReader) => Value,
): LanParameter<Value> => ({ selector, name, decode });

/** One of several values the BMC only reports: the set selector, then the value. */
export const reportedInSets = <Value>(
  selector: number,
  name: string,
  decode: (data: ByteReader) => Value,
): LanParameter<{ readonly set: number; readonly value: Value }> => ({
  selector,
  name,
  inSets: true,
  decode: (data) => ({ set: data.u8(), value: decode(data) }),
});
