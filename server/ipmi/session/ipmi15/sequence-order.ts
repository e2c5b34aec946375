/** A session sequence number with its bytes in the other order, as some boards write it (quirk L5). */
export function swapped(sequence: number): number {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(sequence);
  return bytes.readUInt32BE(0);
}
