import type { ByteReader } from "../../wire/byte-reader";

/** One LAN configuration parameter: its selector and both directions of its data (IPMI 2.0 table 23-4). */
export interface LanParameter<Value> {
  readonly selector: number;
  /** The specification's name. */
  readonly name: string;
  /** Values come in a set: one per destination, address or route, the set selector is their first byte. */
  readonly inSets?: boolean;
  /** Null where the BMC only reports it. */
  readonly encode: ((value: Value) => Uint8Array) | null;
  decode(data: ByteReader): Value;
}

/** A parameter people can change. */
export type WritableLanParameter<Value> = LanParameter<Value> & {
  readonly encode: (value: Value) => Uint8Array;
};
