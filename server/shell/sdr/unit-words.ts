import type { SensorUnits } from "@/server/ipmi/records/units";

/** Sensor units in ipmitool's words, by code (IPMI 2.0 table 43-15). */
const words: readonly string[] =
  "unspecified|degrees C|degrees F|degrees K|Volts|Amps|Watts|Joules|Coulombs|VA|Nits|lumen|lux|Candela|kPa|PSI|Newton|CFM|RPM|Hz|microsecond|millisecond|second|minute|hour|day|week|mil|inches|feet|cu in|cu feet|mm|cm|m|cu cm|cu m|liters|fluid ounce|radians|steradians|revolutions|cycles|gravities|ounce|pound|ft-lb|oz-in|gauss|gilberts|henry|millihenry|farad|microfarad|ohms|siemens|mole|becquerel|PPM|reserved|Decibels|DbA|DbC|gray|sievert|color temp deg K|bit|kilobit|megabit|gigabit|byte|kilobyte|megabyte|gigabyte|word|dword|qword|line|hit|miss|retry|reset|overflow|underrun|collision|packets|messages|characters|error|correctable error|uncorrectable error|fatal error|grams".split(
    "|",
  );

const DIVIDED = 1;
const MULTIPLIED = 2;

/** A unit as ipmitool writes it: `degrees C`, `Watts/inches`, `percent`. Rates (per second …) it does not show. */
export function unitWords({ percentage, modifierUse, base, modifier }: SensorUnits): string {
  const percent = percentage ? "% " : "";
  if (modifierUse === MULTIPLIED) return `${percent}${word(base)}*${word(modifier)}`;
  if (modifierUse === DIVIDED) return `${percent}${word(base)}/${word(modifier)}`;
  return base === 0 && percentage ? "percent" : `${percent}${word(base)}`;
}

function word(code: number): string {
  return words[code] ?? "invalid";
}
