import { rm, writeFile } from "node:fs/promises";
import { Lab } from "../../e2e/fixtures/lab";
import { SerialPort } from "../../e2e/fixtures/serial-port";
import { temporaryFolder } from "../../e2e/fixtures/temporary-folder";
import { machine } from "../machine";
import { measureEcho } from "./echo";
import { measureSearch, searchFolder } from "./search";

const ADDRESS = "127.1.4.1";

/** The serial console: how late keys echo beside ipmitool, and how long ten gigabytes of logs take to search. */
const serial = new SerialPort(ADDRESS, 9400);
await serial.start();
const lab = await Lab.start({ address: ADDRESS, host: "echo", serial: `${ADDRESS}:9400` });
const echo = await measureEcho(lab).finally(async () => {
  await lab.stop();
  await serial.stop();
});
const folder = await temporaryFolder();
const searches = await measureSearch(searchFolder(folder));
await rm(folder, { recursive: true, force: true });

const at = (values: readonly number[], share: number) =>
  [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) * share)] ?? Number.NaN;
const row = (name: string, values: readonly number[]) =>
  `| ${name} | ${at(values, 0.5).toFixed(2)} ms | ${at(values, 0.99).toFixed(2)} ms | ${values.length} |`;
const more = (share: number) => (at(echo.ours, share) - at(echo.ipmitool, share)).toFixed(2);
const lines = [
  "# Serial console: echo and search",
  "",
  `Machine: ${machine()}.`,
  "",
  "Key to echo, on one ipmi_sim whose serial port echoes; rounds alternate.",
  "",
  "| way | p50 | p99 | keys |",
  "|---|---|---|---|",
  row("the engine's socket, as a browser uses it", echo.ours),
  row("`ipmitool sol activate` in a pseudo-terminal", echo.ipmitool),
  "",
  `The engine takes ${more(0.5)} ms more at the median (goal ≤ 2 ms), ${more(0.99)} ms more at p99 (goal ≤ 10 ms).`,
  "",
  "Search over closed, gzipped segments; ripgrep, two processes; bound by gzip.",
  "",
  "| what | matches | first | all | engine's memory |",
  "|---|---|---|---|---|",
  ...searches.map(
    ({ what, matches, firstMs, totalMs, mebibytes }) =>
      `| ${what} | ${matches} | ${firstMs === null ? "–" : `${(firstMs / 1000).toFixed(2)} s`} | ${(totalMs / 1000).toFixed(2)} s | ${mebibytes.toFixed(0)} MiB |`,
  ),
  "",
];
console.log(lines.join("\n"));
await writeFile("bench/results/serial-console.md", lines.join("\n"));
