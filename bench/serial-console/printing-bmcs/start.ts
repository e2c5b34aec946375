import { build } from "esbuild";
import { fleetEndpoint } from "../../../server/simulator/fleet";
import { ReadyProcess } from "../../ready-process";

const FIRST = { address: "127.103.0.1", port: 623 };
const PROGRAM = "test-results/bench/printing-bmcs.mjs";
export const printingLogin = { user: "admin", password: "simulated" } as const;

/** So many BMCs, in a process of their own. Resolves when all of them answer. */
export async function startPrintingBmcs(count: number): Promise<ReadyProcess> {
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
  return ReadyProcess.start("the BMCs", [PROGRAM, FIRST.address, String(count), user, password]);
}

/** Where the BMC of this index is; its host's lines are those of `printedLines(index)`. */
export const printingEndpoint = (index: number) => fleetEndpoint(FIRST, index, "addresses");
