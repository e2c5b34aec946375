import type { BootState, IdentifyRequest, PowerVerb } from "@/lib/contracts/action";
import type { BoardSigns } from "@/lib/contracts/board-signs";
import type { DeviceId, Fru } from "@/lib/contracts/inventory";
import type { Failure } from "@/lib/contracts/problem";
import type { Sensor } from "@/lib/contracts/sensor";
import { BmcError } from "../bmc-error";
import type {
  Bmc,
  BmcIdentity,
  BootControl,
  Deadline,
  EventLog,
  EventRecord,
  ShellCommand,
  ShellOutput,
} from "../capabilities";
import type { SerialSetup, SerialSetupControl } from "../serial-setup";

export const fakeDevice: DeviceId = {
  deviceId: 32,
  deviceRevision: 1,
  firmware: "9.48",
  ipmiVersion: "2.0",
  manufacturerId: 10876,
  manufacturer: "Supermicro",
  productId: 3842,
  auxFirmwareHex: null,
  providesDeviceSdrs: false,
  support: ["Sensor Device"],
  guid: "guid-1",
};

export const fakeLogin: BmcIdentity["login"] = {
  protocol: "2.0",
  cipherSuite: 17,
  authentication: null,
  privilege: 4,
  workarounds: [],
  sentence: "IPMI 2.0 with cipher suite 17.",
};

export function fakeEvent(recordId: number, text = `event ${recordId}`): EventRecord {
  return {
    recordId,
    recordType: 2,
    raw: Buffer.from([recordId, 0, 2]),
    timestamp: null,
    timestampRaw: null,
    clock: "unspecified",
    sensor: "Fan 1",
    sensorType: "Fan",
    direction: "asserted",
    text,
    severity: "warning",
  };
}

export function failure(code: Failure["code"], layer: Failure["layer"] = "command"): BmcError {
  return new BmcError({ layer, code, detail: `test: ${code}` });
}

/** A BMC without a network: tests set its state and its misbehaviours, and read what it was asked to do. */
export class FakeBmc implements Bmc {
  powerState: "on" | "off" = "on";
  identifyState: "off" | "timed" | "on" | null = "off";
  cause: string | null = null;
  device: DeviceId = fakeDevice;
  signs: BoardSigns | null = null;
  suite = 17;
  sensorList: readonly Sensor[] = [];
  fruList: readonly Fru[] = [];
  log: EventRecord[] = [];
  lastErased = 0;
  bootState: BootState = {
    valid: false,
    device: "none",
    persistent: false,
    firmware: "bios",
    at: "2026-01-01T00:00:00.000Z",
  };
  closed = false;
  /** Every command that changes something, in order. */
  readonly sent: string[] = [];
  /** Every read, in order. */
  readonly reads: string[] = [];

  /** Replaced by tests. */
  onIdentify: () => void | Promise<void> = () => {};
  onRead: (what: string) => void | Promise<void> = () => {};
  onControl: (verb: PowerVerb) => void | Promise<void> = (verb) => {
    if (verb === "on") this.powerState = "on";
    if (verb === "off" || verb === "soft-off") this.powerState = "off";
  };
  onClear: () => void | Promise<void> = () => {};
  onColdReset: () => void | Promise<void> = () => {};
  honourBoot = true;

  async identify(): Promise<BmcIdentity> {
    await this.onIdentify();
    const { device, signs, suite } = this;
    return { guid: device.guid, signs, device, cipherSuite: suite, login: fakeLogin };
  }

  readonly power = {
    chassis: async () => {
      await this.#read("chassis");
      return {
        power: this.powerState,
        lastPowerEvent: null,
        faults: [],
        powerRestorePolicy: null,
        identify: this.identifyState,
      };
    },
    control: async (verb: PowerVerb) => {
      this.sent.push(verb);
      await this.onControl(verb);
    },
    restartCause: async () => {
      await this.#read("restartCause");
      return this.cause;
    },
    powerOnHours: async () => {
      await this.#read("powerOnHours");
      return 12;
    },
  };

  serial: SerialSetup = {
    channel: 1,
    channelMode: "always",
    channelPrivilege: 4,
    user: { id: 2, messaging: true, privilege: 4, payload: true },
    sol: {
      enabled: true,
      privilege: 2,
      forceEncryption: false,
      baud: 115_200,
      storedBaud: 115_200,
      gatherMs: 50,
      gatherCharacters: 64,
    },
    privilege: 4,
    encrypted: true,
  };
  readonly serialSetup: SerialSetupControl = {
    read: async () => {
      await this.#read("serialSetup");
      return this.serial;
    },
    fix: async ({ fix }) => {
      this.sent.push(fix);
    },
  };

  readonly sensors = {
    read: async () => {
      await this.#read("sensors");
      return this.sensorList;
    },
  };

  readonly events: EventLog = {
    info: async () => {
      await this.#read("events.info");
      return { ...this.#logStatus(), lastAdded: this.log.length, lastErased: this.lastErased };
    },
    read: async () => {
      await this.#read("events.read");
      return [...this.log];
    },
    clear: async (expected) => {
      if (expected.entries !== this.log.length) return false;
      this.sent.push("clear");
      await this.onClear();
      this.log = [];
      this.lastErased++;
      return true;
    },
    clockOffset: async () => 0,
  };

  readonly inventory = {
    device: async () => this.device,
    frus: async () => {
      await this.#read("frus");
      return this.fruList;
    },
  };

  readonly boot: BootControl = {
    get: async () => {
      await this.#read("boot");
      return this.bootState;
    },
    set: async (request) => {
      this.sent.push(`boot ${request.device}`);
      if (this.honourBoot) {
        this.bootState = { ...request, valid: request.device !== "none", at: this.bootState.at };
      }
      return this.bootState;
    },
  };

  readonly identifyLed = {
    set: async (request: IdentifyRequest) => {
      this.sent.push(`identify ${request.mode}`);
      if (this.identifyState !== null) this.identifyState = request.mode;
    },
  };

  readonly console = {
    open: async () => {
      throw failure("console-disabled", "console");
    },
  };

  /** Replaced by tests. */
  onShell: (command: ShellCommand, print?: (text: string) => void) => ShellOutput | Promise<ShellOutput> =
    () => ({
      output: "",
      notes: [],
      exitCode: 0,
      failure: null,
    });
  readonly shell = {
    run: async (command: ShellCommand, _deadline?: Deadline, print?: (text: string) => void) => {
      (command.class === "read" ? this.reads : this.sent).push(command.verb);
      return this.onShell(command, print);
    },
  };

  async coldReset(): Promise<void> {
    this.sent.push("cold-reset");
    await this.onColdReset();
  }

  async close(): Promise<void> {
    this.closed = true;
  }

  async #read(what: string): Promise<void> {
    this.reads.push(what);
    await this.onRead(what);
  }

  #logStatus() {
    return {
      entries: this.log.length,
      freeBytes: 1000,
      fullness: 0,
      overflow: false,
      at: new Date().toISOString(),
    };
  }
}
