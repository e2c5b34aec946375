import { zoneName } from "./zone-name";

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

/** The date alone: `11/22/26`, `S+ 70/001`. */
export function timestampDate(stamp: number): string {
  if (stamp === UNSPECIFIED) return "Unspecified";
  return stamp <= SINCE_START ? `S+ ${yearAndDay(stamp)}` : dateText(new Date(stamp * 1000), false);
}

/** The time alone: `23:18:54 UTC`. */
export function timestampTime(stamp: number): string {
  if (stamp === UNSPECIFIED) return "Unspecified";
  const date = new Date(stamp * 1000);
  const utc = stamp <= SINCE_START;
  return `${clockText(date, utc)} ${utc ? "GMT" : zoneName(date)}`;
}

const weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"] as const;
const months = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

/** The long form of the C locale: `Mon Jan  1 00:00:00 2024 UTC`. */
export function timestampText(stamp: number): string {
  if (stamp === UNSPECIFIED) return "Unspecified";
  const date = new Date(stamp * 1000);
  if (stamp < DAY) return `S+ ${clockText(date, true)}`;
  if (stamp <= SINCE_START) {
    const [year, day] = yearAndDay(stamp).split("/");
    return `S+ ${year} years ${day} days ${clockText(date, true)}`;
  }
  const day = String(date.getDate()).padStart(2);
  const head = `${weekdays[date.getDay()]} ${months[date.getMonth()]} ${day}`;
  return `${head} ${clockText(date, false)} ${date.getFullYear()} ${zoneName(date)}`;
}

function yearAndDay(stamp: number): string {
  const year = new Date(stamp * 1000).getUTCFullYear();
  const dayOfYear = Math.floor((stamp - Date.UTC(year, 0, 1) / 1000) / DAY) + 1;
  return `${two(year % 100)}/${String(dayOfYear).padStart(3, "0")}`;
}

function sinceStart(stamp: number): string {
  const date = new Date(stamp * 1000);
  if (stamp < DAY) return `S+ ${clockText(date, true)}`;
  return `S+ ${yearAndDay(stamp)} ${clockText(date, true)}`;
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

function two(value: number): string {
  return String(value).padStart(2, "0");
}
