/** `npm run bench [-- console|ipmi|fleet|serial-console …]`: the figures of bench/results, all or those named; options are theirs. */
const benches: Readonly<Record<string, () => Promise<unknown>>> = {
  console: () => import("./console/main"),
  ipmi: () => import("./ipmi/main"),
  fleet: () => import("./fleet/main"),
  "serial-console": () => import("./serial-console/main"),
};
const named = process.argv.slice(2).filter((word) => !word.startsWith("--"));
const unknown = named.filter((name) => !(name in benches));
if (unknown.length > 0) {
  throw new Error(`No bench is called ${unknown.join(", ")}. There are: ${Object.keys(benches).join(", ")}.`);
}
for (const [name, run] of Object.entries(benches)) {
  if (named.length === 0 || named.includes(name)) await run();
}

export {};
