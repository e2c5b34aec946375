import type { Clock } from "../../ipmi/clock";
import type { FruDevice, MachineIdentity, Profile } from "../profiles/profile";
import { Agenda } from "./agenda";
import { type Controller, createController } from "./controller";
import { defaultSettings } from "./defaults";
import { EventFiltering, type SendTrap } from "./event-filtering";
import { discreteEvent, eventOfChange, recordOf, type SensorEvent } from "./events";
import { fillHistory } from "./history";
import { fraction } from "./random";
import { statesOf } from "./sensors/circumstances";
import { Physics } from "./sensors/physics";
import type { DiscreteSensor, PlacedSensor } from "./sensors/sensor";
import { SensorBank, type SensorSource } from "./sensors/sensor-bank";
import { type SavedSettings, Settings } from "./settings";
import { type SharedTables, sharedTables } from "./shared-tables";
import { BMC_KEY_SETTING } from "./state/bmc-key";
import { BootFlags } from "./state/boot-flags";
import { EventLog } from "./state/event-log";
import { type Fault, Faults } from "./state/faults";
import { HostPower, RestartCause } from "./state/host-power";
import { Identify } from "./state/identify";
import { Reservation } from "./state/reservation";
import { SdrRepository } from "./state/sdr-repository";
import { Users } from "./state/users";
import { Watchdog, WatchdogAction, type WatchdogExpiry } from "./state/watchdog";

/** What the machine does by itself, for the log of actions. */
export type OwnAction = (
  action: string,
  details?: Readonly<Record<string, string | number | boolean>>,
) => void;

export interface BmcOptions {
  readonly profile: Profile;
  readonly identity: MachineIdentity;
  readonly clock: Clock;
  /** Wall-clock milliseconds. */
  readonly now: () => number;
  readonly sensors: number;
  readonly saved: SavedSettings;
  readonly onSettings: (settings: SavedSettings) => void;
  readonly log: OwnAction;
  readonly network: { readonly address: string };
  readonly user: { readonly name: string; readonly password: string };
  readonly bmcKey: Uint8Array | null;
  readonly guid: Buffer | null;
  readonly trap: SendTrap;
  readonly powered: boolean;
  readonly mishaps: boolean;
}

const ACPI_UNKNOWN = 0x2a;
/** Silence after a cold and a warm reset. */
const RESTART_MS = { cold: [20_000, 40_000], warm: [3000, 6000] } as const;
const RESTART_PLACE = 0xc01d;
/** How long after power-on readings are nothing to speak of: fans start from standstill. */
const SPIN_UP_MS = 10_000;
const WATCH_MS = 3000;
/** How long after a change temperatures still move enough to be watched. */
const AFTERMATH_MS = 6 * 60_000;

const watchdogRequests = {
  [WatchdogAction.HardReset]: "reset",
  [WatchdogAction.PowerDown]: "off",
  [WatchdogAction.PowerCycle]: "cycle",
} as const;

/** The state of one machine: its BMC, the controllers behind it, and the host's hardware. */
export class Bmc {
  readonly profile: Profile;
  readonly identity: MachineIdentity;
  readonly now: () => number;
  readonly log: OwnAction;
  readonly agenda: Agenda;
  readonly settings: Settings;
  readonly power: HostPower;
  readonly faults: Faults;
  readonly physics: Physics;
  readonly eventLog: EventLog;
  readonly logReservation = new Reservation();
  readonly watchdog: Watchdog;
  readonly identify = new Identify();
  readonly bootFlags: BootFlags;
  readonly users: Users;
  readonly guid: Buffer;
  /** System and device power state as software set them; 2Ah unknown (IPMI 2.0 §20.6). */
  readonly acpi = { system: ACPI_UNKNOWN, device: 0 };
  readonly main: Controller;
  readonly satellite: Controller | null;
  /** Parameter groups somebody is writing to ("set in progress"). */
  readonly settingInProgress = new Set<string>();
  /** Volatile access settings of the LAN channel, once they differ. */
  channelAccess: readonly number[] | null = null;
  /** Record ids (IPMI 2.0 §30.5). */
  readonly lastProcessed = { bySoftware: 0, byController: 0 };
  pefPostponeS = 0;
  /** SEL time minus wall-clock time, seconds. */
  logTimeOffset = 0;
  startedAt: number;
  requests = 0;
  private readonly tables: SharedTables;
  private readonly filtering: EventFiltering;
  private readonly fruImages = new Map<FruDevice, Buffer>();
  private readonly restartListeners: ((silentMs: number) => void)[] = [];
  private watchedUntil = 0;
  private watching = false;

  constructor(options: BmcOptions) {
    const { profile, identity, clock, now } = options;
    this.profile = profile;
    this.identity = identity;
    this.now = now;
    this.log = options.log;
    this.startedAt = now();
    this.agenda = new Agenda(clock, now);
    this.settings = new Settings(defaultSettings(options), options.saved, () =>
      options.onSettings(this.settings.save()),
    );
    this.faults = new Faults(identity.seed);
    this.power = new HostPower(
      identity.seed,
      this.agenda,
      profile.powerTiming,
      options.powered,
      // Up for days already.
      now() - (1 + (identity.seed % 40)) * 86_400_000,
    );
    this.physics = new Physics(identity.seed, profile.chassis, this.faults, options.powered, now());
    this.eventLog = new EventLog(profile.log);
    this.watchdog = new Watchdog(this.agenda, (expiry, at) => this.watchdogExpired(expiry, at));
    this.bootFlags = new BootFlags(this.settings);
    this.users = new Users(this.settings, profile.userSlots, profile.lanChannel);
    this.guid = options.guid ?? profile.guid(identity);
    this.filtering = new EventFiltering(this, options.trap);
    this.tables = sharedTables(profile, options.sensors);
    const source: SensorSource = {
      value: (sensor, time) => this.physics.value(sensor, time),
      states: (sensor, time) => this.states(sensor, time),
      isPowered: () => this.power.on,
      isStarting: (time) => this.power.on && time - this.power.changedAt < SPIN_UP_MS,
    };
    this.main = createController({
      address: 0x20,
      identity: profile.identity,
      sensors: new SensorBank(this.tables.sensors, source, this.settings, "sensor"),
      repository: new SdrRepository(this.tables.repository, manufactured(identity.seed)),
      deviceSdrs: this.tables.deviceSdrs,
      frus: profile.frus,
    });
    this.satellite =
      profile.satellite === null || this.tables.satellite === null
        ? null
        : createController({
            address: profile.satellite.address,
            identity: profile.satellite.identity,
            sensors: new SensorBank(this.tables.satellite.sensors, source, this.settings, "satellite-sensor"),
            repository: null,
            deviceSdrs: this.tables.satellite.deviceSdrs,
            frus: profile.satellite.frus,
          });
    fillHistory(this);
    this.eachController(({ sensors }) => sensors.settle(now()));
    this.faults.onChange((fault, present, at) => this.faultChanged(fault, present, at));
    if (options.mishaps) this.faults.live(this.agenda, now());
  }

  onRestart(listener: (silentMs: number) => void): void {
    this.restartListeners.push(listener);
  }

  /** Restarts the BMC itself, not the host: configuration stays, what is only in memory goes. */
  restart(kind: "cold" | "warm"): void {
    const [least, most] = RESTART_MS[kind];
    const silentMs = Math.round(least + (most - least) * fraction(this.identity.seed, RESTART_PLACE));
    this.log("mc reset", { kind, silentMs });
    this.watchdog.halt();
    this.identify.forSeconds(0, this.now());
    this.settingInProgress.clear();
    this.logReservation.cancel();
    this.acpi.system = ACPI_UNKNOWN;
    this.channelAccess = null;
    this.startedAt = this.now() + silentMs;
    for (const listener of this.restartListeners) listener(silentMs);
  }

  /** SEL time in seconds at a moment. */
  logSeconds(at: number): number {
    return Math.floor(at / 1000) + this.logTimeOffset;
  }

  controller(address: number): Controller | null {
    if (address === this.main.address) return this.main;
    return this.satellite?.address === address ? this.satellite : null;
  }

  /** Logs an event and passes it on to whoever filters events. */
  raise(event: SensorEvent, at: number): number | null {
    const seconds = this.logSeconds(at);
    const id = this.eventLog.add(recordOf(event, seconds), seconds);
    this.filtering.handle(event, at);
    return id;
  }

  /** A trap to one destination, past the filters. */
  alertTo(destination: number, event: SensorEvent): void {
    this.filtering.alertTo(destination, event, this.now());
  }

  /** K_g; null when it is all zeros, which means none. */
  get key(): Buffer | null {
    const key = this.settings.get(BMC_KEY_SETTING);
    return key?.some((byte) => byte !== 0) ? Buffer.from(key) : null;
  }

  /** As the factory wrote it; made when first asked for. */
  fruImage(fru: FruDevice): Buffer {
    const known = this.fruImages.get(fru);
    if (known !== undefined) return known;
    const image = fru.image(this.identity);
    this.fruImages.set(fru, image);
    return image;
  }

  get hostName(): string {
    return `${this.profile.name}-${this.identity.serial.toLowerCase()}`;
  }

  /** Raises an event of the first sensor of a kind, if this machine has one. */
  raiseOf(
    of: DiscreteSensor["circumstance"]["of"],
    offset: number,
    at: number,
    details: { readonly data2?: number; readonly data3?: number } = {},
  ): void {
    const placed = this.sensorOf(of);
    if (placed === null) return;
    this.raise(discreteEvent(placed, this.main.address, offset, true, details), at);
    this.main.sensors.settleOne(placed, at);
  }

  sensorOf(of: DiscreteSensor["circumstance"]["of"]): PlacedSensor | null {
    const isIt = ({ sensor }: PlacedSensor) => sensor.kind === "discrete" && sensor.circumstance.of === of;
    return this.main.sensors.sensors.find(isIt) ?? null;
  }

  /** The host's power has gone on or off. */
  powerChanged(on: boolean, at: number): void {
    this.physics.power(on, at);
    this.watchdog.halt();
    this.look(at);
    this.watch(at);
  }

  /** Looks at the sensors every few seconds for a while: something is about to move. */
  watch(at: number): void {
    this.watchedUntil = Math.max(this.watchedUntil, at + AFTERMATH_MS);
    if (this.watching) return;
    this.watching = true;
    this.agenda.add(at + WATCH_MS, (time) => this.lookAgain(time));
  }

  /** Compares all sensors with their limits now, and raises what has changed. */
  look(at: number): void {
    this.eachController(({ sensors, address }) => {
      for (const change of sensors.changes(at)) this.raise(eventOfChange(change, address), at);
    });
  }

  private lookAgain(at: number): void {
    this.look(at);
    this.watching = this.faults.any || at < this.watchedUntil;
    if (this.watching) this.agenda.add(at + WATCH_MS, (time) => this.lookAgain(time));
  }

  private states(sensor: DiscreteSensor, time: number): number {
    const { profile, faults, power, watchdog, eventLog, identify } = this;
    const { drives } = this.tables;
    const around = { chassis: profile.chassis, faults, power, watchdog, log: eventLog, identify, drives };
    return statesOf(sensor, around, time);
  }

  private faultChanged({ kind, index }: Fault, present: boolean, at: number): void {
    this.log(present ? "fault" : "fault over", { kind });
    if (kind === "overheat") this.physics.overheat(present, at);
    if (kind === "memory-error" && present) {
      // A burst of corrected errors; the module in byte 3.
      for (let n = 0; n < 2; n++) this.raiseOf("memory", 0, at, { data3: index % 16 });
    }
    this.look(at);
    this.watch(at);
  }

  private watchdogExpired({ action, interrupt, use, logs }: WatchdogExpiry, at: number): void {
    const request = action === 0 ? undefined : watchdogRequests[action as 1 | 2 | 3];
    this.log("watchdog expired", { action: request ?? "none" });
    if (logs) this.raiseOf("watchdog", action, at, { data2: (interrupt << 4) | use });
    if (request !== undefined) this.power.order(request, at, RestartCause.Watchdog);
  }

  private eachController(visit: (controller: Controller) => void): void {
    visit(this.main);
    if (this.satellite !== null) visit(this.satellite);
  }
}

/** When the machine's records were put in, in seconds: before it was sold. */
function manufactured(seed: number): number {
  return 1_650_000_000 + (seed % 10_000_000);
}
