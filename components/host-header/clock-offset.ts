/** Below this the two clocks agree: a BMC's has a resolution of one second and the reading takes a while. */
const AGREES_SECONDS = 5;

export type ClockOffset = { direction: "right" } | { direction: "ahead" | "behind"; duration: string };

/** How far the BMC's clock is from ours, in the largest sensible unit. */
export function clockOffset(seconds: number, locale: string): ClockOffset {
  const size = Math.abs(seconds);
  if (size < AGREES_SECONDS) return { direction: "right" };
  const [unit, count] =
    size >= 172_800
      ? (["day", size / 86_400] as const)
      : size >= 7200
        ? (["hour", size / 3600] as const)
        : size >= 120
          ? (["minute", size / 60] as const)
          : (["second", size] as const);
  const duration = new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "long" }).format(
    Math.round(count),
  );
  return { direction: seconds > 0 ? "ahead" : "behind", duration };
}
