import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { Logger } from "pino";
import { ipmiDriver } from "./bmc/ipmi/driver";
import { SessionLedger } from "./bmc/ipmi/session-ledger";
import { ConsoleHub } from "./console/console-hub";
import type { Database } from "./database/database";
import { createStores } from "./database/stores";
import type { Env } from "./env";
import { Fleet } from "./fleet/fleet";
import type { ApiServices } from "./http/api";
import { systemClock, systemEntropy, udpNetwork } from "./ipmi";
import { LiveBus } from "./live/live-bus";
import { createAccessServices } from "./services/access/create-access-services";
import { Tickets } from "./services/access/tickets";
import { createActionEngine } from "./services/actions/action-engine";
import { finishLeftovers } from "./services/audit/finish-leftovers";
import type { Demo } from "./services/demo/demo";
import { loadBmcTarget } from "./services/hosts/bmc-target";
import { findHost } from "./services/hosts/find-host";
import { openVault } from "./services/secrets/vault";
import { beginSetup } from "./services/setup/begin-setup";
import { SetupGate } from "./services/setup/setup-gate";
import { createShellServices } from "./services/shell/shell-services";
import { StartupError } from "./startup-error";
import { consoleSockets } from "./ws/console-socket";
import type { SocketHandlers } from "./ws/socket-handler";

/** Everything behind the API: services, fleet, consoles. No socket of ours is open yet. */
export interface Engine {
  readonly services: ApiServices;
  readonly consoleSockets: SocketHandlers["console"];
  readonly bus: LiveBus;
  /** The one-time token when there is no administrator yet. */
  readonly setupToken: string | null;
  /** Closes consoles and BMC sessions, writes what is known. */
  stop(): Promise<void>;
}

export interface EngineOptions {
  readonly env: Env;
  readonly database: Database;
  readonly externalUrl: URL;
  readonly logger: Logger;
  readonly version: string;
  readonly demo: Demo;
}

export async function createEngine(options: EngineOptions): Promise<Engine> {
  const { env, database, externalUrl, logger, version, demo } = options;
  const now = () => new Date();
  const startedAt = now();
  const stores = createStores(database.client);
  const access = await createAccessServices({ database: database.client, stores, externalUrl, now });
  const { audit } = access;
  const secrets = await openVault(env.keyFile, stores.settings);
  const setup = new SetupGate();
  const bus = new LiveBus();
  const sessions = new SessionLedger({
    memory: stores.openSessions,
    clock: systemClock,
    failed: (err) => logger.error({ err }, "open sessions could not be written down"),
  });
  const driver = ipmiDriver({
    network: udpNetwork,
    clock: systemClock,
    entropy: systemEntropy,
    sessions,
  });

  const hub = new ConsoleHub({
    serialOf: (hostId) => fleet.serialConsole(hostId),
    recordings: { open: () => Promise.reject(new Error("Nothing is recorded yet")) },
    clock: systemClock,
    date: now,
    random: Math.random,
    onError: (err) => logger.error({ err }, "console failed"),
  });
  const fleet: Fleet = new Fleet({
    stores,
    live: bus,
    open: async (row) => driver.open(await loadBmcTarget(row, stores.secrets, stores.learntLogins, secrets)),
    pollIntervalMs: env.pollSeconds * 1000,
    log: logger,
    expectLinkDrop: (hostId) => hub.expectLinkDrop(hostId),
  });
  bus.subscribe((message) => {
    if (message.type === "host-removed") void hub.remove(message.id);
  });
  const actions = createActionEngine({
    hosts: fleet,
    store: stores.actions,
    events: stores.events,
    audit,
    secrets,
    live: bus,
    log: logger,
    newId: randomUUID,
  });

  const services: ApiServices = {
    ...access,
    secrets,
    setup,
    driver,
    version,
    demo,
    live: fleet,
    actions: actions.services,
    shell: createShellServices({ driver, hosts: fleet, audit, secrets, newId: randomUUID }),
    tickets: new Tickets(),
  };
  const setupToken = await beginSetup(services, await unattendedAdministrator(env));
  await sessions.load();
  await fleet.start();
  await actions.recover();
  await finishLeftovers(stores.audit, startedAt);
  return {
    services,
    bus,
    consoleSockets: consoleSockets({
      hub,
      audit,
      hostName: async (hostId) => (await findHost(stores.hosts, hostId)).name,
      onError: (err) => logger.error({ err }, "console socket failed"),
    }),
    setupToken,
    async stop() {
      actions.stop();
      await hub.close();
      await fleet.stop();
      await sessions.stop();
    },
  };
}

async function unattendedAdministrator({ admin }: Env) {
  if (!admin) return null;
  const password = await readFile(admin.passwordFile, "utf8").catch((cause: unknown) => {
    const problem = `Setting LIGHTSOUT_ADMIN_PASSWORD_FILE names ${admin.passwordFile}, which cannot be read.`;
    throw new StartupError(problem, { cause });
  });
  return { email: admin.email, name: admin.email, password: password.replace(/\r?\n$/, "") };
}
