import { writeFile } from "node:fs/promises";
import { Report } from "../report";
import { measureRequests } from "./requests";
import { measureFleet } from "./ten-thousand";

/** Ten thousand simulated BMCs: what they weigh, and what it takes to watch them. */
const report = new Report();
await measureRequests(report);
const verdict = await measureFleet(report, 10_000);
await writeFile("bench/results/fleet.md", `${report.markdown("Fleet: ten thousand BMCs")}\n${verdict}\n`);
