const DAY = 86_400;

/** Seconds since 1970 of a clock that tells no zone, as `YYYY-MM-DDTHH:MM:SS` (IPMI 2.0 §37). */
export function zonelessTime(seconds: number): string {
  const { year, month, day } = civilDate(Math.floor(seconds / DAY));
  const rest = seconds % DAY;
  const clock = [Math.floor(rest / 3600), Math.floor(rest / 60) % 60, rest % 60];
  return `${year}-${two(month)}-${two(day)}T${clock.map(two).join(":")}`;
}

/** Days since 1970-01-01, not before it, in the Gregorian calendar. */
function civilDate(days: number): { year: number; month: number; day: number } {
  let year = 1970;
  let left = days;
  for (let length = yearLength(year); left >= length; length = yearLength(year)) {
    left -= length;
    year++;
  }
  const months = [31, isLeap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  let month = 1;
  for (const length of months) {
    if (left < length) break;
    left -= length;
    month++;
  }
  return { year, month, day: left + 1 };
}

function yearLength(year: number): number {
  return isLeap(year) ? 366 : 365;
}

function isLeap(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

function two(value: number): string {
  return value.toString().padStart(2, "0");
}
