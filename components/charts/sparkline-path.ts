export type Point = readonly [number, number];

/**
 * SVG path of a time series in a `width` × `height` box. A flat series is drawn in the middle. A pause of more than
 * three usual intervals breaks the line, so that time without readings does not look like readings.
 * Empty for fewer than two points.
 */
export function sparklinePath(points: readonly Point[], width: number, height: number, inset = 1.5): string {
  const first = points[0];
  const last = points.at(-1);
  if (!first || !last || points.length < 2 || last[0] <= first[0]) return "";
  const values = points.map((p) => p[1]);
  const low = Math.min(...values);
  const high = Math.max(...values);
  const pause = medianInterval(points) * 3;
  const x = (t: number) => ((t - first[0]) / (last[0] - first[0])) * width;
  const y = (v: number) =>
    high === low ? height / 2 : inset + (1 - (v - low) / (high - low)) * (height - 2 * inset);

  return points
    .map(([t, v], i) => {
      const before = points[i - 1];
      const command = before && t - before[0] <= pause ? "L" : "M";
      return `${command}${x(t).toFixed(1)} ${y(v).toFixed(1)}`;
    })
    .join("");
}

function medianInterval(points: readonly Point[]): number {
  const gaps = points.slice(1).map((p, i) => p[0] - (points[i]?.[0] ?? p[0]));
  gaps.sort((a, b) => a - b);
  return gaps[Math.floor(gaps.length / 2)] ?? 0;
}
