import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL(".", import.meta.url));

/** Tests that start programs we did not write (ipmi_sim, ipmitool, FreeIPMI): part of `npm test`, not of `npm run check`. */
export default defineConfig({
  resolve: { alias: { "@": root.replace(/\/$/, "") } },
  test: {
    include: ["{server,e2e}/**/*.peer.test.ts"],
    environment: "node",
    // Each file owns its peers and their addresses. One at a time: `npm test` runs them beside the journeys.
    pool: "forks",
    maxWorkers: 1,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
