import { createHash } from "node:crypto";
import type { Clock } from "../../ipmi/clock";
import type { Machine } from "../machine";
import type { Profile } from "../profiles/profile";
import { Bmc, type OwnAction } from "./bmc";
import { execute } from "./commands/table";
import type { SendTrap } from "./event-filtering";
import { attachHost } from "./host";
import { hash } from "./random";
import type { SavedSettings } from "./settings";
import type { FaultKind } from "./state/faults";
import { suiteLimit } from "./suite-levels";

export interface MachineOptions {
  readonly profile: Profile;
  /** Everything that is chance follows from it. */
  readonly seed: number;
  readonly clock: Clock;
  /** Wall-clock milliseconds. */
  readonly now: () => number;
  /** Address its LAN configuration tells. */
  readonly address?: string;
  /** Default 24. */
  readonly sensors?: number;
  /** Administrator's name and password; default the profile's factory name, and "admin". */
  readonly user?: string;
  readonly password?: string;
  /** K_g, at most 20 bytes. */
  readonly bmcKey?: Uint8Array;
  /** 16 bytes in wire order; default one in the style of the profile. */
  readonly guid?: Uint8Array;
  /** Host on at the start; default yes. */
  readonly powered?: boolean;
  /** Faults come and go by the seed; default no. */
  readonly mishaps?: boolean;
  /** What it did by itself. */
  readonly log?: OwnAction;
  /** Sends a Platform Event Trap, an SNMP datagram, to where its LAN configuration says. */
  readonly trap?: SendTrap;
  /** Configuration of an earlier life. */
  readonly saved?: SavedSettings;
  /** Called with the whole configuration whenever some of it changes. */
  readonly onSettings?: (settings: SavedSettings) => void;
}

/** A machine with what only the simulator's owner can do to it. */
export interface SimulatedMachine extends Machine {
  /** Something breaks now, until `repair`. `index`: which of them, counted from 0. */
  fault(kind: FaultKind, index?: number): void;
  repair(kind: FaultKind): void;
  /** A line of the host's kernel on its serial port. */
  kernelSays(message: string): void;
  /** Configuration that differs from the profile's, for `saved` of the next life. */
  settings(): SavedSettings;
}

const DEFAULT_SENSORS = 24;

/** The hardware of one simulated server. */
export function createMachine(options: MachineOptions): SimulatedMachine {
  const { profile, clock, now } = options;
  const seed = mixed(options.seed, profile.name);
  const mac = Buffer.from([...profile.macPrefix, ...threeBytes(hash(seed, 7))]);
  const bmc = new Bmc({
    profile,
    identity: { seed, mac, serial: profile.serial(seed) },
    clock,
    now,
    sensors: options.sensors ?? DEFAULT_SENSORS,
    saved: options.saved ?? {},
    onSettings: options.onSettings ?? (() => {}),
    log: options.log ?? (() => {}),
    network: { address: options.address ?? "0.0.0.0" },
    user: { name: options.user ?? profile.administrator.name, password: options.password ?? "admin" },
    bmcKey: options.bmcKey ?? null,
    trap: options.trap ?? (() => {}),
    guid: options.guid === undefined ? null : Buffer.from(options.guid),
    powered: options.powered ?? true,
    mishaps: options.mishaps ?? false,
  });
  const serial = attachHost(bmc, clock);
  return {
    guid: bmc.guid,
    get bmcKey() {
      return bmc.key;
    },
    serial,
    lanChannel: profile.lanChannel,
    users: () => bmc.users.all(),
    suiteLimit: (suite) => suiteLimit(bmc, suite),
    execute(request) {
      bmc.agenda.catchUp();
      bmc.requests++;
      return execute(bmc, request);
    },
    onRestart: (listener) => bmc.onRestart(listener),
    stop() {
      bmc.agenda.stop();
      serial.stop();
    },
    fault: (kind, index = 0) => bmc.faults.begin(kind, index, now()),
    repair: (kind) => bmc.faults.end(kind, now()),
    kernelSays: (message) => serial.kernelSays(message),
    settings: () => bmc.settings.save(),
  };
}

/** One seed a machine: neighbours' seeds are alike, what follows from them must not be. */
function mixed(seed: number, profile: string): number {
  return createHash("sha256").update(`${profile} ${seed}`).digest().readInt32LE(0) & 0x7fff_ffff;
}

function threeBytes(value: number): readonly number[] {
  return [value & 0xff, (value >> 8) & 0xff, (value >> 16) & 0xff];
}
