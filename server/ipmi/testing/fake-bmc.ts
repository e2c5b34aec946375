import type { Clock, Entropy } from "../clock";
import { closeSession } from "../commands/app/close-session";
import { getChannelAuthenticationCapabilities } from "../commands/app/get-channel-authentication-capabilities";
import { getDeviceId } from "../commands/app/get-device-id";
import { getSystemGuid } from "../commands/app/get-system-guid";
import { setSessionPrivilegeLevel } from "../commands/app/set-session-privilege-level";
import { DecodeError } from "../errors";
import { CompletionCode } from "../message/completion-code";
import {
  decodeRequestMessage,
  encodeResponseMessage,
  type IpmiRequestMessage,
} from "../message/ipmi-message";
import { decodeSessionlessPacket, encodeSessionlessPacket } from "../message/sessionless-packet";
import { decodePresencePing, encodePresencePong } from "../rmcp/asf-ping";
import { decodeRmcpClass, RmcpClass } from "../rmcp/rmcp-header";
import { PacketProtection } from "../session/packet-protection";
import { decodeRmcpPlusPacket, encodeSetupPacket } from "../session/rmcp-plus-packet";
import { PayloadType } from "../session/session-info";
import type { Endpoint } from "../transport/datagram-network";
import {
  FakeBmcHandshake,
  type FakeEstablished,
  type FakeIdentity,
  type FakeUser,
} from "./fake-bmc-handshake";
import type { ServerSocket, VirtualNetwork } from "./virtual-network";

/** Response data, or a completion code other than 00h; null sends nothing. */
export type FakeAnswer = Uint8Array | { readonly code: number } | null;
export type FakeHandler = (data: Buffer, session: FakeSession | null) => FakeAnswer;

export interface Execution {
  readonly netFn: number;
  readonly command: number;
  readonly data: Buffer;
  readonly at: number;
}

/** A session as the BMC holds it. */
export interface FakeSession extends FakeEstablished {
  readonly protection: PacketProtection;
  readonly client: Endpoint;
  privilege: number;
  lastHeard: number;
}

export interface FakeBmcOptions {
  readonly network: VirtualNetwork;
  readonly clock: Clock;
  readonly entropy: Entropy;
  readonly endpoint?: Endpoint;
  readonly identity?: Partial<FakeIdentity>;
  readonly sessionLimit?: number;
}

/** What it does wrong while running. All off at the start. */
export interface FakeBmcFaults {
  /** Consulted before the handler: a completion code refuses, without executing. */
  refuse?: (request: IpmiRequestMessage) => number | null;
  /** Executes, and does not answer. */
  dropReply?: (request: IpmiRequestMessage) => boolean;
  /** Changes a datagram on its way out; null loses it. */
  outgoing?: (datagram: Buffer) => Buffer | null;
  silent?: boolean;
  pong?: boolean;
}

export const FAKE_BMC: Endpoint = { address: "192.0.2.10", port: 623 };
export const FAKE_ADMIN: FakeUser = { name: "admin", password: "correct horse", limit: 4 };
const SESSION_TIMEOUT = 60_000;

/**
 * A BMC in memory that speaks the protocol with the engine's own codecs and cryptography, remembers what it
 * executed, and misbehaves on request. What both halves misread alike only a foreign peer can show.
 */
export class FakeBmc {
  readonly endpoint: Endpoint;
  readonly identity: FakeIdentity;
  readonly handshake: FakeBmcHandshake;
  readonly executed: Execution[] = [];
  readonly sessions = new Map<number, FakeSession>();
  faults: FakeBmcFaults = {};
  private readonly handlers = new Map<string, FakeHandler>();
  private readonly payloadHandlers = new Map<number, (payload: Buffer, session: FakeSession) => void>();
  private readonly socket: ServerSocket;
  private readonly clock: Clock;
  private readonly entropy: Entropy;
  /** Where the datagram being handled came from. */
  private currentClient: Endpoint = FAKE_BMC;

  constructor(options: FakeBmcOptions) {
    const { network, clock, entropy, sessionLimit = 4 } = options;
    this.clock = clock;
    this.entropy = entropy;
    this.endpoint = options.endpoint ?? FAKE_BMC;
    this.identity = {
      users: [FAKE_ADMIN],
      bmcKey: null,
      guid: Buffer.from("000102030405060708090a0b0c0d0e0f", "hex"),
      suites: [17, 3],
      ...options.identity,
    };
    this.handshake = new FakeBmcHandshake(
      this.identity,
      entropy,
      () => clock.now(),
      (halfOpen) => this.activeSessions() + halfOpen < sessionLimit,
      (established) => this.begin(established),
    );
    this.registerDefaults();
    this.socket = network.bind(this.endpoint);
    this.socket.onDatagram((datagram, from) => this.receive(datagram, from));
  }

  /** Answers `command` from now on. */
  handle(command: { readonly netFn: number; readonly command: number }, handler: FakeHandler): void {
    this.handlers.set(key(command), handler);
  }

  onPayload(type: number, handler: (payload: Buffer, session: FakeSession) => void): void {
    this.payloadHandlers.set(type, handler);
  }

  sendPayload(session: FakeSession, type: number, payload: Uint8Array): void {
    this.transmit(session.protection.seal(type, payload, this.entropy.bytes(16)), session.client);
  }

  /** How often `command` was executed. */
  count(command: { readonly netFn: number; readonly command: number }): number {
    return this.executed.filter((one) => one.netFn === command.netFn && one.command === command.command)
      .length;
  }

  /** The only session, or the last one begun. */
  lastSession(): FakeSession {
    const last = [...this.sessions.values()].at(-1);
    if (last === undefined) throw new Error("the fake BMC has no session");
    return last;
  }

  /** Forgets all sessions, and is deaf for `downMs`. */
  reboot(downMs = 0): void {
    this.sessions.clear();
    this.handshake.forget();
    this.faults.silent = true;
    this.clock.setTimeout(() => {
      this.faults.silent = false;
    }, downMs);
  }

  activeSessions(): number {
    for (const [id, session] of this.sessions) {
      if (this.clock.now() - session.lastHeard > SESSION_TIMEOUT) this.sessions.delete(id);
    }
    return this.sessions.size;
  }

  private receive(datagram: Buffer, from: Endpoint): void {
    if (this.faults.silent) return;
    this.currentClient = from;
    try {
      if (decodeRmcpClass(datagram) === RmcpClass.Asf) this.receivePing(datagram, from);
      else this.receiveIpmi(datagram, from);
    } catch (error) {
      if (!(error instanceof DecodeError)) throw error;
    }
  }

  private receivePing(datagram: Buffer, from: Endpoint): void {
    const tag = decodePresencePing(datagram);
    if (tag === null || this.faults.pong === false) return;
    this.transmit(encodePresencePong({ tag, ipmiSupported: true }), from);
  }

  private receiveIpmi(datagram: Buffer, from: Endpoint): void {
    const message = decodeSessionlessPacket(datagram);
    if (message !== null) {
      const response = this.execute(message, null);
      if (response !== null) this.transmit(encodeSessionlessPacket(response), from);
      return;
    }
    const packet = decodeRmcpPlusPacket(datagram);
    if (packet === null) return;
    if (packet.sessionId !== 0) {
      this.receiveInSession(packet.sessionId, datagram);
      return;
    }
    const answer = this.handshake.answer(packet.payloadType, packet.payload);
    if (answer !== null) this.transmit(encodeSetupPacket(answer.type, answer.payload), from);
  }

  private receiveInSession(sessionId: number, datagram: Buffer): void {
    this.activeSessions();
    const session = this.sessions.get(sessionId);
    const opened = session?.protection.open(datagram);
    if (session === undefined || opened === undefined || !opened.ok) return;
    session.lastHeard = this.clock.now();
    if (opened.payloadType !== PayloadType.Ipmi) {
      this.payloadHandlers.get(opened.payloadType)?.(opened.payload, session);
      return;
    }
    const response = this.execute(opened.payload, session);
    if (response !== null) this.sendPayload(session, PayloadType.Ipmi, response);
  }

  private execute(message: Buffer, session: FakeSession | null): Buffer | null {
    const request = decodeRequestMessage(message);
    const refused = this.faults.refuse?.(request) ?? null;
    const answer = refused === null ? this.run(request, session) : { code: refused };
    if (answer === null || this.faults.dropReply?.(request)) return null;
    const isData = answer instanceof Uint8Array;
    return encodeResponseMessage({
      netFn: request.netFn | 1,
      lun: request.lun,
      command: request.command,
      rqSeq: request.rqSeq,
      completionCode: isData ? CompletionCode.Success : answer.code,
      data: isData ? Buffer.from(answer) : Buffer.alloc(0),
    });
  }

  private run(request: IpmiRequestMessage, session: FakeSession | null): FakeAnswer {
    const handler = this.handlers.get(key(request));
    if (handler === undefined) return { code: CompletionCode.InvalidCommand };
    const data = Buffer.from(request.data);
    this.executed.push({ netFn: request.netFn, command: request.command, data, at: this.clock.now() });
    return handler(data, session);
  }

  private transmit(datagram: Buffer, to: Endpoint): void {
    const changed = this.faults.outgoing === undefined ? datagram : this.faults.outgoing(datagram);
    if (changed !== null) this.socket.send(changed, to);
  }

  private begin(established: FakeEstablished): void {
    const { suite, keys, consoleSessionId, bmcSessionId } = established;
    this.sessions.set(bmcSessionId, {
      ...established,
      protection: new PacketProtection({
        suite,
        keys,
        inboundSessionId: bmcSessionId,
        outboundSessionId: consoleSessionId,
      }),
      client: this.currentClient,
      privilege: 2,
      lastHeard: this.clock.now(),
    });
  }

  private registerDefaults(): void {
    const deviceId = Buffer.from("20810230029f5701000001", "hex");
    this.handle(getDeviceId, () => deviceId);
    this.handle(getSystemGuid, () => this.identity.guid);
    this.handle(getChannelAuthenticationCapabilities, () =>
      Buffer.from([0x01, 0x80, this.identity.bmcKey === null ? 0x04 : 0x24, 0x02, 0, 0, 0, 0]),
    );
    this.handle(setSessionPrivilegeLevel, (data, session) => {
      const level = data.readUInt8(0);
      if (session === null || level > session.user.limit) return { code: 0x81 };
      session.privilege = level;
      return Buffer.from([level]);
    });
    this.handle(closeSession, (data, session) => {
      const id = data.readUInt32LE(0);
      if (session === null || !this.sessions.has(id)) return { code: 0x87 };
      // After the answer, which still needs the session.
      this.clock.setTimeout(() => this.sessions.delete(id), 0);
      return Buffer.alloc(0);
    });
  }
}

function key(command: { readonly netFn: number; readonly command: number }): string {
  return `${command.netFn}/${command.command}`;
}
