import type { Machine, MachineReply, MachineRequest, MachineSerialPort, MachineUser } from "../machine";

export function stubUser(
  user: Partial<Omit<MachineUser, "password">> & { password?: string } = {},
): MachineUser {
  const { password = "correct horse", ...rest } = user;
  const bytes = Buffer.alloc(20);
  bytes.write(password);
  return {
    id: 2,
    name: "admin",
    enabled: true,
    privilegeLimit: 4,
    serialOverLan: true,
    ...rest,
    password: bytes,
  };
}

/** The least machine that a protocol can stand on: users, a GUID, Get Device ID, and a serial port with a record. */
export class StubMachine implements Machine {
  guid = Buffer.from("1a2b3c4d5e6f708192a3b4c5d6e7f809", "hex");
  bmcKey: Buffer | null = null;
  lanChannel = 1;
  userList: MachineUser[] = [stubUser()];
  /** Of every cipher suite. */
  suiteLevel = 4;
  /** Every request that came through. */
  readonly executed: MachineRequest[] = [];
  readonly typed: number[] = [];
  breaks = 0;
  /** Answers by "netFn/command". Get Device ID is there from the start. */
  readonly handlers = new Map<string, (request: MachineRequest) => MachineReply | null>([
    ["6/1", () => ({ completionCode: 0, data: Buffer.from("20810230029f5701000001", "hex") })],
  ]);
  /** Addresses of the BMC and of what is behind it; all answer alike. */
  readonly controllers = new Set([0x20]);
  stopped = false;
  private outputListener: ((bytes: Buffer) => void) | null = null;
  private restartListener: (silentMs: number) => void = () => {};

  readonly serial: MachineSerialPort = {
    input: (bytes) => {
      this.typed.push(...bytes);
    },
    sendBreak: () => {
      this.breaks += 1;
    },
    onOutput: (listener) => {
      this.outputListener = listener;
    },
  };

  suiteLimit(): number {
    return this.suiteLevel;
  }

  users(): readonly MachineUser[] {
    return this.userList;
  }

  execute(request: MachineRequest): MachineReply | null {
    if (!this.controllers.has(request.address)) return null;
    this.executed.push(request);
    return this.handlers.get(`${request.netFn}/${request.command}`)?.(request) ?? null;
  }

  onRestart(listener: (silentMs: number) => void): void {
    this.restartListener = listener;
  }

  stop(): void {
    this.stopped = true;
  }

  /** The host prints. */
  print(text: string | Buffer): void {
    this.outputListener?.(Buffer.from(text));
  }

  restart(silentMs: number): void {
    this.restartListener(silentMs);
  }
}
