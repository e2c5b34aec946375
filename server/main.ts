import { once } from "node:events";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";
import packageJson from "@/package.json" with { type: "json" };
import { type CommandLine, readCommandLine } from "./command-line";
import { takeDataFolder } from "./data-folder";
import { openDatabase } from "./database/database";
import { demoBmcs } from "./demo/demo-bmcs";
import { DemoSimulators } from "./demo/demo-simulators";
import { createEngine } from "./engine";
import { type Env, readEnv } from "./env";
import { growHeapSparingly } from "./heap-growth";
import { createHttpApp } from "./http/app";
import { OriginPolicy } from "./http/origin-policy";
import { refuseMalformedKey } from "./key-file-check";
import { createLogger } from "./logger";
import { addDemoHosts } from "./services/demo/add-demo-hosts";
import { Shutdown } from "./shutdown";
import { StartupError } from "./startup-error";
import { registerHealth } from "./web/health";
import { registerPages } from "./web/page-proxy";
import { Pages } from "./web/pages";
import { liveSockets } from "./ws/live-socket";
import { attachSockets } from "./ws/upgrade";

const { version } = packageJson;
/** How long a stop waits for answers that are being sent. */
const LONGEST_ANSWER_MS = 3_000;

/** Says something to the person who started the program. */
function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

async function run(env: Env, { demoHosts }: CommandLine, shutdown: Shutdown): Promise<void> {
  const logger = createLogger(env.logLevel);
  const externalUrl = env.urls[0] ?? new URL(`http://${hostInUrl(env.host)}:${env.port}`);
  const secure = externalUrl.protocol === "https:";

  const folder = await takeDataFolder(env.dataFolder);
  shutdown.add("data folder", () => folder.release());
  await refusePortInUse(env);
  await refuseMalformedKey(env.keyFile);

  const pages = new Pages({
    script: new URL("./web/next-child.js", import.meta.url),
    path: env.path,
    onExit: (description) => logger.error(description),
  });
  shutdown.add("pages", () => pages.stop());
  const pagesStarted = pages.start();
  pagesStarted.catch(() => undefined); // awaited below; what fails before must not hide it

  const database = await openDatabase({
    url: env.databaseUrl,
    urlFile: env.databaseUrlFile,
    dataFolder: folder.path,
    migrations: fileURLToPath(new URL("../../prisma/migrations", import.meta.url)),
    onLost: (description) => shutdown.fail(`${description}. Lightsout stops; start it again.`),
  });
  shutdown.add("database", () => database.close());

  const demo = new DemoSimulators({
    script: new URL("./demo/bmcs-child.js", import.meta.url),
    path: env.path,
    onExit: (description) => logger.error(description),
  });
  shutdown.add("demo", () => demo.stop());
  if (demoHosts !== null) await demo.start(demoHosts);

  const engine = await createEngine({ env, database, externalUrl, logger, version, demo });
  shutdown.add("engine", () => engine.stop());
  const { sealed, reason } = engine.services.secrets.state;
  if (demoHosts !== null && !sealed) await addDemoHosts(engine.services, demoBmcs(demoHosts));

  const origins = new OriginPolicy(env.urls);
  const app = await createHttpApp({ services: engine.services, origins, logger });
  registerHealth(app, {
    database: database.check,
    pages: async () => {
      const answer = await fetch(`${pages.origin}/login`, { signal: AbortSignal.timeout(5_000) });
      if (!answer.ok) throw new Error(`a page was answered with ${answer.status}`);
    },
  });
  await registerPages(app, { origin: () => pages.origin, secure });
  const sockets = attachSockets(app.server, {
    services: engine.services,
    origins,
    logger,
    handlers: { live: liveSockets(engine.bus), console: engine.consoleSockets },
  });
  shutdown.add("http", async () => {
    sockets.close();
    app.server.closeIdleConnections();
    const patience = setTimeout(() => app.server.closeAllConnections(), LONGEST_ANSWER_MS);
    await app.close();
    clearTimeout(patience);
  });

  await pagesStarted;
  await app.listen({ host: env.host, port: env.port });
  const address = app.server.address();
  const port = typeof address === "object" && address ? address.port : env.port;
  const home = env.urls[0]?.origin ?? `http://${hostInUrl(env.host)}:${port}`;

  say(`Lightsout ${version} is ready: ${home}`);
  if (sealed) say(`Lightsout is SEALED: ${reason}`);
  if (demoHosts !== null) say(`${demoHosts} simulated hosts are there to try things on.`);
  if (engine.setupToken)
    say(`Create the first administrator (link works once): ${home}/setup?token=${engine.setupToken}`);
}

function hostInUrl(host: string): string {
  return host.includes(":") ? `[${host}]` : host;
}

/** Before anything is started: a second start must not disturb a first. */
async function refusePortInUse({ host, port }: Env): Promise<void> {
  const probe = createServer();
  try {
    probe.listen(port, host);
    await once(probe, "listening");
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    const problem = code === "EADDRINUSE" ? "is in use" : `cannot be listened on (${message})`;
    throw new StartupError(
      `${host} port ${port} ${problem}. Set LIGHTSOUT_PORT or LIGHTSOUT_HOST to another.`,
      {
        cause,
      },
    );
  } finally {
    probe.close();
  }
}

growHeapSparingly();
const shutdown = new Shutdown(say);
shutdown.listen();
try {
  await run(readEnv(), readCommandLine(), shutdown);
} catch (error) {
  if (!(error instanceof StartupError))
    process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
  shutdown.fail(error instanceof StartupError ? error.message : "Lightsout could not start.");
}
