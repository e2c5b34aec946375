import { CHASSIS, type Health } from "@/lib/contracts/host";
import type { Sensor } from "@/lib/contracts/sensor";

/** The worst sensor and its reason; chassis faults count as warnings (an open lid is one). */
export function healthOf(sensors: readonly Sensor[], chassisFaults: readonly string[]): Health {
  const criticals = sensors.filter((sensor) => sensor.severity === "critical");
  const warnings = sensors.filter((sensor) => sensor.severity === "warning");
  const worst = criticals[0] ?? warnings[0];
  const fault = chassisFaults[0];
  const known = sensors.some((sensor) => sensor.severity !== "unknown");
  const counts = { criticals: criticals.length, warnings: warnings.length + chassisFaults.length };
  if (worst)
    return { severity: worst.severity, reason: { sensor: worst.name, text: textOf(worst) }, ...counts };
  if (fault) return { severity: "warning", reason: { sensor: CHASSIS, text: fault }, ...counts };
  return { severity: known ? "ok" : "unknown", reason: null, ...counts };
}

function textOf(sensor: Sensor): string {
  return [sensor.text, sensor.stateText].filter(Boolean).join(", ");
}

/** Names under which BMCs report what the whole system draws. */
const wholeSystem =
  /pwr consumption|power consumption|system level|sys.*power|total.*p(ower|wr)|power meter|input power/i;

/** Watts the system draws: a sensor that says so by its name, else the only one in watts. */
export function powerDrawOf(sensors: readonly Sensor[]): number | null {
  const watts = sensors.filter((sensor) => sensor.unit === "W" && sensor.value !== null);
  const named = watts.find((sensor) => wholeSystem.test(sensor.name));
  const chosen = named ?? (watts.length === 1 ? watts[0] : undefined);
  return chosen?.value ?? null;
}
