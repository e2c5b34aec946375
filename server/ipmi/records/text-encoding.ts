/**
 * The character encodings of SDR and FRU type/length fields (IPMI 2.0 §43.15, FRU Information Storage Definition
 * §13). Results may hold any character: pass them through `printable` before they leave the decoders.
 */

const BCD_PLUS = "0123456789 -.:,_";

/** Two characters a byte, the high nibble first. */
export function decodeBcdPlus(bytes: Uint8Array): string {
  return [...bytes].map((byte) => `${BCD_PLUS.charAt(byte >> 4)}${BCD_PLUS.charAt(byte & 0x0f)}`).join("");
}

/** Four characters in three bytes, least significant bits first, 0 is a space. */
export function decodeSixBit(bytes: Uint8Array): string {
  let text = "";
  let held = 0;
  let bits = 0;
  for (const byte of bytes) {
    held |= byte << bits;
    bits += 8;
    while (bits >= 6) {
      text += String.fromCharCode(0x20 + (held & 0x3f));
      held >>= 6;
      bits -= 6;
    }
  }
  return text;
}

/** 8-bit ASCII and Latin 1; boards pad with zeros. */
export function decodeLatin1(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("latin1").replace(/\0+$/, "");
}

/**
 * Two-byte Unicode, least significant byte first. Boards that mark plain ASCII as Unicode are common, so an odd length
 * or nothing but printable ASCII is read as 8-bit text.
 */
export function decodeUnicode(bytes: Uint8Array): string {
  const plain = bytes.length % 2 !== 0 || bytes.every((byte) => byte >= 0x20 && byte < 0x7f);
  return plain ? decodeLatin1(bytes) : Buffer.from(bytes).toString("utf16le").replace(/\0+$/, "");
}
