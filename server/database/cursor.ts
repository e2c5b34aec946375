const MAX_BIGINT = 2n ** 63n - 1n;

/** A row id that came from outside; null when absent or not one, which reads as "from the newest". */
export function cursor(text: string | undefined): bigint | null {
  if (!text || !/^\d{1,19}$/.test(text)) return null;
  const id = BigInt(text);
  return id > MAX_BIGINT ? null : id;
}
