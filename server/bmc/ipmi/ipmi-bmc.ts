import {
  coldReset,
  getDeviceId,
  type IpmiEnvironment,
  type SessionInfo,
  type SessionPlaces,
} from "@/server/ipmi";
import type {
  Bmc,
  BmcIdentity,
  BmcShell,
  BmcTarget,
  BootControl,
  Deadline,
  EventLog,
  IdentifyControl,
  InventoryReader,
  PowerControl,
  SensorReader,
  SerialConsole,
} from "../capabilities";
import type { SerialSetupControl } from "../serial-setup";
import { ipmiBoot } from "./boot";
import { Calls } from "./calls";
import { ipmiConsole } from "./console";
import { toDeviceId } from "./device-id";
import { ipmiEvents } from "./events";
import { ipmiIdentify } from "./identify";
import { ipmiInventory } from "./inventory";
import { loginOf } from "./login";
import { translated } from "./map-failure";
import { ipmiPower } from "./power";
import { Reach } from "./reach";
import { RepositoryCache } from "./repository-cache";
import type { ResolveName } from "./resolve-name";
import { ipmiSensors } from "./sensors";
import { ipmiSerialSetup } from "./serial-setup";
import type { SharedRepositories } from "./shared-repositories";
import { ipmiShell } from "./shell";

export interface IpmiBmcEnvironment extends IpmiEnvironment {
  readonly resolve: ResolveName;
  readonly now: () => Date;
  readonly repositories: SharedRepositories;
  readonly sessions?: SessionPlaces;
}

/** One BMC over IPMI 2.0: one session, shared by all capabilities. */
export class IpmiBmc implements Bmc {
  readonly power: PowerControl;
  readonly sensors: SensorReader;
  readonly events: EventLog;
  readonly inventory: InventoryReader;
  readonly boot: BootControl;
  readonly identifyLed: IdentifyControl;
  readonly console: SerialConsole;
  readonly serialSetup: SerialSetupControl;
  readonly shell: BmcShell;
  readonly #reach: Reach;
  readonly #calls: Calls;
  readonly #repository: RepositoryCache;
  /** What the present session found. It holds as long as the session: new firmware restarts the BMC, and that ends it. */
  #identified: { readonly session: SessionInfo; readonly identity: BmcIdentity } | null = null;

  constructor(target: BmcTarget, environment: IpmiBmcEnvironment) {
    this.#reach = new Reach(target, environment);
    this.#calls = new Calls(this.#reach, target.address, target.ipmi.workarounds);
    const repository = new RepositoryCache(() => environment.clock.now(), environment.repositories);
    this.#repository = repository;
    const console = ipmiConsole(this.#calls, environment.clock);
    this.console = console;
    const hostRestarted = () => console.hostRestarted();
    this.power = ipmiPower(this.#calls, hostRestarted);
    this.sensors = ipmiSensors(this.#calls, repository, () => environment.clock.now());
    this.events = ipmiEvents(this.#calls, repository, environment);
    this.inventory = ipmiInventory(this.#calls, repository);
    this.boot = ipmiBoot(this.#calls, environment.now);
    this.identifyLed = ipmiIdentify(this.#calls);
    this.serialSetup = ipmiSerialSetup(this.#calls, target.username);
    this.shell = ipmiShell(this.#calls, repository, hostRestarted);
  }

  async identify(deadline?: Deadline): Promise<BmcIdentity> {
    const { client, options, session } = await this.#calls.session(deadline);
    if (this.#identified && isSame(this.#identified.session, session)) return this.#identified.identity;
    this.#repository.doubt();
    const device = await translated("command", () => client.send(getDeviceId, undefined, options));
    const { guid, signs } = this.#reach.identity;
    const identity = {
      guid,
      signs,
      device: toDeviceId(device, session.guid),
      cipherSuite: session.cipherSuite,
      login: loginOf(session),
    };
    this.#identified = { session, identity };
    return identity;
  }

  coldReset(deadline?: Deadline): Promise<void> {
    return this.#calls.run(deadline, (bmc, options) => bmc.send(coldReset, undefined, options));
  }

  close(): Promise<void> {
    return this.#reach.close();
  }
}

function isSame(one: SessionInfo, other: SessionInfo): boolean {
  return one.consoleSessionId === other.consoleSessionId && one.bmcSessionId === other.bmcSessionId;
}
