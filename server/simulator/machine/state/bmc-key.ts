export const BMC_KEY_SETTING = "channel/kg";
const KEY_BYTES = 20;

/** K_g, zero-padded to its 20 bytes. */
export function paddedKey(key: Uint8Array): Buffer {
  const bytes = Buffer.alloc(KEY_BYTES);
  bytes.set(key.subarray(0, KEY_BYTES));
  return bytes;
}
