import { defaultIpmiSettings } from "@/lib/contracts/ipmi-login";
import type { LiveMessage } from "@/lib/contracts/live";
import { FakeBmc } from "@/server/bmc/testing/fake-bmc";
import type { HostStateChanges } from "@/server/database/host-state-store";
import type { Enrolment, HostRow } from "@/server/database/host-store";
import { LiveBus } from "@/server/live/live-bus";
import { SealedError } from "@/server/services/errors";
import { Fleet } from "../fleet";

export const newRow: HostRow = {
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
  enrolledAt: null,
  guid: null,
  signs: null,
  cipherSuite: null,
  device: null,
  simulated: false,
  ipmi: defaultIpmiSettings,
  login: null,
};

/** The fleet on memory and fake BMCs. Use with vitest's fake timers. */
export class FleetRig {
  readonly bmcs: FakeBmc[] = [];
  readonly rows = new Map<string, HostRow>();
  readonly saved = new Map<string, HostStateChanges>();
  readonly kept: string[] = [];
  readonly messages: LiveMessage[] = [];
  opened = 0;
  enrolments = 0;
  sealed = false;
  storedStates: { hostId: string; state: HostStateChanges }[] = [];
  prepare: (bmc: FakeBmc) => void = () => {};
  readonly fleet: Fleet;

  constructor(concurrency = 64) {
    const live = new LiveBus();
    live.subscribe((message) => this.messages.push(message));
    this.fleet = new Fleet({
      live,
      concurrency,
      pollIntervalMs: 30_000,
      random: () => 0.5,
      log: { debug: () => {}, error: () => {} },
      expectLinkDrop: () => {},
      open: async () => {
        if (this.sealed) throw new SealedError("sealed");
        this.opened++;
        const bmc = new FakeBmc();
        this.prepare(bmc);
        this.bmcs.push(bmc);
        return bmc;
      },
      stores: {
        hosts: { list: async () => [...this.rows.values()], saveEnrolment: (id, e) => this.#enrol(id, e) },
        hostStates: {
          list: async () =>
            this.storedStates.map(({ hostId, state }) => ({
              hostId,
              summary: state.summary,
              sensors: state.sensors,
              sensorsAt: state.sensorsAt === null ? null : new Date(state.sensorsAt),
              inventory: state.inventory,
              eventLog: state.eventLog,
            })),
          save: async (states) => {
            for (const state of JSON.parse(JSON.stringify(states))) this.saved.set(state.hostId, state);
          },
        },
        learntLogins: { save: async () => {} },
        events: {
          insert: async (events) => {
            this.kept.push(...events.map((event) => event.text));
            return events;
          },
          reconcile: async () => {},
        },
      },
    });
  }

  get bmc(): FakeBmc {
    const bmc = this.bmcs.at(-1);
    if (!bmc) throw new Error("no BMC was opened");
    return bmc;
  }

  /** How often the chassis was read: once a round. */
  get rounds(): number {
    return this.bmcs.flatMap((bmc) => bmc.reads).filter((read) => read === "chassis").length;
  }

  add(row: Partial<HostRow> = {}): HostRow {
    const full = { ...newRow, ...row };
    this.rows.set(full.id, full);
    this.fleet.added(full);
    return full;
  }

  async #enrol(id: string, enrolment: Enrolment): Promise<HostRow | null> {
    this.enrolments++;
    const row = this.rows.get(id);
    if (!row) return null;
    const next = { ...row, ...enrolment };
    this.rows.set(id, next);
    return next;
  }
}
