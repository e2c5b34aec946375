import type { Conversion } from "./conversion";
import type { SensorRecord } from "./sdr/sensor-record";
import { unitText } from "./units";

const MOST_DECIMALS = 3;

/** A value with its unit as it should be read, to the sensor's own resolution: `59 °C`, `4.90 V`. */
export function quantityText(value: number, record: Pick<SensorRecord, "units" | "conversion">): string {
  const unit = unitText(record.units);
  const number = value.toFixed(record.conversion === null ? 0 : decimals(record.conversion, value));
  return unit === "" ? number : `${number} ${unit}`;
}

/** As many decimals as one raw step is worth; for curves as many as make three significant digits. */
function decimals({ linearisation, m, resultExponent }: Conversion, value: number): number {
  const step = linearisation === 0 ? Math.abs(m) * 10 ** resultExponent : Math.abs(value) / 100;
  if (step === 0) return 0;
  return Math.min(MOST_DECIMALS, Math.max(0, Math.ceil(-Math.log10(step) - 1e-9)));
}
