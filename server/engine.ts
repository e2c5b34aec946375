import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Logger } from "pino";
import { ipmiDriver } from "./bmc/ipmi/driver";
import { SessionLedger } from "./bmc/ipmi/session-ledger";
import { ActionNotes } from "./console/action-notes";
import { ConsoleHub } from "./console/console-hub";
import { consoleWitness } from "./console/console-witness";
import { PolicyWatch } from "./console/policy-watch";
import type { Database } from "./database/database";
import { createStores } from "./database/stores";
import type { Env } from "./env";
import { Fleet } from "./fleet/fleet";
import type { ApiServices } from "./http/api";
import { systemClock, systemEntropy, udpNetwork } from "./ipmi";
import { LiveBus } from "./live/live-bus";
import { createRecordings } from "./recording/recordings";
import { createAccessServices } from "./services/access/create-access-services";
import { Tickets } from "./services/access/tickets";
import { createActionEngine } from "./services/actions/action-engine";
import type { ActionHosts } from "./services/actions/action-hosts";
import { finishLeftovers } from "./services/audit/finish-leftovers";
import { PolicyBook } from "./services/consoles/policy-book";
import { RuleBook } from "./services/consoles/rule-book";
import { SearchDesk } from "./services/consoles/search-desk";
import { TypedKeeper } from "./services/consoles/typed-keeper";
import { TypedRetention } from "./services/consoles/typed-retention";
import { watchRules } from "./services/consoles/watch-rules";
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

  const policies = new PolicyBook({ settings: stores.settings, hosts: stores.hosts, audit });
  const rules = new RuleBook({ rules: stores.consoleRules, audit });
  await policies.load();
  await rules.load();
  const recordings = await createRecordings({
    folder: join(env.dataFolder, "consoles"),
    segments: stores.consoleSegments,
    trigrams: stores.segmentTrigrams,
    policyOf: (hostId) => hub.policyOf(hostId),
    clock: systemClock,
    date: now,
    onAlarm: (hostId, alarm) => {
      if (alarm !== null) logger.error({ hostId, alarm }, "a console is not recorded");
      hub.recordingChanged(hostId);
    },
    onError: (err) => logger.error({ err }, "recording failed"),
  });
  const hub: ConsoleHub = new ConsoleHub({
    serialOf: (hostId) => fleet.serialConsole(hostId),
    recordings,
    clock: systemClock,
    date: now,
    random: Math.random,
    onError: (err) => logger.error({ err }, "console failed"),
    onOutput: (hostId, offset, bytes) => outputReader.heard(hostId, offset, bytes),
  });
  const typed = new TypedKeeper({
    typedTexts: stores.typedTexts,
    users: stores.users,
    secrets,
    onAlarm: (hostId, err) => {
      if (err === null) return logger.info({ hostId }, "what is typed on a console is kept again");
      logger.error({ hostId, err }, "what is typed on a console is not kept");
      hub.note(hostId, { kind: "typing-not-kept", text: "", bytes: null });
    },
  });
  const typedRetention = new TypedRetention({
    typedTexts: stores.typedTexts,
    policyOf: (hostId) => hub.policyOf(hostId),
    clock: systemClock,
    now,
    onError: (err) => logger.error({ err }, "what was typed long ago could not be removed"),
  });
  const outputReader = watchRules({
    rules,
    events: stores.events,
    live: bus,
    clock: systemClock,
    now,
    note: (hostId, kind, text) => hub.note(hostId, { kind, text, bytes: null }),
    onError: (err) => logger.error({ err }, "a match on a console could not be kept"),
  });
  const fleet: Fleet = new Fleet({
    stores,
    live: bus,
    open: async (row) => driver.open(await loadBmcTarget(row, stores.secrets, stores.learntLogins, secrets)),
    pollIntervalMs: env.pollSeconds * 1000,
    log: logger,
    expectLinkDrop: (hostId) => hub.expectLinkDrop(hostId),
    newEvents: (hostId, texts) => {
      for (const text of texts) hub.note(hostId, { kind: "event", text: text.slice(0, 500), bytes: null });
    },
  });
  const consolePolicies = new PolicyWatch({ hub, clock: systemClock });
  policies.onChange((changed) => consolePolicies.follow(changed));
  const actionNotes = new ActionNotes(hub);
  bus.subscribe((message) => {
    if (message.type === "action") actionNotes.saw(message.action);
    if (message.type === "host") {
      consolePolicies.saw(message.host);
      if (message.host.contact.state === "online") hub.loginWorks(message.host.id);
    }
    if (message.type !== "host-removed") return;
    consolePolicies.removed(message.id);
    forgetConsole(message.id).catch((err) => logger.error({ err }, "recording could not be removed"));
  });
  async function forgetConsole(hostId: string): Promise<void> {
    await hub.remove(hostId);
    outputReader.forget(hostId);
    await recordings.remove(hostId);
  }
  const actions = createActionEngine({
    hosts: listeningFirst(fleet, actionNotes),
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
    shell: createShellServices({ driver, hosts: fleet, audit, secrets, newId: randomUUID, consoles: hub }),
    tickets: new Tickets(),
    consoles: { recordings, policies, rules, searches: new SearchDesk() },
    consoleDoctor: { hosts: fleet, consoles: consoleWitness(hub, actionNotes), audit, secrets, now },
  };
  const setupToken = await beginSetup(services, await unattendedAdministrator(env));
  await sessions.load();
  await fleet.start();
  consolePolicies.start(policies.current, await stores.hosts.list());
  typedRetention.start();
  await actions.recover();
  await finishLeftovers(stores.audit, startedAt);
  return {
    services,
    bus,
    consoleSockets: consoleSockets({
      hub,
      audit,
      typed,
      hostName: async (hostId) => (await findHost(stores.hosts, hostId)).name,
      onError: (err) => logger.error({ err }, "console socket failed"),
    }),
    setupToken,
    async stop() {
      actions.stop();
      consolePolicies.stop();
      typedRetention.stop();
      await hub.close();
      await typed.settled();
      await recordings.close();
      await fleet.stop();
      await sessions.stop();
    },
  };
}

/** Before an action speaks to a BMC the host's console listens, where the action is one that makes it speak. */
function listeningFirst(hosts: ActionHosts, notes: ActionNotes): ActionHosts {
  return {
    row: (hostId) => hosts.row(hostId),
    claim(hostId, actionId) {
      const host = hosts.claim(hostId, actionId);
      const bmc = async () => {
        await notes.ready(actionId);
        return host.bmc();
      };
      return { ...host, bmc };
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
