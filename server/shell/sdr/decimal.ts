/**
 * A number as C's `%.<decimals>f` writes it: the exact binary value, halves to the even digit, −0 kept, infinities and
 * "not a number" in words. `toFixed` differs in each of these.
 */
export function fixed(value: number, decimals: number): string {
  if (Number.isNaN(value)) return "-nan"; // the sign x86 gives the results of invalid operations
  const sign = value < 0 || Object.is(value, -0) ? "-" : "";
  const size = Math.abs(value);
  if (size === Number.POSITIVE_INFINITY) return `${sign}inf`;
  if (size >= 1e21) return `${sign}${BigInt(size)}${decimals > 0 ? `.${"0".repeat(decimals)}` : ""}`;
  return `${sign}${halfToEven(size, decimals)}`;
}

/** `toFixed` takes the greater of two numbers that are equally near; ties are the odd multiples of 2^−(decimals + 1). */
function halfToEven(size: number, decimals: number): string {
  const up = size.toFixed(decimals);
  const tie = Math.abs((size * 2 ** (decimals + 1)) % 2) === 1;
  if (!tie || Number(up.at(-1)) % 2 === 0) return up;
  return (size - 0.25 * 10 ** -decimals).toFixed(decimals);
}

const INT_MAX = 2_147_483_647;

/** What ipmitool's `value == (int) value` says: whole, and small enough for a C int. */
export function isWhole(value: number): boolean {
  return Number.isInteger(value) && Math.abs(value) <= INT_MAX;
}

/** Without decimals when whole, else with so many. */
export function asShort(value: number, decimals: number): string {
  return fixed(value, isWhole(value) ? 0 : decimals);
}
