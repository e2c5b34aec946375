import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL(".", import.meta.url));

/** Tests that need Postgres: part of `npm test`, not of `npm run check`. */
export default defineConfig({
  resolve: { alias: { "@": root.replace(/\/$/, "") } },
  test: {
    include: ["server/**/*.db.test.ts"],
    globalSetup: "server/database/testing/postgres-setup.ts",
    environment: "node",
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
