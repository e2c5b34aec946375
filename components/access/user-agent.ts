const browsers = [
  ["Edge", /Edg\//],
  ["Opera", /OPR\//],
  ["Firefox", /Firefox\//],
  ["Chrome", /Chrome\//],
  ["Safari", /Safari\//],
  ["curl", /^curl\//],
] as const;
const systems = [
  ["Android", /Android/],
  ["iPhone", /iPhone/],
  ["iPad", /iPad/],
  ["Windows", /Windows/],
  ["macOS", /Mac OS X/],
  ["Linux", /Linux/],
] as const;

type Table = readonly (readonly [string, RegExp])[];
const first = (table: Table, text: string) => table.find(([, pattern]) => pattern.test(text))?.[0] ?? null;

/** Roughly what a person would call it; null where the text does not say. */
export function describeUserAgent(text: string): { browser: string | null; system: string | null } {
  return { browser: first(browsers, text), system: first(systems, text) };
}
