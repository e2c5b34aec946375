/** A 16-bit identifier with its hexadecimal form, e.g. `2051 (0x0803)`. */
export function hexId(id: number): string {
  return `${id} (0x${id.toString(16).padStart(4, "0")})`;
}
