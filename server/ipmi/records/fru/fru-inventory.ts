/** FRU data in words (Platform Management FRU Information Storage Definition 1.0, revision 1.3). */
export interface FruInventory {
  readonly areas: readonly FruArea[];
  /** What was wrong with the data; it is decoded as far as it goes. */
  readonly warnings: readonly string[];
}

export interface FruArea {
  readonly kind: "chassis" | "board" | "product" | "multirecord";
  readonly title: string;
  readonly fields: readonly FruField[];
}

export interface FruField {
  readonly label: string;
  readonly value: string;
}
