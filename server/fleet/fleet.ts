import type { BootState } from "@/lib/contracts/action";
import type { EventLogStatus } from "@/lib/contracts/event";
import type { Inventory } from "@/lib/contracts/inventory";
import type { Failure } from "@/lib/contracts/problem";
import type { SensorList } from "@/lib/contracts/sensor";
import { BmcError } from "@/server/bmc/bmc-error";
import type { Bmc, SerialConsole } from "@/server/bmc/capabilities";
import type { EventStore } from "@/server/database/event-store";
import type { HostStateStore } from "@/server/database/host-state-store";
import type { HostRow, HostStore } from "@/server/database/host-store";
import type { LearntLoginStore } from "@/server/database/learnt-login-store";
import type { LiveBus } from "@/server/live/live-bus";
import type { ActionHosts, ClaimedHost } from "@/server/services/actions/action-hosts";
import { ConflictError, NotFoundError, SealedError } from "@/server/services/errors";
import { hostSummary } from "@/server/services/hosts/host-view";
import type { HostLive, LiveHosts } from "@/server/services/hosts/live-hosts";
import { FleetHost } from "./fleet-host";
import { Gate } from "./gate";
import { LearntOnce } from "./learnt-once";
import { fromStored, type LiveState, toStored, unknownState } from "./live-state";
import { nextRound } from "./next-round";
import { pollRound, RoundMemory } from "./poll-round";
import { type NextRound, PollScheduler } from "./poll-scheduler";
import { StateWriter } from "./state-writer";

export interface FleetLog {
  debug(details: object, message: string): void;
  error(details: object, message: string): void;
}

export interface FleetOptions {
  readonly stores: {
    readonly hosts: Pick<HostStore, "list" | "saveEnrolment">;
    readonly hostStates: HostStateStore;
    readonly events: Pick<EventStore, "insert" | "reconcile">;
    readonly learntLogins: Pick<LearntLoginStore, "save">;
  };
  readonly live: LiveBus;
  /** Opens the secrets and the driver's Bmc for a row; rejects with SealedError while sealed. */
  readonly open: (row: HostRow) => Promise<Bmc>;
  readonly pollIntervalMs: number;
  /** Rounds at the same time; by the number of hosts unless said. */
  readonly concurrency?: number;
  readonly random?: () => number;
  readonly log: FleetLog;
  /** The host's serial line is about to be interrupted by us: the console hub waits for it to return. */
  readonly expectLinkDrop: (hostId: string) => void;
  /** Entries came into a BMC's log, in words. */
  readonly newEvents?: (hostId: string, texts: readonly string[]) => void;
}

const STATE_DELAY_MS = 15_000;
/** Ten thousand hosts are written every five minutes: it is for the first look after a restart only. */
const STATE_DELAY_PER_HOST_MS = 30;

/** Rounds at the same time: some for dead BMCs to wait in, and more where there are more hosts than those would serve. */
const LEAST_ROUNDS = 64;
const HOSTS_A_ROUND = 40;
/** Rounds that write to the database at the same time: fewer than it has connections. */
const WRITERS = 4;
/** Values of each sensor are kept for two hours, and so many at most. */
const HISTORY_MS = 7_200_000;
const MOST_POINTS = 240;

interface Member {
  readonly host: FleetHost;
  memory: RoundMemory;
  /** The BMC refused our login: it is not tried again until a person asks. */
  barred: boolean;
}

/** All hosts: their open BMCs, what is known of them, and the poller that keeps it fresh. */
export class Fleet implements LiveHosts, ActionHosts {
  readonly #members = new Map<string, Member>();
  readonly #options: FleetOptions;
  readonly #scheduler: PollScheduler;
  readonly #writer: StateWriter;
  readonly #learnt: LearntOnce;
  readonly #writing = new Gate(WRITERS);

  constructor(options: FleetOptions) {
    this.#options = options;
    this.#learnt = new LearntOnce(options.stores.learntLogins);
    this.#scheduler = new PollScheduler({
      intervalMs: options.pollIntervalMs,
      concurrency: () => options.concurrency ?? roundsAtOnce(this.#members.size),
      random: options.random ?? Math.random,
      poll: (hostId, signal) => this.#poll(hostId, signal),
    });
    this.#writer = new StateWriter({
      save: (states) => options.stores.hostStates.save(states),
      failed: (err) => options.log.error({ err }, "states of hosts could not be written"),
      delayMs: () => Math.max(STATE_DELAY_MS, this.#members.size * STATE_DELAY_PER_HOST_MS),
    });
  }

  /** Loads hosts with their last known state and begins to poll. */
  async start(): Promise<void> {
    const { hosts, hostStates } = this.#options.stores;
    const [rows, stored] = await Promise.all([hosts.list(), hostStates.list()]);
    const states = new Map(stored.map((row) => [row.hostId, fromStored(row)]));
    for (const row of rows) this.#add(row, states.get(row.id) ?? unknownState, "spread");
  }

  /** Ends polling, writes states, closes every session. */
  async stop(): Promise<void> {
    this.#scheduler.stop();
    await Promise.all([...this.#members.values()].map(({ host }) => host.dispose()));
    await this.#writer.stop();
  }

  /** The one open Bmc of a host, for whoever needs it. Throws NotFoundError, SealedError. */
  async bmc(hostId: string): Promise<Bmc> {
    return this.#member(hostId).host.bmc();
  }

  /** The serial console of a host. Rejects with BmcError, also while sealed. */
  async serialConsole(hostId: string): Promise<SerialConsole> {
    try {
      return (await this.bmc(hostId)).console;
    } catch (error) {
      if (error instanceof BmcError) throw error;
      throw new BmcError(this.#failureOf(hostId, error), { cause: error });
    }
  }

  // --- reading: memory only ---

  get(hostId: string): HostLive {
    return this.#state(hostId).live;
  }

  sensors(hostId: string): SensorList {
    return this.#members.get(hostId)?.host.sensorList() ?? { sensors: [], at: null, history: {} };
  }

  inventory(hostId: string): Inventory {
    return this.#state(hostId).inventory.value;
  }

  boot(hostId: string): BootState | null {
    return this.#state(hostId).boot;
  }

  eventLog(hostId: string): EventLogStatus | null {
    return this.#state(hostId).eventLog;
  }

  // --- notices of the services ---

  pollNow(hostId: string): void {
    const member = this.#members.get(hostId);
    if (!member) return;
    if (member.barred) this.#reconnect(member);
    else this.#scheduler.now(hostId);
  }

  added(row: HostRow): void {
    const host = this.#add(row, unknownState, "now");
    this.#publish(host);
  }

  changed(row: HostRow, { reconnect }: { readonly reconnect: boolean }): void {
    const member = this.#members.get(row.id);
    if (!member) return;
    member.host.setRow(row);
    if (!reconnect) return;
    member.host.startAnew();
    this.#reconnect(member);
  }

  removed(hostId: string): void {
    const member = this.#members.get(hostId);
    if (!member) return;
    this.#members.delete(hostId);
    this.#scheduler.remove(hostId);
    this.#writer.forget(hostId);
    void member.host.dispose();
    this.#options.live.publish({ type: "host-removed", id: hostId });
  }

  // --- actions ---

  row(hostId: string): HostRow {
    return this.#member(hostId).host.row;
  }

  claim(hostId: string, actionId: string): ClaimedHost {
    const member = this.#member(hostId);
    const { host } = member;
    if (host.live.actionId !== null) {
      throw new ConflictError(`Another action is running on ${host.row.name}. Wait until it is over.`);
    }
    host.setAction(actionId);
    return {
      row: host.row,
      bmc: () => host.bmc(),
      blocked: identityFailure(host),
      sawChassis: (state) => host.sawChassis(state),
      sawBoot: (state) => host.sawBoot(state),
      withEventLog: (work) => host.withEventLog(work),
      expectLinkDrop: () => this.#options.expectLinkDrop(hostId),
      release: () => {
        host.setAction(null);
        if (!member.barred) this.#scheduler.now(hostId);
      },
    };
  }

  // --- inside ---

  #add(row: HostRow, state: LiveState, first: "now" | "spread"): FleetHost {
    const host = new FleetHost(row, state, {
      open: this.#options.open,
      historyPoints: Math.min(MOST_POINTS, Math.ceil(HISTORY_MS / this.#options.pollIntervalMs)),
      changed: (changed) => this.#publish(changed),
    });
    this.#members.set(row.id, { host, memory: new RoundMemory(), barred: false });
    this.#scheduler.add(row.id, first);
    return host;
  }

  #member(hostId: string): Member {
    const member = this.#members.get(hostId);
    if (!member) throw new NotFoundError("There is no such host. It may have been removed.");
    return member;
  }

  #state(hostId: string): LiveState {
    return this.#members.get(hostId)?.host.state ?? unknownState;
  }

  #reconnect(member: Member): void {
    member.barred = false;
    member.memory = new RoundMemory();
    void member.host.closeBmc();
    this.#scheduler.restart(member.host.row.id);
  }

  #publish(host: FleetHost): void {
    const { row } = host;
    if (this.#members.get(row.id)?.host !== host) return;
    this.#options.live.publish({ type: "host", host: hostSummary(row, host.live) });
    this.#writer.touch(row.id, () => toStored(row.id, host.state));
  }

  async #poll(hostId: string, signal: AbortSignal): Promise<NextRound> {
    const member = this.#members.get(hostId);
    if (!member) return { kind: "when-asked" };
    const { host, memory } = member;
    const { stores, live, log, newEvents: told } = this.#options;
    const newEvents = (texts: readonly string[]) => told?.(hostId, texts);
    const changed = (type: "sensors" | "events") => live.publish({ type, hostId });
    try {
      await pollRound(
        host,
        memory,
        { ...stores, learntLogins: this.#learnt, writing: this.#writing, changed, newEvents, log },
        signal,
      );
      return { kind: "at-its-turn" };
    } catch (error) {
      if (signal.aborted) return { kind: "at-its-turn" };
      const failure = this.#failureOf(hostId, error);
      host.failed(failure);
      const next = nextRound(failure);
      member.barred = next.kind === "when-asked";
      return next;
    }
  }

  #failureOf(hostId: string, error: unknown): Failure {
    if (error instanceof BmcError) return error.failure;
    if (error instanceof SealedError) return { layer: "login", code: "sealed", detail: error.message };
    this.#options.log.error({ err: error, hostId }, "host could not be spoken to");
    return { layer: "command", code: "internal", detail: "An unexpected error; see the engine's log." };
  }
}

function identityFailure(host: FleetHost): Failure | null {
  const { failure } = host.live.contact;
  return failure?.code === "identity-changed" ? failure : null;
}

function roundsAtOnce(hosts: number): number {
  return Math.max(LEAST_ROUNDS, Math.ceil(hosts / HOSTS_A_ROUND));
}
