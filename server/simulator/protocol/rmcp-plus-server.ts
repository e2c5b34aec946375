import {
  decodeRmcpPlusPacket,
  encodeSetupPacket,
  type RmcpPlusPacket,
} from "../../ipmi/session/rmcp-plus-packet";
import { PayloadType } from "../../ipmi/session/session-info";
import type { Endpoint } from "../../ipmi/transport/datagram-network";
import { PacketSeal } from "./packet-seal";
import type { ProtocolState } from "./protocol-command";
import { type EstablishedSession, SessionSetup } from "./session-setup";
import type { LanSession } from "./session-table";

/** A session of IPMI 2.0. */
interface RmcpPlusSession extends LanSession {
  readonly packets: PacketSeal;
}

export interface RmcpPlusPort {
  readonly state: ProtocolState;
  send(datagram: Buffer, to: Endpoint): void;
  /** A message inside a session, or outside one; `answer` sends the response back the way it came. */
  message(message: Buffer, session: LanSession | null, answer: (response: Buffer) => void): void;
  /** Any other payload in a session. */
  payload(type: number, payload: Buffer, session: LanSession): void;
}

/** RMCP+ as a BMC speaks it: session set-up, then protected packets (IPMI 2.0 §13.6, §13.14). */
export class RmcpPlusServer {
  private readonly setup: SessionSetup;
  /** Where the set-up message under way came from. */
  private remote: Endpoint = { address: "0.0.0.0", port: 0 };

  constructor(private readonly port: RmcpPlusPort) {
    const { state } = port;
    this.setup = new SessionSetup({
      ...state,
      newId: () => state.sessions.newId(),
      freeSlots: () => state.sessions.free,
      established: (established) => this.begin(established),
    });
  }

  clear(): void {
    this.setup.clear();
  }

  /** Throws DecodeError. */
  receive(datagram: Buffer, from: Endpoint): void {
    const packet = decodeRmcpPlusPacket(datagram);
    if (packet === null) return;
    if (packet.sessionId === 0) this.receiveOutside(packet, from);
    else this.receiveInside(packet, from);
  }

  private receiveOutside(packet: RmcpPlusPacket, from: Endpoint): void {
    if (packet.payloadType === PayloadType.Ipmi) {
      this.port.message(packet.payload, null, (response) =>
        this.port.send(encodeSetupPacket(PayloadType.Ipmi, response), from),
      );
      return;
    }
    this.remote = from;
    const answer = this.setup.answer(packet.payloadType, packet.payload);
    if (answer !== null) this.port.send(encodeSetupPacket(answer.type, answer.payload), from);
  }

  private receiveInside(packet: RmcpPlusPacket, from: Endpoint): void {
    const { sessions } = this.port.state;
    const session = sessions.find(packet.sessionId);
    if (session === null || !isRmcpPlus(session)) return;
    const payload = session.packets.open(packet, packet.payloadType === PayloadType.SerialOverLan);
    if (payload === null) return;
    sessions.touch(session, from);
    if (packet.payloadType === PayloadType.Ipmi) {
      this.port.message(payload, session, (response) =>
        this.port.send(session.seal(PayloadType.Ipmi, response, true), session.remote),
      );
    } else {
      this.port.payload(packet.payloadType, payload, session);
    }
  }

  private begin({ suite, keys, consoleSessionId, bmcSessionId, user, limit }: EstablishedSession): boolean {
    const { sessions, clock, entropy, traits } = this.port.state;
    if (sessions.free < 1) return false;
    const packets = new PacketSeal({ suite, keys, consoleSessionId, entropy, traits });
    const session: RmcpPlusSession = {
      id: bmcSessionId,
      handle: sessions.newHandle(),
      kind: "2.0",
      user,
      limit,
      privilege: Math.min(limit, INITIAL_PRIVILEGE),
      remote: this.remote,
      lastHeard: clock.now(),
      packets,
      seal: (type, payload, encrypted) => packets.seal(type, payload, encrypted),
    };
    sessions.add(session);
    return true;
  }
}

/** Sessions begin at User level (IPMI 2.0 §13.20, table 13-11). */
const INITIAL_PRIVILEGE = 2;

function isRmcpPlus(session: LanSession): session is RmcpPlusSession {
  return session.kind === "2.0";
}
