/** Two's complement of the sum of all bytes: bytes and checksum together sum to zero (IPMI 2.0 §13.8). */
export function checksum(bytes: Uint8Array): number {
  let sum = 0;
  for (const byte of bytes) sum += byte;
  return -sum & 0xff;
}
