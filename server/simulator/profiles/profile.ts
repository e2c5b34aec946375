import type { DeviceIdentity } from "../machine/controller";
import type { FruLocator } from "../machine/records/sdr";
import type { Chassis } from "../machine/sensors/physics";
import type { Sensor } from "../machine/sensors/sensor";
import type { PowerTiming } from "../machine/state/host-power";

export type ProfileName = "dell" | "hpe" | "lenovo" | "supermicro" | "openbmc";

/** A FRU behind a controller; its bytes follow from the machine's seed. */
export interface FruDevice extends FruLocator {
  readonly bytes: number;
  image(machine: MachineIdentity): Buffer;
}

/** What differs from one machine of a profile to the next. */
export interface MachineIdentity {
  readonly seed: number;
  readonly mac: Buffer;
  /** As on the label: a service tag, a chassis serial number. */
  readonly serial: string;
}

/** How the host introduces itself on its serial port. */
export interface HostStory {
  readonly firmware: readonly string[];
  readonly vendor: string;
  readonly product: string;
  readonly bios: string;
}

/** A make of server: immutable, shared by all simulated BMCs of its kind. */
export interface Profile {
  readonly name: ProfileName;
  readonly identity: DeviceIdentity;
  readonly controllerName: string;
  readonly lanChannel: number;
  /** Users, the anonymous one included. */
  readonly userSlots: number;
  /** User id of the first administrator, and his factory name. */
  readonly administrator: { readonly id: number; readonly name: string };
  readonly sessionSlots: number;
  /** Cipher suites it takes, in the order of its records. */
  readonly cipherSuites: readonly number[];
  /** What a place in the levels of cipher suites (IPMI 2.0 table 23-4, parameter 24) stands for. */
  readonly suiteLevels: "entry" | "suite-id";
  readonly chassis: Chassis;
  readonly powerTiming: PowerTiming;
  readonly log: { readonly capacity: number; readonly eraseMs: number };
  /** First three bytes of its MAC addresses. */
  readonly macPrefix: readonly [number, number, number];
  serial(seed: number): string;
  /** 16 bytes in wire order. */
  guid(machine: MachineIdentity): Buffer;
  readonly frus: readonly FruDevice[];
  /** As many sensors as asked for, the characteristic ones first. */
  sensors(count: number): readonly Sensor[];
  readonly satellite: SatelliteProfile | null;
  readonly host: HostStory;
}

/** A controller behind the BMC, reached by bridging: a backplane, a power node. */
export interface SatelliteProfile {
  readonly address: number;
  readonly name: string;
  readonly identity: DeviceIdentity;
  readonly sensors: readonly Sensor[];
  readonly frus: readonly FruDevice[];
}
