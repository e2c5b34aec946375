import type { ByteReader } from "../wire/byte-reader";

/** Network function codes, request form (IPMI 2.0 §5.1). The response is `netFn | 1`. */
export const NetFn = {
  Chassis: 0x00,
  Bridge: 0x02,
  SensorEvent: 0x04,
  App: 0x06,
  Firmware: 0x08,
  Storage: 0x0a,
  Transport: 0x0c,
  GroupExtension: 0x2c,
  Oem: 0x2e,
} as const;

/** Privilege levels (IPMI 2.0 §6.8). */
export const Privilege = { Callback: 1, User: 2, Operator: 3, Administrator: 4, Oem: 5 } as const;
export type Privilege = (typeof Privilege)[keyof typeof Privilege];

/**
 * What may happen when no answer comes:
 * `read` may be sent again freely, `idempotent` may be sent again, `once` is one datagram, ever.
 */
export type CommandClass = "read" | "idempotent" | "once";

/** One IPMI command as data: how it is numbered, written, read and retried. */
export interface Command<Request, Response> {
  /** The specification's name, unabbreviated. */
  readonly name: string;
  readonly netFn: number;
  readonly command: number;
  /** Responder LUN; 0 unless said. */
  readonly lun?: number;
  /** Lowest privilege that may send it (IPMI 2.0 Appendix G). */
  readonly privilege: Privilege;
  /** A function where it depends on the request (Chassis Control: power on is idempotent, cycle is once). */
  readonly class: CommandClass | ((request: Request) => CommandClass);
  /** Request data, without NetFn and command. */
  encode(request: Request): Uint8Array;
  /** Response data after completion code 00h. May throw DecodeError. */
  decode(data: ByteReader, request: Request): Response;
  /** Command-specific completion codes 80h–BEh in words. */
  readonly completionCodes?: Readonly<Record<number, string>>;
}

export function defineCommand<Request, Response>(
  command: Command<Request, Response>,
): Command<Request, Response> {
  return command;
}

/** The way to a controller behind the BMC: each hop wraps the request in one Send Message (IPMI 2.0 §22.7). */
export interface BridgeRoute {
  /** Channel of the last hop, 0 for the primary IPMB. */
  readonly channel: number;
  /** 8-bit slave address of the controller that executes the command. */
  readonly address: number;
  /** First of two hops, for double bridging: the controller that forwards, and the channel it is reached on. */
  readonly transit?: { readonly channel: number; readonly address: number };
}

/** A person's own patience instead of the engine's: how long to wait for each answer, and how often to ask. */
export interface Pacing {
  readonly waitMs: number;
  /** Datagrams in all, at least one. A `once` command is one, whatever this says. */
  readonly transmissions: number;
}

export interface SendOptions {
  readonly signal?: AbortSignal;
  /** All the time this request may take, retransmissions and waiting in the queue included. Default 10 000 ms. */
  readonly budgetMs?: number;
  /** Default: waits that adapt to the BMC, until the budget ends. */
  readonly pacing?: Pacing;
  /** Responder LUN for commands addressed per sensor owner LUN. */
  readonly lun?: number;
  /** Executed by a controller behind the BMC instead of the BMC itself. */
  readonly route?: BridgeRoute;
  /** Interactive requests overtake background ones in the queue. Default interactive. */
  readonly priority?: "interactive" | "background";
}

/** What commands are sent through: a session, or a fake in tests of the readers built on it. */
export interface CommandSender {
  /** Resolves with the decoded response; rejects with an IpmiError. */
  send<Request, Response>(
    command: Command<Request, Response>,
    request: Request,
    options?: SendOptions,
  ): Promise<Response>;
}
