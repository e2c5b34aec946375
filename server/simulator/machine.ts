/**
 * The two halves of a simulated BMC. `protocol/` speaks RMCP, sessions and payloads; `machine/` is the hardware behind it:
 * chassis, sensors, logs, users, configuration, serial port. They meet here and nowhere else.
 */

/** One IPMI command, after the protocol has checked who sent it. */
export interface MachineRequest {
  readonly netFn: number;
  readonly lun: number;
  readonly command: number;
  readonly data: Buffer;
  /** Slave address it is meant for: 20h for the BMC, another for a satellite controller behind it. */
  readonly address: number;
  /** Channel it arrived on. */
  readonly channel: number;
  /** Null outside a session. */
  readonly session: MachineSession | null;
  /** Sender, "address:port". */
  readonly from: string;
  /** The datagram that carried it, hex: goes into the log of executed actions. */
  readonly datagram: string;
}

export interface MachineSession {
  readonly userId: number;
  /** Level after Set Session Privilege Level, 1–5. */
  readonly privilege: number;
}

export interface MachineReply {
  readonly completionCode: number;
  readonly data: Uint8Array;
}

export interface MachineUser {
  /** 1–63. */
  readonly id: number;
  readonly name: string;
  /** As set: 16 or 20 bytes, zero-padded. */
  readonly password: Buffer;
  readonly enabled: boolean;
  /** Limit on the LAN channel: 1–5, 0Fh no access. */
  readonly privilegeLimit: number;
  /** May activate SOL. */
  readonly serialOverLan: boolean;
}

/** The host's serial port as SOL sees it. */
export interface MachineSerialPort {
  /** Characters typed towards the host. */
  input(bytes: Uint8Array): void;
  sendBreak(): void;
  /** Replaces the listener; null detaches. Output without a listener is lost, as on real hardware. */
  onOutput(listener: ((bytes: Buffer) => void) | null): void;
}

export interface Machine {
  /** 16 bytes in wire order. */
  readonly guid: Buffer;
  /** K_g, 20 bytes; null for none. */
  readonly bmcKey: Buffer | null;
  readonly serial: MachineSerialPort;
  /** LAN channel number of this BMC. */
  readonly lanChannel: number;
  /** Users as they are now; the empty name is the anonymous user. */
  users(): readonly MachineUser[];
  /** Highest level that may log in with a cipher suite; 0: the suite is switched off. */
  suiteLimit(suite: number): number;
  /**
   * Executes a command now and answers; state that takes time (power) changes later on the machine's clock.
   * Null: no such command, which the protocol answers with C1h.
   */
  execute(request: MachineRequest): MachineReply | null;
  /** Called when the BMC restarts itself (cold reset): the protocol drops its sessions and is silent meanwhile. */
  onRestart(listener: (silentMs: number) => void): void;
  /** Stops timers. */
  stop(): void;
}

/**
 * One executed action, one line of the log. The protocol writes the line of every command that changed something; the
 * machine those of what it did by itself.
 */
export interface ActionRecord {
  /** Milliseconds since the start of the simulator. */
  readonly at: number;
  /** Address and port of the BMC. */
  readonly bmc: string;
  /** "power cycle", "sel clear", "identify" … in ipmitool's words where it has some. */
  readonly action: string;
  readonly details?: Readonly<Record<string, string | number | boolean>>;
  /** Source address and port, null for what the machine did by itself. */
  readonly from: string | null;
  /** The datagram that caused it, hex. */
  readonly datagram: string | null;
}
