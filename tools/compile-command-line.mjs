// Keeps the code V8 compiles for the common verbs beside the bundle. Functions get into it that have run, so they are
// run, against a simulated BMC; where there can be none, it is the code that loading needs, and a start takes longer.
import { spawn } from "node:child_process";
import { createSocket } from "node:dgram";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { codeCache, load, scripts } from "./load-command-line.cjs";

const ADDRESS = "127.0.0.1";
const LOGIN = ["-I", "lanplus", "-C", "3,17", "-U", "admin", "-P", "simulated"];
const verbs = [
  "mc info",
  "power status",
  "sdr",
  "sdr elist",
  "sensor list",
  "sel elist",
  "fru print",
  "lan print",
];

const { main } = load("main");
const given = process.argv.slice(2);
if (given.length > 0) process.exitCode = await main(given, { environment: {}, version: "" });
else await compile();

async function compile() {
  const port = await freePort();
  const simulator = simulatedBmc(port);
  const folder = mkdtempSync(join(tmpdir(), "lightsout-compile-"));
  try {
    const exit = once(simulator, "exit").then(() => false);
    if (await Promise.race([isReady(simulator), exit])) await runVerbs(port, folder);
  } finally {
    simulator.kill("SIGKILL");
    rmSync(folder, { recursive: true, force: true });
  }
  for (const [name, script] of scripts) writeFileSync(codeCache(name), script.createCachedData());
}

/** On one host and on many. What they print is of no interest. */
async function runVerbs(port, folder) {
  const environment = { XDG_CACHE_HOME: folder };
  process.stdout.write = () => true;
  process.stderr.write = () => true;
  for (const hosts of [ADDRESS, `${ADDRESS},`]) {
    for (const verb of [...verbs, "sdr"]) {
      const line = ["ipmi", ...LOGIN, "-p", `${port}`, "-H", hosts, ...verb.split(" ")];
      await main(line, { environment, version: "" });
    }
  }
}

async function freePort() {
  const socket = createSocket("udp4").bind(0, ADDRESS);
  await once(socket, "listening");
  const { port } = socket.address();
  socket.close();
  return port;
}

function simulatedBmc(port) {
  const place = ["--bind", ADDRESS, "--port", `${port}`, "--password", "simulated", "--with-parent"];
  const args = [fileURLToPath(import.meta.url), "simulate", ...place];
  return spawn(process.execPath, args, { stdio: ["pipe", "pipe", "ignore"] });
}

async function isReady({ stdout }) {
  let said = "";
  for await (const chunk of stdout) {
    said += chunk;
    if (/^ready/m.test(said)) return true;
  }
  return false;
}
