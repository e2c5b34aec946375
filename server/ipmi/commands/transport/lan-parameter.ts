import type { ByteReader } from "../../wire/byte-reader";

/** One LAN configuration parameter as it is read: its selector and what its data mean (IPMI 2.0 table 23-4). */
export interface LanParameter<Value> {
  readonly selector: number;
  /** The specification's name. */
  readonly name: string;
  /** Values come in a set: one per destination, address or route, the set selector is their first byte. */
  readonly inSets?: boolean;
  decode(data: ByteReader): Value;
}

/** A parameter that can be changed. */
export interface WritableLanParameter<Value> extends LanParameter<Value> {
  encode(value: Value): Uint8Array;
}
