import type { PrismaClient } from "@/prisma/generated/client";
import { type ActionStore, actionStore } from "./action-store";
import { type AuditStore, auditStore } from "./audit-store";
import type { Connection } from "./connection";
import { type ConsoleRuleStore, consoleRuleStore } from "./console-rule-store";
import { type ConsoleSegmentStore, consoleSegmentStore } from "./console-segment-store";
import { type EventStore, eventStore } from "./event-store";
import { type HostStateStore, hostStateStore } from "./host-state-store";
import { type HostStore, hostStore } from "./host-store";
import { type LearntLoginStore, learntLoginStore } from "./learnt-login-store";
import { type LoginStore, loginStore } from "./login-store";
import { type OpenSessionStore, openSessionStore } from "./open-session-store";
import { type SecretStore, secretStore } from "./secret-store";
import { type SegmentTrigramStore, segmentTrigramStore } from "./segment-trigram-store";
import { type SettingStore, settingStore } from "./setting-store";
import { type TypedTextStore, typedTextStore } from "./typed-text-store";
import { type UserStore, userStore } from "./user-store";

/** Everything that is kept, one store per entity. */
export interface StoreSet {
  readonly hosts: HostStore;
  readonly secrets: SecretStore;
  readonly hostStates: HostStateStore;
  readonly events: EventStore;
  readonly actions: ActionStore;
  readonly audit: AuditStore;
  readonly users: UserStore;
  readonly logins: LoginStore;
  readonly learntLogins: LearntLoginStore;
  readonly openSessions: OpenSessionStore;
  readonly settings: SettingStore;
  readonly consoleSegments: ConsoleSegmentStore;
  readonly segmentTrigrams: SegmentTrigramStore;
  readonly consoleRules: ConsoleRuleStore;
  readonly typedTexts: TypedTextStore;
}

export interface Stores extends StoreSet {
  /** All of `work` is committed, or nothing. `work` must use the stores it is given. */
  transaction<T>(work: (stores: StoreSet) => Promise<T>): Promise<T>;
}

/** As long as a single statement waits for a connection, and may take. */
const LIMITS = { maxWait: 5_000, timeout: 10_000 };

function storesOn(db: Connection): StoreSet {
  return {
    hosts: hostStore(db),
    secrets: secretStore(db),
    hostStates: hostStateStore(db),
    events: eventStore(db),
    actions: actionStore(db),
    audit: auditStore(db),
    users: userStore(db),
    logins: loginStore(db),
    learntLogins: learntLoginStore(db),
    openSessions: openSessionStore(db),
    settings: settingStore(db),
    consoleSegments: consoleSegmentStore(db),
    segmentTrigrams: segmentTrigramStore(db),
    consoleRules: consoleRuleStore(db),
    typedTexts: typedTextStore(db),
  };
}

export function createStores(database: PrismaClient): Stores {
  return {
    ...storesOn(database),
    transaction: (work) => database.$transaction((connection) => work(storesOn(connection)), LIMITS),
  };
}
