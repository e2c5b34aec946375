import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pino from "pino";
import type { Role } from "@/lib/contracts/access";
import type { Action } from "@/lib/contracts/action";
import type { Permission } from "@/lib/permissions";
import type { BmcDriver, BmcIdentity } from "@/server/bmc/capabilities";
import { FakeBmc, fakeLogin } from "@/server/bmc/testing/fake-bmc";
import { createStores } from "@/server/database/stores";
import { openTestDatabase } from "@/server/database/testing/test-database";
import { systemClock } from "@/server/ipmi";
import { createRecordings } from "@/server/recording/recordings";
import { AddressLimiter } from "@/server/services/access/address-limiter";
import { createAccessServices } from "@/server/services/access/create-access-services";
import { requirePermission } from "@/server/services/access/require-permission";
import { Tickets } from "@/server/services/access/tickets";
import type { ActionServices } from "@/server/services/action-services";
import { hostRow } from "@/server/services/actions/testing/action-rig";
import { PolicyBook } from "@/server/services/consoles/policy-book";
import { RuleBook } from "@/server/services/consoles/rule-book";
import { SearchDesk } from "@/server/services/consoles/search-desk";
import { actorName, type ServiceContext } from "@/server/services/context";
import type { HostLive, LiveHosts } from "@/server/services/hosts/live-hosts";
import { openVault } from "@/server/services/secrets/vault";
import { SetupGate } from "@/server/services/setup/setup-gate";
import { listVerbs } from "@/server/services/shell/list-verbs";
import type { ShellServices } from "@/server/services/shell/shell-services";
import type { Api, ApiServices } from "../api";
import { createHttpApp } from "../app";
import { OriginPolicy } from "../origin-policy";

/* The real HTTP API, services and stores on a real database; BMCs are faked. For tests. */

export const EXTERNAL_URL = new URL("http://lightsout.test");
export const PASSWORD = "correct horse battery";

const unknownLive: HostLive = {
  power: { state: "unknown", at: null },
  powerDrawWatts: null,
  health: { severity: "unknown", reason: null, warnings: 0, criticals: 0 },
  contact: { state: "new", since: null, lastSeenAt: null, failure: null },
  manufacturer: null,
  model: null,
  serial: null,
  identify: null,
  actionId: null,
  version: 1,
  restartCause: null,
  powerOnHours: null,
  lastPowerEvent: null,
  chassisFaults: [],
  powerRestorePolicy: null,
  clockOffsetSeconds: null,
};

/** Remembers what it was told. */
export class FakeFleet implements LiveHosts {
  readonly told: string[] = [];
  get = () => unknownLive;
  sensors: LiveHosts["sensors"] = () => ({ sensors: [], at: null, history: {} });
  inventory: LiveHosts["inventory"] = () => ({ device: null, frus: [], at: null });
  boot = () => null;
  eventLog = () => null;
  pollNow = (id: string) => void this.told.push(`poll ${id}`);
  added: LiveHosts["added"] = (host) => void this.told.push(`added ${host.name}`);
  changed: LiveHosts["changed"] = (host, { reconnect }) =>
    void this.told.push(`changed ${host.name}${reconnect ? " reconnect" : ""}`);
  removed = (id: string) => void this.told.push(`removed ${id}`);
}

const identity: BmcIdentity = {
  login: fakeLogin,
  guid: "00112233445566778899aabbccddeeff",
  signs: null,
  cipherSuite: 17,
  device: {
    deviceId: 32,
    deviceRevision: 1,
    firmware: "1.02",
    ipmiVersion: "2.0",
    manufacturerId: 10876,
    manufacturer: null,
    productId: 1,
    auxFirmwareHex: null,
    providesDeviceSdrs: false,
    support: [],
    guid: "00112233445566778899aabbccddeeff",
  },
};

const driver: BmcDriver = {
  shellVerbs: async () => [{ path: ["mc", "info"], usage: "", summary: "Device id", class: "read" }],
  parseShellLine: async (line) => ({ verb: line, class: "read", written: line }),
  open: () => {
    throw new Error("no test opens a BMC through HTTP");
  },
  async testConnection(_target, progress) {
    progress.running("name");
    progress.ok("name", "192.0.2.7");
    return identity;
  },
};

function fakeActions(): ActionServices {
  const act =
    (kind: Action["kind"], permission: Permission) =>
    async (ctx: ServiceContext, hostId: string): Promise<Action> => {
      requirePermission(ctx, permission);
      return {
        id: randomUUID(),
        hostId,
        hostName: "",
        kind,
        verb: "",
        status: "requested",
        finished: false,
        step: "queued",
        failure: null,
        note: "",
        requestedBy: actorName(ctx.actor),
        requestedAt: new Date().toISOString(),
        finishedAt: null,
      };
    };
  return {
    power: act("power", "power.control"),
    identify: act("identify", "identify.control"),
    setBoot: act("boot", "boot.control"),
    clearEvents: act("events-clear", "events.clear"),
    resetBmc: act("bmc-reset", "bmc.reset"),
  };
}

function fakeShell(): ShellServices {
  return {
    verbs: (ctx) => listVerbs({ driver }, ctx),
    run: async (ctx, _hostId, { line }, { print }) => {
      requirePermission(ctx, "shell.use");
      if (line === "sel list") print("   1 | …\n");
      return { kind: "confirm", verb: "mc reset cold" };
    },
  };
}

export interface TestApi {
  readonly app: Api;
  readonly services: ApiServices;
  readonly fleet: FakeFleet;
  /** Everything logged so far. */
  readonly log: string[];
  /** What the clock of the services shows is moved by this many milliseconds. */
  advance(ms: number): void;
  stop(): Promise<void>;
}

export async function startTestApi(externalUrl = EXTERNAL_URL): Promise<TestApi> {
  const folder = await mkdtemp(join(tmpdir(), "lightsout-test-"));
  const { database, close } = await openTestDatabase();
  const stores = createStores(database);
  const log: string[] = [];
  let offset = 0;
  const now = () => new Date(Date.now() + offset);
  const fleet = new FakeFleet();
  const access = await createAccessServices({ database, stores, externalUrl, now });
  const secrets = await openVault(join(folder, "key"), stores.settings);
  const { audit } = access;
  const policies = new PolicyBook({ settings: stores.settings, hosts: stores.hosts, audit });
  const rules = new RuleBook({ rules: stores.consoleRules, audit });
  await rules.load();
  const recordings = await createRecordings({
    folder: join(folder, "consoles"),
    segments: stores.consoleSegments,
    trigrams: stores.segmentTrigrams,
    policyOf: () => policies.current.default,
    clock: systemClock,
    date: now,
    onAlarm: () => undefined,
    onError: (error) => log.push(String(error)),
  });
  const bmc = new FakeBmc();
  const services: ApiServices = {
    ...access,
    secrets,
    consoles: { recordings, policies, rules, searches: new SearchDesk() },
    consoleDoctor: {
      hosts: { row: (id) => ({ ...hostRow, id }), bmc: async () => bmc },
      consoles: {
        witness: () => ({ state: "open", holder: null, lastOutputAt: now(), lastPowerAt: null }),
        newestOutput: async () => Buffer.alloc(0),
        mended: () => {},
      },
      audit,
      secrets,
      now,
    },
    live: fleet,
    // Tests come from one address; the limit has tests of its own.
    tries: new AddressLimiter({ burst: 1000, refillMs: 1 }),
    setup: new SetupGate(),
    tickets: new Tickets(() => now().getTime()),
    driver,
    actions: fakeActions(),
    shell: fakeShell(),
    demo: { stop: async () => void fleet.told.push("simulators stopped") },
    version: "0.0.0-test",
  };
  const app = await createHttpApp({
    services,
    origins: new OriginPolicy([EXTERNAL_URL]),
    logger: pino({ level: "trace" }, { write: (line) => void log.push(line) }),
  });
  await app.ready();
  return {
    app,
    services,
    fleet,
    log,
    advance: (ms) => {
      offset += ms;
    },
    async stop() {
      await app.close();
      await close();
      await rm(folder, { recursive: true });
    },
  };
}

/** Someone with a browser: sends what a browser sends and keeps the cookie. */
export class TestBrowser {
  cookie = "";

  constructor(private readonly api: TestApi) {}

  async send(method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE", path: string, body?: object) {
    const response = await this.api.app.inject({
      method,
      url: path.startsWith("/api/") ? path : `/api/v1${path}`,
      headers: {
        "x-lightsout": "1",
        host: EXTERNAL_URL.host,
        origin: EXTERNAL_URL.origin,
        "sec-fetch-site": "same-origin",
        ...(this.cookie ? { cookie: this.cookie } : {}),
      },
      ...(body ? { payload: body } : {}),
    });
    const [set] = [response.headers["set-cookie"]].flat();
    if (set) this.cookie = set.split(";", 1)[0] ?? "";
    return response;
  }

  async login(email: string, password = PASSWORD): Promise<this> {
    const response = await this.send("POST", "/login", { email, password });
    if (response.statusCode !== 200) throw new Error(`login of ${email}: ${response.body}`);
    return this;
  }
}

/** A user of this role, made without the API. */
export async function addUser(api: TestApi, email: string, role: Role): Promise<string> {
  const id = randomUUID();
  const hash = await api.services.authenticator.hash(PASSWORD);
  await api.services.stores.users.insert({ id, email, name: email, role }, hash);
  return id;
}
