import { isDeepStrictEqual } from "node:util";
import { BmcError } from "@/server/bmc/bmc-error";
import type { Bmc, BmcIdentity, EventLog } from "@/server/bmc/capabilities";
import type { EventStore } from "@/server/database/event-store";
import type { HostStore } from "@/server/database/host-store";
import type { LearntLoginStore } from "@/server/database/learnt-login-store";
import { keepEvents } from "@/server/services/events/keep-events";
import type { FleetHost } from "./fleet-host";
import type { Gate } from "./gate";

/** What changes rarely is read rarely. */
const SLOW_MS = 300_000;
const INVENTORY_MS = 3_600_000;
const LOGIN_BUDGET_MS = 20_000;
const READ_BUDGET_MS = 10_000;
/** A slow BMC with a hundred sensors, or a long log, takes its time; it has one place of the poller, no more. */
const BULK_BUDGET_MS = 180_000;

export interface RoundDeps {
  readonly hosts: Pick<HostStore, "saveEnrolment">;
  readonly events: Pick<EventStore, "insert" | "reconcile">;
  readonly learntLogins: Pick<LearntLoginStore, "save">;
  /** What rounds write goes through here, so that people find a connection to the database free. */
  readonly writing: Gate;
  /** There are new values to be fetched. */
  readonly changed: (what: "sensors" | "events") => void;
  /** Entries that came since the last look, in words. */
  readonly newEvents: (texts: readonly string[]) => void;
  readonly log: {
    debug(details: object, message: string): void;
    error(details: object, message: string): void;
  };
}

type LogInfo = Awaited<ReturnType<EventLog["info"]>>;

/** What a host's rounds remember of each other. Forgotten when the BMC may be another one. */
export class RoundMemory {
  slowAt = Number.NEGATIVE_INFINITY;
  inventoryAt = Number.NEGATIVE_INFINITY;
  power: "on" | "off" | null = null;
  /** Enrolled, and unchanged as long as the session answers with the same object. */
  identity: BmcIdentity | null = null;
  log: LogInfo | null = null;
}

/**
 * Reads one host once: identity, chassis, sensors, events, and now and then what changes rarely. Rejects when the BMC cannot be
 * spoken to; a part that the BMC does not support is left out.
 */
export async function pollRound(
  host: FleetHost,
  memory: RoundMemory,
  deps: RoundDeps,
  signal: AbortSignal,
): Promise<void> {
  const round = new Round(host, memory, deps, signal);
  await round.run();
}

class Round {
  constructor(
    private readonly host: FleetHost,
    private readonly memory: RoundMemory,
    private readonly deps: RoundDeps,
    private readonly signal: AbortSignal,
  ) {}

  async run(): Promise<void> {
    const bmc = await this.host.bmc();
    await this.enrol(await bmc.identify(this.within(LOGIN_BUDGET_MS)));
    await this.chassis(bmc);
    await this.part("sensors", async () => {
      this.host.sawSensors(await bmc.sensors.read(this.within(BULK_BUDGET_MS)));
      this.deps.changed("sensors");
    });
    await this.part("events", () => this.host.withEventLog(() => this.events(bmc)));
    await this.rarely(bmc);
  }

  /** The first answer enrols; later ones update firmware and suite. */
  private async enrol(identity: BmcIdentity): Promise<void> {
    const { row } = this.host;
    this.signal.throwIfAborted();
    if (identity === this.memory.identity) return;
    const device = { ...identity.device, guid: identity.guid };
    const guid = identity.guid ?? row.guid;
    const signs = identity.signs ?? row.signs;
    const known =
      row.enrolledAt !== null &&
      row.guid === guid &&
      isDeepStrictEqual(row.signs, signs) &&
      row.cipherSuite === identity.cipherSuite &&
      isDeepStrictEqual(row.login, identity.login) &&
      isDeepStrictEqual(row.device, device);
    if (!known) {
      const enrolment = {
        enrolledAt: row.enrolledAt ?? new Date(),
        guid,
        signs,
        cipherSuite: identity.cipherSuite,
        device,
        login: identity.login,
      };
      await this.stored(async () => {
        const saved = await this.deps.hosts.saveEnrolment(row.id, enrolment);
        await this.deps.learntLogins.save(device, identity.login);
        this.signal.throwIfAborted();
        if (saved) this.host.setRow(saved);
        this.memory.identity = identity;
      });
    } else {
      this.memory.identity = identity;
    }
    if (!known || this.host.state.inventory.value.device === null) this.host.sawIdentity(identity);
  }

  private async chassis(bmc: Bmc): Promise<void> {
    const chassis = await bmc.power.chassis(this.within(READ_BUDGET_MS));
    this.signal.throwIfAborted();
    // After a restart there is a new cause, and perhaps a used-up boot override.
    if (this.memory.power !== null && this.memory.power !== chassis.power) {
      this.memory.slowAt = Number.NEGATIVE_INFINITY;
    }
    this.memory.power = chassis.power;
    this.host.sawChassis(chassis);
  }

  private async events(bmc: Bmc): Promise<void> {
    const info = await bmc.events.info(this.within(READ_BUDGET_MS));
    const { lastAdded: _, lastErased: __, ...status } = info;
    this.host.sawEventLog(status);
    if (this.memory.log && sameLog(this.memory.log, info)) return;
    const log = await bmc.events.read(this.within(BULK_BUDGET_MS));
    await this.stored(async () => {
      const added = await keepEvents(this.deps.events, this.host.row, log, new Date());
      // The first look at a log brings what happened long ago.
      if (this.memory.log) this.deps.newEvents(added.map(({ sensor, text }) => `${sensor}: ${text}`));
      this.memory.log = info;
      this.deps.changed("events");
    });
  }

  private async rarely(bmc: Bmc): Promise<void> {
    const now = performance.now();
    if (now - this.memory.slowAt >= SLOW_MS) {
      const limits = this.within(READ_BUDGET_MS);
      await this.part("boot", async () => this.host.sawBoot(await bmc.boot.get(limits)));
      await this.part("restart cause", async () => {
        this.host.sawFacts({ restartCause: await bmc.power.restartCause(limits) });
      });
      await this.part("power-on hours", async () => {
        this.host.sawFacts({ powerOnHours: await bmc.power.powerOnHours(limits) });
      });
      await this.part("clock", async () => {
        this.host.sawFacts({ clockOffsetSeconds: await bmc.events.clockOffset(limits) });
      });
      this.memory.slowAt = now;
    }
    if (now - this.memory.inventoryAt >= INVENTORY_MS) {
      await this.part("inventory", async () => {
        this.host.sawFrus(await bmc.inventory.frus(this.within(BULK_BUDGET_MS)));
      });
      this.memory.inventoryAt = now;
    }
  }

  /** What a BMC does not offer, or says so that nobody understands it, is no reason to call it unreachable. */
  private async part(name: string, work: () => Promise<void>): Promise<void> {
    this.signal.throwIfAborted();
    try {
      await work();
    } catch (error) {
      if (!(error instanceof BmcError) || !aboutOneCommand(error)) throw error;
      this.deps.log.debug({ hostId: this.host.row.id, part: name, failure: error.failure }, "part not read");
    }
  }

  /** A database that fails is not the BMC's fault: what could not be written is written in a later round. */
  private async stored(write: () => Promise<void>): Promise<void> {
    try {
      await this.deps.writing.through(write);
    } catch (err) {
      this.signal.throwIfAborted();
      this.deps.log.error({ err, hostId: this.host.row.id }, "what a round found could not be written");
    }
  }

  private within(budgetMs: number) {
    return { signal: this.signal, budgetMs };
  }
}

function aboutOneCommand({ failure }: BmcError): boolean {
  return (
    failure.code === "completion-code" || failure.code === "decode" || failure.code === "privilege-too-low"
  );
}

function sameLog(a: LogInfo, b: LogInfo): boolean {
  return a.entries === b.entries && a.lastAdded === b.lastAdded && a.lastErased === b.lastErased;
}
