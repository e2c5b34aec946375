/** Which bytes of event data ipmitool takes for the maker's, by single bits of event data 1. */
export interface DataSaid {
  readonly byte2: boolean;
  readonly byte3: boolean;
  readonly any: boolean;
  readonly both: boolean;
}

export function dataSaid(data1: number): DataSaid {
  const byte2 = (data1 & 0x80) !== 0;
  const byte3 = (data1 & 0x20) !== 0;
  return { byte2, byte3, any: byte2 || byte3, both: byte2 && byte3 };
}
