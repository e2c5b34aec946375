import { defineConfig, mergeConfig } from "vitest/config";
import base from "./vitest.config";

/** Tests that need Postgres: `npm test`, not `npm run check`. */
export default mergeConfig(base, defineConfig({ test: { hookTimeout: 60_000, testTimeout: 30_000 } }));
