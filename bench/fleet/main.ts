import { writeFile } from "node:fs/promises";
import { Report } from "../report";
import { measureRequests } from "./requests";
import { measureFleet } from "./ten-thousand";

const BMCS = Number(process.env.LIGHTSOUT_BENCH_BMCS ?? 10_000);

/** Ten thousand simulated BMCs: what they weigh, and what it takes to watch them. */
const report = new Report();
await measureRequests(report);
const verdict = await measureFleet(report, BMCS);
await writeFile("bench/results/fleet.md", `${report.markdown(`Fleet: ${BMCS} BMCs`)}\n${verdict}\n`);
