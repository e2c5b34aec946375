import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { access, chown, readFile, rename, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import pg from "pg";
import { StartupError } from "@/server/startup-error";
import { type DatabaseHome, makeOwnFolder, prepareHome } from "./home";

const DATABASE_USER = "lightsout";
const START_TIMEOUT_MS = 30_000;

/** A Postgres of our own: real server, TCP on loopback only, password login, files in the data folder. */
export interface EmbeddedPostgres {
  readonly url: string;
  /** Resolves when the server is gone. Never rejects. */
  stop(): Promise<void>;
  /** Calls back when the server ends without having been asked to. */
  onExit(listener: (description: string) => void): void;
}

/** Starts the server on the cluster in `dataFolder`, made at the first start. Throws StartupError. */
export async function startEmbeddedPostgres(dataFolder: string): Promise<EmbeddedPostgres> {
  const home = await prepareHome(dataFolder);
  const passwordFile = join(dataFolder, "postgres-password");
  if (!(await exists(join(home.cluster, "PG_VERSION")))) await initialise(home, passwordFile);
  await endLeftover(home.cluster);
  const password = (await readFile(passwordFile, "utf8")).trim();
  const port = await freePort();
  const server = launch(home, port);
  const url = `postgresql://${DATABASE_USER}:${password}@127.0.0.1:${port}/postgres`;
  await untilReady(url, server);
  return running(server, url);
}

const exists = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  );

/** What a child process is started with: as the database's user when we are root, and the packaged libraries found. */
function as(home: DatabaseHome) {
  const ids = home.user ? { uid: home.user.uid, gid: home.user.gid } : {};
  const env = { PATH: "/usr/bin:/bin", LC_ALL: "C", TZ: "UTC", LD_LIBRARY_PATH: join(home.native, "lib") };
  // `detached`: Ctrl-C in the terminal goes to us alone, so that we stop in our order.
  return { ...ids, env: { ...env, NODE_ENV: "production" as const }, cwd: home.cluster, detached: true };
}

/** Makes the cluster beside its place and moves it there when it is whole: an interrupted first start begins anew. */
async function initialise(home: DatabaseHome, passwordFile: string): Promise<void> {
  const unfinished = `${home.cluster}.new`;
  await rm(unfinished, { recursive: true, force: true });
  await makeOwnFolder(unfinished, home);
  await writeFile(passwordFile, randomBytes(24).toString("base64url"), { mode: 0o600 });
  // initdb runs as another user who may not enter the data folder: hand the password over in the cluster's own folder.
  const handover = join(home.cluster, "..", `.initdb-${randomBytes(4).toString("hex")}`);
  await writeFile(handover, await readFile(passwordFile), { mode: 0o600 });
  if (home.user) await chown(handover, home.user.uid, home.user.gid);
  const options = ["-D", unfinished, "-U", DATABASE_USER, "--pwfile", handover, "--auth=scram-sha-256"];
  const initdb = spawn(join(home.native, "bin", "initdb"), [...options, "-E", "UTF8", "--no-locale"], {
    ...as(home),
    cwd: unfinished,
    stdio: ["ignore", "ignore", "pipe"],
  });
  const errors = collect(initdb);
  const [code] = await once(initdb, "exit");
  await rm(handover, { force: true });
  if (code !== 0) throw new StartupError(`The embedded Postgres could not make its files: ${errors()}`);
  await rename(unfinished, home.cluster);
}

/** After a kill -9 of the engine its Postgres runs on: end it, so that there is one server on the cluster. */
async function endLeftover(cluster: string): Promise<void> {
  const lock = join(cluster, "postmaster.pid");
  if (!(await exists(lock))) return;
  const pid = Number((await readFile(lock, "utf8")).split("\n")[0]);
  if (!Number.isInteger(pid) || pid <= 1 || !(await isServerOf(pid, cluster))) {
    // The process is gone or is another program by now: Postgres recovers from its log by itself.
    await rm(lock, { force: true });
    return;
  }
  process.kill(pid, "SIGINT"); // fast shutdown
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (isAlive(pid)) {
    if (Date.now() > deadline) {
      throw new StartupError(
        `A Postgres left from before (process ${pid}) does not end. End it and start again.`,
      );
    }
    await sleep(50);
  }
}

/** On Linux by what /proc says; elsewhere the lock file is believed. */
async function isServerOf(pid: number, cluster: string): Promise<boolean> {
  if (!isAlive(pid)) return false;
  if (process.platform !== "linux") return true;
  const command = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "");
  return command.includes("postgres") && command.includes(cluster);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

function launch(home: DatabaseHome, port: number): ChildProcess {
  const settings = {
    listen_addresses: "127.0.0.1",
    port: String(port),
    unix_socket_directories: "",
    max_connections: "40",
    shared_buffers: "64MB",
    logging_collector: "off",
    timezone: "UTC",
  };
  const options = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  return spawn(join(home.native, "bin", "postgres"), ["-D", home.cluster, ...options], {
    ...as(home),
    stdio: ["ignore", "ignore", "pipe"],
  });
}

async function untilReady(url: string, server: ChildProcess): Promise<void> {
  const errors = collect(server);
  const deadline = Date.now() + START_TIMEOUT_MS;
  for (;;) {
    if (server.exitCode !== null || server.signalCode !== null)
      throw new StartupError(`The embedded Postgres did not start: ${errors()}`);
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
    try {
      await client.connect();
      await client.end();
      return;
    } catch (cause) {
      if (Date.now() > deadline) {
        server.kill("SIGKILL");
        throw new StartupError(`The embedded Postgres does not answer: ${errors()}`, { cause });
      }
      await sleep(40);
    }
  }
}

function running(server: ChildProcess, url: string): EmbeddedPostgres {
  let stopping = false;
  const exited = once(server, "exit");
  return {
    url,
    stop: async () => {
      stopping = true;
      if (server.exitCode === null && server.signalCode === null) {
        server.kill("SIGINT"); // fast shutdown: ends connections, writes a checkpoint
        await exited;
      }
    },
    onExit: (listener) => {
      server.once("exit", (code, signal) => {
        if (!stopping) listener(`The embedded Postgres ended (${signal ?? `exit code ${code}`})`);
      });
    },
  };
}

/** Keeps the last lines a child wrote to its error output. */
function collect(child: ChildProcess): () => string {
  let text = "";
  child.stderr?.on("data", (data: Buffer) => {
    text = (text + data.toString()).slice(-2_000);
  });
  return () => text.trim().replaceAll(/\s+/g, " ") || "no message";
}

async function freePort(): Promise<number> {
  const probe = createServer();
  probe.listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  if (address === null || typeof address === "string")
    throw new StartupError("No free TCP port on 127.0.0.1.");
  return address.port;
}

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
