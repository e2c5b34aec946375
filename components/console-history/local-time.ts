const two = (value: number) => String(value).padStart(2, "0");

/** A moment as `<input type="datetime-local">` wants it, in the person's own zone; "" for none. */
export function toLocalInput(moment: number | null): string {
  if (moment === null || !Number.isFinite(moment)) return "";
  const date = new Date(moment);
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
}

/** The moment such an input holds, as the API wants it; null when it holds none. */
export function fromLocalInput(value: string): string | null {
  const moment = value === "" ? Number.NaN : Date.parse(value);
  return Number.isNaN(moment) ? null : new Date(moment).toISOString();
}
