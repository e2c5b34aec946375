import type { BootRequest, BootState, IdentifyRequest, PowerVerb } from "@/lib/contracts/action";
import type { BoardSigns } from "@/lib/contracts/board-signs";
import type { EventLogStatus } from "@/lib/contracts/event";
import type { DeviceId, Fru } from "@/lib/contracts/inventory";
import type { IpmiLogin, IpmiSettings } from "@/lib/contracts/ipmi-login";
import type { Failure } from "@/lib/contracts/problem";
import type { Sensor } from "@/lib/contracts/sensor";
import type { Severity } from "@/lib/contracts/severity";
import type { SerialSetupControl } from "./serial-setup";

/** What a driver can do for one BMC. Services know these interfaces only, never a protocol. */

export interface Deadline {
  readonly signal?: AbortSignal;
  readonly budgetMs?: number;
}

export interface BmcIdentity {
  /** What later sessions are held to; null where the BMC has none of its own, and then `signs` stand for it. */
  readonly guid: string | null;
  /** Null where the GUID tells. */
  readonly signs: BoardSigns | null;
  readonly device: DeviceId;
  /** Null when the session is one of IPMI 1.5. */
  readonly cipherSuite: number | null;
  readonly login: IpmiLogin & {
    /** What is out of the ordinary, in one English sentence. */
    readonly sentence: string;
  };
}

export interface ChassisState {
  readonly power: "on" | "off";
  readonly lastPowerEvent: string | null;
  readonly faults: readonly string[];
  readonly powerRestorePolicy: string | null;
  readonly identify: "off" | "timed" | "on" | null;
}

export interface PowerControl {
  chassis(deadline?: Deadline): Promise<ChassisState>;
  /** One datagram for cycle, reset, soft-off and nmi: never sent again. Rejects with BmcError. */
  control(verb: PowerVerb, deadline?: Deadline): Promise<void>;
  restartCause(deadline?: Deadline): Promise<string | null>;
  powerOnHours(deadline?: Deadline): Promise<number | null>;
}

export interface SensorReader {
  /** All sensors of the BMC, in record order. The SDR repository is cached until it changes. */
  read(deadline?: Deadline): Promise<readonly Sensor[]>;
}

export interface EventRecord {
  readonly recordId: number;
  readonly recordType: number;
  readonly raw: Buffer;
  readonly timestamp: string | null;
  readonly timestampRaw: number | null;
  readonly clock: "set" | "since-start" | "unspecified";
  readonly sensor: string;
  readonly sensorType: string;
  readonly direction: "asserted" | "deasserted" | "none";
  readonly text: string;
  readonly severity: Severity;
}

export interface EventLog {
  /** Entries, free space, when entries were last added or erased: cheap, to see whether reading is needed. */
  info(deadline?: Deadline): Promise<EventLogStatus & { lastAdded: number; lastErased: number }>;
  read(deadline?: Deadline): Promise<readonly EventRecord[]>;
  /**
   * Reserve, check that `expected` still describes the log, clear, wait for the erase to end.
   * Returns false, having cleared nothing, when an event came in between: read again.
   */
  clear(expected: { entries: number; lastAdded: number }, deadline?: Deadline): Promise<boolean>;
  /** BMC clock minus ours, in seconds. */
  clockOffset(deadline?: Deadline): Promise<number | null>;
}

export interface InventoryReader {
  device(deadline?: Deadline): Promise<DeviceId>;
  frus(deadline?: Deadline): Promise<readonly Fru[]>;
}

export interface BootControl {
  get(deadline?: Deadline): Promise<BootState>;
  /** Cancels the 60 s timer, writes, and returns what the BMC says afterwards. */
  set(request: BootRequest, deadline?: Deadline): Promise<BootState>;
}

export interface IdentifyControl {
  set(request: IdentifyRequest, deadline?: Deadline): Promise<void>;
}

export interface SerialStreamEvents {
  /** Bytes as the host sent them. */
  data(bytes: Buffer): void;
  /** Bytes may be missing here. */
  mark(reason: "gap" | "overrun"): void;
  inputHeld(held: boolean): void;
  inputUncertain(bytes: number): void;
  /** The stream is over: by us, by the BMC, taken by somebody (a ConsoleHeldError names him), or the session was lost. */
  end(reason: "closed" | "taken" | "lost", error: Error | null): void;
}

export interface SerialStream {
  /** Queues bytes to type; resolves when the BMC has acknowledged them. */
  write(bytes: Uint8Array): Promise<void>;
  sendBreak(): Promise<void>;
  close(): Promise<void>;
}

export interface SerialConsole {
  /** Rejects with ConsoleHeldError when the payload is owned elsewhere and `takeOver` is false, otherwise with BmcError. */
  open(
    events: SerialStreamEvents,
    options: { takeOver: boolean; signal?: AbortSignal },
  ): Promise<SerialStream>;
}

/** One verb of a driver's own command line. */
export interface ShellVerbInfo {
  readonly path: readonly string[];
  readonly usage: string;
  readonly summary: string;
  readonly class: "read" | "idempotent" | "once" | "depends";
}

/** A line that makes sense, not sent yet. */
export interface ShellCommand {
  /** In words: "chassis power cycle". */
  readonly verb: string;
  readonly class: "read" | "idempotent" | "once";
  /** The line as it may be written down: without secrets. */
  readonly written: string;
}

export interface ShellOutput {
  readonly output: string;
  /** Lines of the error output. */
  readonly notes: readonly string[];
  readonly exitCode: number;
  readonly failure: Failure | null;
}

/** The protocol's own command line, for what no page offers. */
export interface BmcShell {
  /**
   * Does not reject for a BMC that refuses or is silent: that is in the output.
   * `print` hears the beginning of the output while the command still runs; the result has all of it.
   */
  run(command: ShellCommand, deadline?: Deadline, print?: (text: string) => void): Promise<ShellOutput>;
}

/** Words that make no sense, or ask for help; the message is for the person who typed them. */
export class ShellSyntaxError extends Error {
  override readonly name = "ShellSyntaxError";
  constructor(
    message: string,
    /** 0 for help that was asked for. */
    readonly exitCode = 1,
    /** What ipmitool prints on its standard output all the same. */
    readonly output = "",
  ) {
    super(message);
  }
}

export interface Bmc {
  /** Logs in when there is no session, which checks the enrolled identity, and reads Get Device ID. */
  identify(deadline?: Deadline): Promise<BmcIdentity>;
  readonly power: PowerControl;
  readonly sensors: SensorReader;
  readonly events: EventLog;
  readonly inventory: InventoryReader;
  readonly boot: BootControl;
  readonly identifyLed: IdentifyControl;
  readonly console: SerialConsole;
  readonly serialSetup: SerialSetupControl;
  readonly shell: BmcShell;
  /** Restarts the BMC itself; `once`. */
  coldReset(deadline?: Deadline): Promise<void>;
  /** Closes the session; the object is of no use afterwards. Never rejects. */
  close(): Promise<void>;
}

export interface BmcTarget {
  readonly address: string;
  readonly port: number;
  readonly username: string;
  readonly password: string;
  /** 20 bytes or fewer; null when the BMC has no K_g. */
  readonly bmcKey: Buffer | null;
  /** Enrolled GUID, hex; null before enrolment, or where it has none. A different one rejects with `identity-changed`. */
  readonly guid: string | null;
  /** The same for a BMC without a GUID of its own. */
  readonly signs: BoardSigns | null;
  /** Best suite used before; going lower is refused (ratchet). Null before the first login. */
  readonly cipherSuite: number | null;
  /** What a person laid down. */
  readonly ipmi: IpmiSettings;
  /** How it, or another of its make and firmware, was spoken to before: tried first. */
  readonly known: IpmiLogin | null;
}

export type ConnectionStep = "name" | "route" | "rmcp" | "capabilities" | "login" | "device";
export interface ConnectionProgress {
  running(step: ConnectionStep): void;
  ok(step: ConnectionStep, detail: string): void;
}

/** A way to speak to BMCs (`ipmi`, later `redfish`). */
export interface BmcDriver {
  shellVerbs(): Promise<readonly ShellVerbInfo[]>;
  /** No traffic. Rejects with ShellSyntaxError. */
  parseShellLine(line: string): Promise<ShellCommand>;
  /** No traffic until the first call on the result. */
  open(target: BmcTarget): Bmc;
  /** Walks the layers one by one; rejects with BmcError whose failure names the layer. Leaves no session behind. */
  testConnection(target: BmcTarget, progress: ConnectionProgress, deadline?: Deadline): Promise<BmcIdentity>;
}
