/** Stamps up to here count from the start of the BMC (IPMI 2.0 §37.1). */
const SINCE_START = 0x2000_0000;
const UNSPECIFIED = 0xffff_ffff;
const DAY = 86_400;

/** An IPMI time stamp as ipmitool prints it in tables of the C locale: `11/22/26 23:18:54 UTC`, `S+ 00:01:02`. */
export function timestampNumeric(stamp: number, utc = false): string {
  if (stamp === UNSPECIFIED) return "Unspecified";
  if (stamp <= SINCE_START) return sinceStart(stamp);
  const date = new Date(stamp * 1000);
  return `${dateText(date, utc)} ${clockText(date, utc)} ${utc ? "GMT" : zoneName(date)}`;
}

function sinceStart(stamp: number): string {
  const date = new Date(stamp * 1000);
  if (stamp < DAY) return `S+ ${clockText(date, true)}`;
  const year = date.getUTCFullYear();
  const dayOfYear = Math.floor((stamp - Date.UTC(year, 0, 1) / 1000) / DAY) + 1;
  return `S+ ${two(year % 100)}/${String(dayOfYear).padStart(3, "0")} ${clockText(date, true)}`;
}

function dateText(date: Date, utc: boolean): string {
  const [year, month, day] = utc
    ? [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()]
    : [date.getFullYear(), date.getMonth(), date.getDate()];
  return `${two(month + 1)}/${two(day)}/${two(year % 100)}`;
}

function clockText(date: Date, utc: boolean): string {
  const parts = utc
    ? [date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()]
    : [date.getHours(), date.getMinutes(), date.getSeconds()];
  return parts.map(two).join(":");
}

/** The zone's abbreviation as tzdata has it: ICU knows each in some locale only; zones without one are offsets. */
export function zoneName(date: Date): string {
  for (const locale of ["en-US", "en-GB", "en-AU", "en-IN", "en-ZA"]) {
    const parts = new Intl.DateTimeFormat(locale, { timeZoneName: "short" }).formatToParts(date);
    const name = parts.find(({ type }) => type === "timeZoneName")?.value;
    if (name !== undefined && !/^GMT.|^UTC./.test(name)) return name;
  }
  const minutes = -date.getTimezoneOffset();
  const sign = minutes < 0 ? "-" : "+";
  const rest = Math.abs(minutes) % 60;
  return `${sign}${two(Math.floor(Math.abs(minutes) / 60))}${rest === 0 ? "" : two(rest)}`;
}

function two(value: number): string {
  return String(value).padStart(2, "0");
}
