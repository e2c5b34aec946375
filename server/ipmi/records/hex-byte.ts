/** A byte as the specification writes it: `5Ah`. */
export function hexByte(value: number): string {
  return `${value.toString(16).toUpperCase().padStart(2, "0")}h`;
}
