/** Reads JSON somebody else wrote: what is missing or of another kind is null, never an exception. */
export type Json = Readonly<Record<string, unknown>>;

export function asObject(value: unknown): Json | null {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Json) : null;
}

export function asList(value: unknown): readonly unknown[] | null {
  return Array.isArray(value) ? value : null;
}

export function asText(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}

export function asNumber(value: unknown): number | null {
  return typeof value === "number" && Number.isFinite(value) ? value : null;
}

/** Bytes written as hex digits, blanks allowed, or as a list of numbers. */
export function asBytes(value: unknown): Buffer | null {
  const list = asList(value);
  if (list !== null) {
    const isByte = (one: unknown) =>
      typeof one === "number" && Number.isInteger(one) && one >= 0 && one < 256;
    return list.every(isByte) ? Buffer.from(list as readonly number[]) : null;
  }
  const digits = asText(value)?.replace(/\s+/g, "") ?? null;
  if (digits === null || digits.length % 2 !== 0 || !/^[0-9a-f]*$/i.test(digits)) return null;
  return Buffer.from(digits, "hex");
}
