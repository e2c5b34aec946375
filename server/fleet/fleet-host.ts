import type { BootState } from "@/lib/contracts/action";
import type { EventLogStatus } from "@/lib/contracts/event";
import type { Fru } from "@/lib/contracts/inventory";
import type { Failure } from "@/lib/contracts/problem";
import type { Sensor, SensorList } from "@/lib/contracts/sensor";
import { BmcError } from "@/server/bmc/bmc-error";
import type { Bmc, BmcIdentity, ChassisState } from "@/server/bmc/capabilities";
import type { HostRow } from "@/server/database/host-store";
import type { HostLive } from "@/server/services/hosts/live-hosts";
import { factsOf } from "./fru-facts";
import { healthOf, powerDrawOf } from "./health";
import { type LiveState, nextVersion } from "./live-state";
import { Packed } from "./packed";
import { SensorHistory } from "./sensor-history";

export interface FleetHostOptions {
  readonly open: (row: HostRow) => Promise<Bmc>;
  /** Values kept of each sensor. */
  readonly historyPoints: number;
  /** Called after every change of the host's view. */
  readonly changed: (host: FleetHost) => void;
}

const disposed: Failure = { layer: "command", code: "cancelled", detail: "The host is no longer managed." };

/** One host: its row, its one open Bmc, and what is known of it. Readers see memory only. */
export class FleetHost {
  readonly #options: FleetHostOptions;
  readonly #history: SensorHistory;
  #row: HostRow;
  #state: LiveState;
  #bmc: Promise<Bmc> | null = null;
  #disposed = false;
  #eventLogFree: Promise<void> = Promise.resolve();

  constructor(row: HostRow, state: LiveState, options: FleetHostOptions) {
    this.#row = row;
    this.#state = state;
    this.#options = options;
    this.#history = new SensorHistory(options.historyPoints);
  }

  get row(): HostRow {
    return this.#row;
  }

  get state(): LiveState {
    return this.#state;
  }

  get live(): HostLive {
    return this.#state.live;
  }

  sensorList(): SensorList {
    const { sensors, sensorsAt } = this.#state;
    return { sensors: [...sensors], at: sensorsAt, history: this.#history.all };
  }

  /** Shared by poller, people and console; opened at the first call. A failure to open is not remembered. */
  bmc(): Promise<Bmc> {
    if (this.#disposed) return Promise.reject(new BmcError(disposed));
    const opening = this.#bmc ?? this.#options.open(this.#row);
    this.#bmc = opening;
    opening.catch(() => {
      if (this.#bmc === opening) this.#bmc = null;
    });
    return opening;
  }

  /** Closes the session; the next call of `bmc` opens a new one. */
  async closeBmc(): Promise<void> {
    const open = this.#bmc;
    this.#bmc = null;
    const bmc = await open?.catch(() => null);
    await bmc?.close();
  }

  /** For good: the host was removed or the engine stops. */
  dispose(): Promise<void> {
    this.#disposed = true;
    return this.closeBmc();
  }

  /** One at a time may read or clear the event log. */
  withEventLog<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#eventLogFree.then(work);
    this.#eventLogFree = result.then(
      () => {},
      () => {},
    );
    return result;
  }

  setRow(row: HostRow): void {
    this.#row = row;
    this.#change({});
  }

  setAction(actionId: string | null): void {
    this.#change({ actionId });
  }

  sawIdentity(identity: BmcIdentity): void {
    const { live } = this.#state;
    const inventory = this.#state.inventory.value;
    this.#change(
      { manufacturer: live.manufacturer ?? identity.device.manufacturer },
      { inventory: new Packed({ ...inventory, device: { ...identity.device, guid: identity.guid } }) },
    );
  }

  /** The BMC answered: it is online, and this is the state of the chassis. */
  sawChassis(chassis: ChassisState): void {
    const at = new Date().toISOString();
    const { contact } = this.live;
    const since = contact.state === "online" ? contact.since : at;
    this.#change({
      power: { state: chassis.power, at },
      identify: chassis.identify,
      lastPowerEvent: chassis.lastPowerEvent,
      chassisFaults: [...chassis.faults],
      powerRestorePolicy: chassis.powerRestorePolicy,
      contact: { state: "online", since, lastSeenAt: at, failure: null },
      health: healthOf(this.#state.sensors, chassis.faults),
    });
  }

  sawSensors(sensors: readonly Sensor[]): void {
    const now = new Date();
    this.#history.add(sensors, now.getTime());
    this.#change(
      { health: healthOf(sensors, this.live.chassisFaults), powerDrawWatts: powerDrawOf(sensors) },
      { sensors, sensorsAt: now.toISOString() },
    );
  }

  sawFrus(frus: readonly Fru[]): void {
    const facts = factsOf(frus);
    const inventory = this.#state.inventory.value;
    const manufacturer = facts.manufacturer ?? inventory.device?.manufacturer ?? null;
    const at = new Date().toISOString();
    this.#change(
      { ...facts, manufacturer },
      { inventory: new Packed({ ...inventory, frus: [...frus], at }) },
    );
  }

  sawBoot(boot: BootState): void {
    this.#change({}, { boot });
  }

  sawEventLog(eventLog: EventLogStatus): void {
    this.#change({}, { eventLog });
  }

  sawFacts(facts: Partial<Pick<HostLive, "restartCause" | "powerOnHours" | "clockOffsetSeconds">>): void {
    this.#change(facts);
  }

  failed(failure: Failure): void {
    const { contact } = this.live;
    const since = contact.state === "failing" ? contact.since : new Date().toISOString();
    this.#change({ contact: { ...contact, state: "failing", since, failure } });
  }

  /** How to reach it changed: what is known stays shown, whether it answers is open. */
  startAnew(): void {
    const { contact } = this.live;
    this.#change({ contact: { ...contact, state: "new", since: null, failure: null } });
  }

  #change(live: Partial<HostLive>, rest: Partial<Omit<LiveState, "live">> = {}): void {
    const version = nextVersion(this.live.version);
    this.#state = { ...this.#state, ...rest, live: { ...this.live, ...live, version } };
    this.#options.changed(this);
  }
}
