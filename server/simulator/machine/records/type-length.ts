/** Type and length byte with 8-bit text behind it, as SDRs and FRU areas name things (IPMI 2.0 §43.15). */
export function typeLength(text: string, most: number): Buffer {
  const bytes = Buffer.from(text, "latin1").subarray(0, most);
  return Buffer.concat([Buffer.from([0xc0 | bytes.length]), bytes]);
}
