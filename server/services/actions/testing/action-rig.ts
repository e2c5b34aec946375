import type { Role } from "@/lib/contracts/access";
import type { Action } from "@/lib/contracts/action";
import { defaultIpmiSettings } from "@/lib/contracts/ipmi-login";
import { FakeBmc } from "@/server/bmc/testing/fake-bmc";
import type { ActionRow } from "@/server/database/action-store";
import type { NewHostEvent } from "@/server/database/event-store";
import type { HostRow } from "@/server/database/host-store";
import { LiveBus } from "@/server/live/live-bus";
import type { FinalOutcome } from "../../audit/audit";
import type { ServiceContext } from "../../context";
import { ConflictError, NotFoundError, SealedError } from "../../errors";
import { type ActionEngine, createActionEngine } from "../action-engine";
import type { ClaimedHost } from "../action-hosts";

export interface AuditLine {
  readonly action: string;
  outcome: FinalOutcome | "intent";
  detail: string;
}

export const hostRow: HostRow = {
  id: "h1",
  name: "node-1",
  address: "192.0.2.1",
  port: 623,
  driver: "ipmi",
  username: "admin",
  protected: false,
  note: "",
  tags: [],
  createdAt: new Date(0),
  enrolledAt: new Date(0),
  guid: "guid-1",
  signs: null,
  cipherSuite: 17,
  device: null,
  simulated: false,
  ipmi: defaultIpmiSettings,
  login: null,
};

/** The action engine on memory and a fake BMC. Use with vitest's fake timers. */
export class ActionRig {
  readonly bmc = new FakeBmc();
  readonly actions = new Map<string, ActionRow>();
  readonly audit: AuditLine[] = [];
  readonly events = new Map<string, NewHostEvent & { archived: boolean }>();
  readonly shown: Action[] = [];
  readonly linkDrops: string[] = [];
  /** Order of commits and datagrams. */
  readonly journal: string[] = [];
  row: HostRow = hostRow;
  blocked: ClaimedHost["blocked"] = null;
  claimedBy: string | null = null;
  sealed = false;
  onCommit: (action: ActionRow) => void | Promise<void> = () => {};
  onAuditBegin: () => void = () => {};
  #count = 0;
  /** What services besides the engine need of the same rig. */
  readonly deps = {
    newId: () => `a${++this.#count}`,
    secrets: {
      requireUnsealed: () => {
        if (this.sealed) throw new SealedError("sealed");
      },
    },
    hosts: {
      row: (id: string) => this.#row(id),
      claim: (id: string, actionId: string) => this.#claim(id, actionId),
      bmc: async () => this.bmc,
    },
    audit: this.#audit(),
  };
  readonly engine: ActionEngine;

  constructor() {
    const live = new LiveBus();
    live.subscribe((message) => {
      if (message.type === "action") this.shown.push(message.action);
    });
    this.engine = createActionEngine({
      ...this.deps,
      live,
      log: { error: () => {} },
      store: this.#store(),
      events: {
        list: async () => ({ events: [], next: null }),
        insert: async (events) => {
          for (const event of events) this.events.set(event.fingerprint, { ...event, archived: false });
          return events;
        },
        reconcile: async (_, present) => {
          for (const event of this.events.values()) event.archived = !present.includes(event.fingerprint);
        },
      },
    });
  }

  get services() {
    return this.engine.services;
  }

  as(role: Role): ServiceContext {
    return {
      actor: { kind: "user", id: role, email: `${role}@example.com`, role },
      from: "198.51.100.7",
      requestId: "r",
    };
  }

  action(id: string): ActionRow {
    const action = this.actions.get(id);
    if (!action) throw new Error(`no action ${id}`);
    return action;
  }

  #row(id: string): HostRow {
    if (id !== this.row.id) throw new NotFoundError("no such host");
    return this.row;
  }

  #claim(hostId: string, actionId: string): ClaimedHost {
    const row = this.#row(hostId);
    if (this.claimedBy) throw new ConflictError("busy");
    this.claimedBy = actionId;
    return {
      row,
      blocked: this.blocked,
      bmc: async () => this.bmc,
      sawChassis: () => {},
      sawBoot: () => {},
      withEventLog: (work) => work(),
      expectLinkDrop: () => this.linkDrops.push(actionId),
      release: () => {
        this.claimedBy = null;
      },
    };
  }

  #store() {
    return {
      insert: async (action: ActionRow) => {
        this.actions.set(action.id, action);
        this.journal.push("insert");
      },
      update: async (id: string, changes: Partial<ActionRow>) => {
        const next = { ...this.action(id), ...changes };
        await this.onCommit(next);
        this.actions.set(id, next);
        this.journal.push(`${next.status}/${next.step}`);
      },
      find: async (id: string) => this.actions.get(id) ?? null,
      listForHost: async () => [...this.actions.values()],
      listUnfinished: async () => [...this.actions.values()].filter((action) => !action.finished),
    };
  }

  #audit() {
    const handle = (id: string) => ({
      id,
      finish: async (outcome: FinalOutcome, detail: string) => {
        const line = this.audit[Number(id)];
        if (line?.outcome !== "intent") throw new Error("not an open intent");
        Object.assign(line, { outcome, detail });
      },
    });
    return {
      begin: async (_: ServiceContext, intent: { action: string; detail: string }) => {
        this.onAuditBegin();
        this.audit.push({ action: intent.action, outcome: "intent", detail: intent.detail });
        this.journal.push("intent");
        return handle(String(this.audit.length - 1));
      },
      record: async (_: ServiceContext, entry: { action: string; outcome: FinalOutcome; detail: string }) => {
        this.audit.push({ action: entry.action, outcome: entry.outcome, detail: entry.detail });
      },
      resume: handle,
    };
  }
}
