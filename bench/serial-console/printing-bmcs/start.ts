import { build } from "esbuild";
import { fleetEndpoint } from "../../../server/simulator/fleet";
import { cpuSeconds } from "../../process-usage";
import { ReadyProcess } from "../../ready-process";

const FIRST = { address: "127.103.0.1", port: 623 };
const PROGRAM = "test-results/bench/printing-bmcs.mjs";
export const printingLogin = { user: "admin", password: "simulated" } as const;

/**
 * One process of all BMCs and the engine would take turns: the one answers two hundred packets while the other waits, and the other
 * way round. Real BMCs answer one by one.
 */
export const PROCESSES = 4;

export interface PrintingBmcs {
  /** Of all of them together, since they were started. */
  cpuSeconds(): Promise<number>;
  stop(): Promise<void>;
}

/** So many BMCs, in processes of their own. Resolves when all of them answer. */
export async function startPrintingBmcs(count: number): Promise<PrintingBmcs> {
  await build({
    entryPoints: ["bench/serial-console/printing-bmcs/program.ts"],
    outfile: PROGRAM,
    bundle: true,
    platform: "node",
    format: "esm",
    packages: "external",
    alias: { "@": process.cwd() },
    logLevel: "warning",
  });
  const { user, password } = printingLogin;
  const share = (index: number) => String(Math.floor((count * index) / PROCESSES));
  const processes = await Promise.all(
    Array.from({ length: PROCESSES }, (_, index) =>
      ReadyProcess.start("the BMCs", [
        PROGRAM,
        FIRST.address,
        share(index),
        share(index + 1),
        user,
        password,
      ]),
    ),
  );
  return {
    async cpuSeconds() {
      const used = await Promise.all(processes.map(({ pid }) => cpuSeconds(pid)));
      return used.reduce((sum, seconds) => sum + seconds, 0);
    },
    async stop() {
      await Promise.all(processes.map((process) => process.stop()));
    },
  };
}

/** Where the BMC of this index is; its host's lines are those of `printedLines(index)`. */
export const printingEndpoint = (index: number) => fleetEndpoint(FIRST, index, "addresses");
