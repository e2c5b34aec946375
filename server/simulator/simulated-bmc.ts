import type { Clock, Entropy } from "../ipmi/clock";
import { NetFn } from "../ipmi/commands/command";
import { DecodeError } from "../ipmi/errors";
import { BMC_ADDRESS } from "../ipmi/message/ipmi-message";
import { decodeSessionlessPacket, encodeSessionlessPacket } from "../ipmi/message/sessionless-packet";
import { decodePresencePing, encodePresencePong } from "../ipmi/rmcp/asf-ping";
import { decodeRmcpClass, RMCP_HEADER_LENGTH, RmcpClass } from "../ipmi/rmcp/rmcp-header";
import { PayloadType } from "../ipmi/session/session-info";
import type { Endpoint } from "../ipmi/transport/datagram-network";
import type { ActionRecord, Machine, MachineRequest } from "./machine";
import type { Personality } from "./personality";
import { channelCommands } from "./protocol/channel-commands";
import { CommandExecutor } from "./protocol/executor";
import { Ipmi15Server } from "./protocol/ipmi15/ipmi15-server";
import { decodeLanRequest, encodeLanResponse } from "./protocol/lan-message";
import { payloadCommands } from "./protocol/payload-commands";
import type { ProtocolState } from "./protocol/protocol-command";
import { RmcpPlusServer } from "./protocol/rmcp-plus-server";
import { sendMessage } from "./protocol/send-message";
import { sessionCommands } from "./protocol/session-commands";
import { type LanSession, SessionTable } from "./protocol/session-table";
import { SolPayload } from "./protocol/sol/sol-payload";
import { conformingTraits, type ProtocolTraits } from "./protocol/traits";
import type { BmcSocket } from "./socket";

export interface SimulatedBmcOptions {
  readonly machine: Machine;
  /** Bound already; the BMC closes it when it stops. */
  readonly socket: BmcSocket;
  /** Where the socket is bound: names the BMC in the log. */
  readonly endpoint: Endpoint;
  readonly clock: Clock;
  /** Session ids, nonces, initialisation vectors. */
  readonly entropy: Entropy;
  /** Ways to misbehave, applied in this order; traits of later ones win. */
  readonly personalities?: readonly Personality[];
  /** Settings of this one BMC (slots, suites, time-outs); personalities win over them. */
  readonly traits?: Partial<ProtocolTraits>;
  /** Hears of every executed action. */
  readonly log?: (record: ActionRecord) => void;
}

export interface SimulatedBmc {
  readonly endpoint: Endpoint;
  /** Live sessions. */
  sessionCount(): number;
  /** Closes the socket and stops the machine. */
  stop(): void;
}

/** Starts answering on `socket`: a BMC that speaks RMCP, IPMI 1.5 and 2.0 for the machine behind it. */
export function createSimulatedBmc(options: SimulatedBmcOptions): SimulatedBmc {
  return new Bmc(options);
}

const AUTH_TYPE_OFFSET = RMCP_HEADER_LENGTH;
const SESSION_ID_OFFSET = AUTH_TYPE_OFFSET + 5;
const AUTH_TYPE_RMCP_PLUS = 0x06;
const CHASSIS_CONTROL = 0x02;
/** Chassis Control: power up, power cycle, hard reset (IPMI 2.0 table 28-4). */
const RESTARTS: readonly number[] = [1, 2, 3];
const SET_SOL_PARAMETERS = 0x21;
/** Set SOL Configuration Parameters, parameter 1 (IPMI 2.0 table 26-5). */
const SOL_ENABLE = 1;

class Bmc implements SimulatedBmc {
  readonly endpoint: Endpoint;
  private readonly state: ProtocolState;
  private readonly personalities: readonly Personality[];
  private readonly executor: CommandExecutor;
  private readonly rmcpPlus: RmcpPlusServer;
  private readonly ipmi15: Ipmi15Server;
  private readonly startedAt: number;
  private silentUntil = 0;
  private stopped = false;
  /** The datagram being handled, and its sender. */
  private datagram: Buffer = Buffer.alloc(0);
  private sender: Endpoint;

  constructor(private readonly options: SimulatedBmcOptions) {
    const { machine, clock, entropy, socket, endpoint, personalities = [] } = options;
    this.endpoint = endpoint;
    this.sender = endpoint;
    this.personalities = personalities.map((one) => ({ ...one, ...one.begin?.() }));
    this.startedAt = clock.now();
    const traits: ProtocolTraits = Object.assign(
      {},
      conformingTraits,
      options.traits,
      ...personalities.map(({ traits }) => traits),
    );
    const sessions = new SessionTable(clock, entropy, traits);
    const sol = new SolPayload({
      machine,
      clock,
      traits,
      send: (session, payload, encrypted) => this.sendPayload(session, payload, encrypted),
    });
    this.state = { machine, traits, clock, entropy, sessions, sol };
    sessions.onEnd((session) => sol.sessionEnded(session));
    this.ipmi15 = new Ipmi15Server({
      state: this.state,
      send: (datagram, to) => this.send(datagram, to),
      message: (message, session, answer) => this.message(message, session, answer),
    });
    this.executor = new CommandExecutor({
      state: this.state,
      commands: [
        ...channelCommands,
        ...sessionCommands,
        ...payloadCommands,
        ...this.ipmi15.commands,
        sendMessage((inner, session) => this.executor.execute(inner, session)),
      ],
      personalities: this.personalities,
      record: (action, request) => this.record(action, request),
      executed: (request) => this.noteExecuted(request),
    });
    this.rmcpPlus = new RmcpPlusServer({
      state: this.state,
      send: (datagram, to) => this.send(datagram, to),
      message: (message, session, answer) => this.message(message, session, answer),
      payload: (type, payload, session) => {
        if (type === PayloadType.SerialOverLan) sol.receive(payload, session);
      },
    });
    machine.onRestart((silentMs) => this.restart(silentMs));
    socket.onDatagram((datagram, from) => this.receive(datagram, from));
  }

  sessionCount(): number {
    return this.state.sessions.all().length;
  }

  stop(): void {
    if (this.stopped) return;
    this.stopped = true;
    this.options.socket.close();
    this.options.machine.stop();
  }

  private restart(silentMs: number): void {
    this.state.sessions.clear();
    this.rmcpPlus.clear();
    this.ipmi15.clear();
    this.silentUntil = this.options.clock.now() + silentMs;
  }

  private receive(arrived: Buffer, from: Endpoint): void {
    if (this.stopped || this.options.clock.now() < this.silentUntil) return;
    let datagram: Buffer | null = arrived;
    for (const personality of this.personalities) {
      if (datagram !== null && personality.incoming) datagram = personality.incoming(datagram);
    }
    if (datagram === null) return;
    this.datagram = datagram;
    this.sender = from;
    try {
      if (decodeRmcpClass(datagram) === RmcpClass.Asf) this.receivePing(datagram, from);
      else if (datagram[AUTH_TYPE_OFFSET] === AUTH_TYPE_RMCP_PLUS) this.rmcpPlus.receive(datagram, from);
      else this.receiveIpmi15(datagram, from);
    } catch (error) {
      if (!(error instanceof DecodeError)) throw error;
    }
  }

  private receivePing(datagram: Buffer, from: Endpoint): void {
    const tag = decodePresencePing(datagram);
    if (tag === null || !this.state.traits.answersPing) return;
    this.send(encodePresencePong({ tag, ipmiSupported: true }), from);
  }

  private receiveIpmi15(datagram: Buffer, from: Endpoint): void {
    const { length } = datagram;
    if (length >= SESSION_ID_OFFSET + 4 && datagram.readUInt32LE(SESSION_ID_OFFSET) !== 0) {
      this.ipmi15.receive(datagram, from);
      return;
    }
    const message = decodeSessionlessPacket(datagram);
    if (message === null) return;
    this.message(message, null, (response) => this.send(encodeSessionlessPacket(response), from));
  }

  private message(message: Buffer, session: LanSession | null, answer: (response: Buffer) => void): void {
    const request = decodeLanRequest(message);
    const { netFn, lun, command, data, address } = request;
    const { datagram, sender } = this;
    const asked: MachineRequest = {
      netFn,
      lun,
      command,
      data,
      address,
      channel: this.state.machine.lanChannel,
      session: session === null ? null : { userId: session.user.id, privilege: session.privilege },
      from: `${sender.address}:${sender.port}`,
      get datagram() {
        return datagram.toString("hex");
      },
    };
    const reply = this.executor.execute(asked, session);
    if (reply === null) return;
    const respond = () => {
      answer(encodeLanResponse(request, reply.completionCode, reply.data, this.state.traits));
      if (reply.follows) answer(reply.follows);
    };
    const delay = this.personalities.reduce((sum, { delayMs }) => sum + (delayMs?.(asked) ?? 0), 0);
    if (delay > 0) this.options.clock.setTimeout(respond, delay);
    else respond();
  }

  private sendPayload(session: LanSession, payload: Buffer, encrypted: boolean): boolean {
    if (this.state.sessions.find(session.id) !== session) return false;
    this.send(session.seal(PayloadType.SerialOverLan, payload, encrypted), session.remote);
    return true;
  }

  /** What commands of the machine mean for the serial console. */
  private noteExecuted({ netFn, command, data, address }: MachineRequest): void {
    if (address !== BMC_ADDRESS) return;
    if (netFn === NetFn.Chassis && command === CHASSIS_CONTROL && RESTARTS.includes(data[0] ?? 0)) {
      this.state.sol.hostRestarted();
    }
    const [, parameter, value = 1] = data;
    const disables = parameter === SOL_ENABLE && (value & 0x01) === 0;
    if (netFn === NetFn.Transport && command === SET_SOL_PARAMETERS && disables) this.state.sol.end();
  }

  private send(datagram: Buffer, to: Endpoint): void {
    if (this.stopped) return;
    let leaving: readonly Buffer[] = [datagram];
    for (const personality of this.personalities) {
      const { outgoing } = personality;
      if (outgoing) leaving = leaving.flatMap((one) => outgoing.call(personality, one));
    }
    for (const one of leaving) this.options.socket.send(one, to);
  }

  private record(action: Pick<ActionRecord, "action" | "details">, request: MachineRequest): void {
    this.options.log?.({
      at: Math.round(this.options.clock.now() - this.startedAt),
      bmc: `${this.endpoint.address}:${this.endpoint.port}`,
      ...action,
      from: request.from,
      datagram: request.datagram,
    });
  }
}
