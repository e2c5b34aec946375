import { type Point, sparklinePath } from "./sparkline-path";

const WIDTH = 96;
const HEIGHT = 24;

/** A word-sized line of recent values; decoration beside the number, hidden from screen readers. */
export function Sparkline({ points, className }: { points: readonly Point[]; className?: string }) {
  const path = sparklinePath(points, WIDTH, HEIGHT);
  if (!path) return null;
  return (
    <svg
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      width={WIDTH}
      height={HEIGHT}
      className={className}
      aria-hidden="true"
      preserveAspectRatio="none"
    >
      <path d={path} fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinejoin="round" />
    </svg>
  );
}
