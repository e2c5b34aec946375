import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL(".", import.meta.url));

export default defineConfig({
  resolve: { alias: { "@": root.replace(/\/$/, "") } },
  test: {
    include: ["{lib,server,components,tools}/**/*.test.{ts,tsx}"],
    exclude: ["**/*.db.test.ts", "**/*.peer.test.ts"],
    environment: "node",
    // No module keeps state between tests; a process a file would cost more than the tests themselves.
    pool: "threads",
    isolate: false,
    // Properties run hundreds of cases; CI has two busy cores.
    testTimeout: 30_000,
  },
});
