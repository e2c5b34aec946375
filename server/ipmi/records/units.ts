/** Sensor unit codes (IPMI 2.0 table 43-15) as they are written after a number. */
const unitTexts: readonly string[] = [
  // 0
  "",
  "°C",
  "°F",
  "K",
  "V",
  "A",
  "W",
  "J",
  "C",
  "VA",
  // 10
  "nit",
  "lm",
  "lx",
  "cd",
  "kPa",
  "psi",
  "N",
  "CFM",
  "RPM",
  "Hz",
  // 20
  "µs",
  "ms",
  "s",
  "min",
  "h",
  "d",
  "wk",
  "mil",
  "in",
  "ft",
  // 30
  "in³",
  "ft³",
  "mm",
  "cm",
  "m",
  "cm³",
  "m³",
  "L",
  "fl oz",
  "rad",
  // 40
  "sr",
  "rev",
  "cycles",
  "g",
  "oz",
  "lb",
  "ft·lb",
  "oz·in",
  "G",
  "Gb",
  // 50
  "H",
  "mH",
  "F",
  "µF",
  "Ω",
  "S",
  "mol",
  "Bq",
  "ppm",
  "",
  // 60
  "dB",
  "dBA",
  "dBC",
  "Gy",
  "Sv",
  "K (color)",
  "bit",
  "kbit",
  "Mbit",
  "Gbit",
  // 70
  "B",
  "kB",
  "MB",
  "GB",
  "word",
  "dword",
  "qword",
  "lines",
  "hits",
  "misses",
  // 80
  "retries",
  "resets",
  "overruns",
  "underruns",
  "collisions",
  "packets",
  "messages",
  "characters",
  "errors",
  // 89
  "correctable errors",
  "uncorrectable errors",
  "fatal errors",
  "grams",
];

const rates = ["", "/µs", "/ms", "/s", "/min", "/h", "/d", ""] as const;

export interface SensorUnits {
  readonly percentage: boolean;
  readonly rate: number;
  /** 0 none, 1 base / modifier, 2 base × modifier. */
  readonly modifierUse: number;
  readonly base: number;
  readonly modifier: number;
}

/** Units 1–3 of a full or compact sensor record (IPMI 2.0 §43.1, bytes 21–23). */
export function decodeUnits(flags: number, base: number, modifier: number): SensorUnits {
  return {
    percentage: (flags & 0x01) !== 0,
    modifierUse: (flags >> 1) & 0x03,
    rate: (flags >> 3) & 0x07,
    base,
    modifier,
  };
}

/** A unit as it is written after a value: `°C`, `RPM`, `%`, `W/in`; "" when there is none. */
export function unitText(units: SensorUnits): string {
  const base = unitTexts[units.base] ?? "";
  const modifier = unitTexts[units.modifier] ?? "";
  const combined =
    units.modifierUse === 1 && modifier !== ""
      ? `${base}/${modifier}`
      : units.modifierUse === 2 && modifier !== ""
        ? `${base}·${modifier}`
        : base;
  const unit = `${combined}${rates[units.rate] ?? ""}`;
  if (!units.percentage) return unit;
  return unit === "" ? "%" : `% ${unit}`;
}
