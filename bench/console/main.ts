import { writeFile } from "node:fs/promises";
import { Report } from "../report";
import { measureClickToBadge } from "./click-to-badge";
import { measureFirstPage } from "./first-page";
import { measureMemory } from "./memory";

/** What a person waits for, and what the engine weighs. Against ipmi_sim on loopback. */
const report = new Report();
await measureFirstPage(report);
await measureClickToBadge(report);
await measureMemory(report);
await writeFile("bench/results/console.md", report.markdown("Console: waiting and weight"));
