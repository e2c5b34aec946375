import { NetFn } from "../../../ipmi/commands/command";
import { constantTimeEqual } from "../../../ipmi/crypto/constant-time";
import { CompletionCode } from "../../../ipmi/message/completion-code";
import type { AuthenticationType } from "../../../ipmi/session/authentication-type";
import { authCode, authTypeNumbers, authTypeOf } from "../../../ipmi/session/ipmi15/auth-code";
import {
  decodeIpmi15Packet,
  encodeIpmi15Packet,
  type Ipmi15Packet,
} from "../../../ipmi/session/ipmi15/packet";
import { SequenceWindow } from "../../../ipmi/session/sequence-numbers";
import type { Endpoint } from "../../../ipmi/transport/datagram-network";
import { ByteWriter } from "../../../ipmi/wire/byte-writer";
import type { MachineReply, MachineRequest, MachineUser } from "../../machine";
import type { ProtocolCommand, ProtocolState } from "../protocol-command";
import { refuse, success } from "../reply";
import type { LanSession } from "../session-table";

/** A session of IPMI 1.5. */
interface Ipmi15Session extends LanSession {
  readonly authType: AuthenticationType;
  readonly window: SequenceWindow;
}

/** A challenge that was given out. */
interface Challenged {
  readonly id: number;
  readonly user: MachineUser;
  readonly authType: AuthenticationType;
  readonly challenge: Buffer;
  readonly from: string;
}

export interface Ipmi15Port {
  readonly state: ProtocolState;
  send(datagram: Buffer, to: Endpoint): void;
  message(message: Buffer, session: LanSession | null, answer: (response: Buffer) => void): void;
}

/** Challenges remembered; an older one is as good as never given. */
const CHALLENGES = 8;
const NAME_BYTES = 16;
const INITIAL_PRIVILEGE = 2;
const NO_ACCESS = 0x0f;
/** Offset of the command in a LAN message. */
const COMMAND = 5;
const SEND_MESSAGE = 0x34;

/** Completion codes of Get Session Challenge and Activate Session (IPMI 2.0 tables 22-20, 22-21). */
const Refusal = {
  InvalidName: 0x81,
  NoSlot: 0x81,
  InvalidSessionId: 0x85,
  PrivilegeAboveLimit: 0x86,
} as const;

/** Sessions of IPMI 1.5 as a BMC keeps them (IPMI 2.0 §13.14, §22.16, §22.17). */
export class Ipmi15Server {
  readonly commands: readonly ProtocolCommand[];
  private readonly challenges = new Map<number, Challenged>();
  /** Whose Activate Session is being executed, and where it came from. */
  private activating: { readonly challenged: Challenged; readonly from: Endpoint } | null = null;

  constructor(private readonly port: Ipmi15Port) {
    const common = { netFn: NetFn.App };
    this.commands = [
      {
        ...common,
        command: 0x39,
        minimumLength: 1 + NAME_BYTES,
        execute: (_, request) => this.challenge(request),
      },
      { ...common, command: 0x3a, minimumLength: 22, execute: (_, request) => this.activate(request) },
    ];
  }

  clear(): void {
    this.challenges.clear();
  }

  /** A packet that names a session. Throws DecodeError. */
  receive(datagram: Buffer, from: Endpoint): void {
    const packet = decodeIpmi15Packet(datagram);
    if (packet === null) return;
    const session = this.port.state.sessions.find(packet.sessionId);
    if (session !== null) this.receiveInside(packet, session, from);
    else this.receiveActivation(packet, from);
  }

  /** Get Session Challenge (IPMI 2.0 §22.16). */
  private challenge({ data, from }: MachineRequest): MachineReply | null {
    const { traits, machine, entropy, sessions } = this.port.state;
    const authType = authTypeOf(data.readUInt8(0) & 0x0f);
    if (authType === null || !traits.authenticationTypes.includes(authType)) {
      return refuse(CompletionCode.InvalidField);
    }
    if (traits.challengesOncePerPort && [...this.challenges.values()].some((one) => one.from === from)) {
      return null;
    }
    const name = data
      .subarray(1, 1 + NAME_BYTES)
      .toString("utf8")
      .replace(/\0+$/, "");
    const user = machine
      .users()
      .find((one) => one.name === name && one.enabled && one.privilegeLimit !== NO_ACCESS);
    if (user === undefined) return refuse(Refusal.InvalidName);
    const id = sessions.newId();
    const challenge = entropy.bytes(16);
    this.challenges.set(id, { id, user, authType, challenge, from });
    for (const oldest of this.challenges.keys()) {
      if (this.challenges.size <= CHALLENGES) break;
      this.challenges.delete(oldest);
    }
    return success(new ByteWriter().u32(id).bytes(challenge).toBuffer());
  }

  private receiveActivation(packet: Ipmi15Packet, from: Endpoint): void {
    const challenged = this.challenges.get(packet.sessionId);
    if (challenged === undefined || packet.authType !== challenged.authType) return;
    if (!isAuthentic(packet, challenged.user)) return;
    this.activating = { challenged, from };
    try {
      this.port.message(packet.message, null, (response) => {
        const session = this.port.state.sessions.find(packet.sessionId);
        const reply = session?.seal(0, response, false);
        if (reply !== undefined) this.port.send(reply, from);
        else this.sendRefusal(packet, challenged, response, from);
      });
    } finally {
      this.activating = null;
    }
  }

  /** The answer to an activation that failed, authenticated like the request. */
  private sendRefusal(packet: Ipmi15Packet, { user }: Challenged, message: Buffer, to: Endpoint): void {
    const { authType, sessionId } = packet;
    this.port.send(sealed({ authType, sessionId, sequence: 0, message }, user), to);
  }

  /** Activate Session (IPMI 2.0 §22.17). */
  private activate({ data }: MachineRequest): MachineReply {
    const { activating } = this;
    if (activating === null) return refuse(Refusal.InvalidSessionId);
    const { challenged, from } = activating;
    const { sessions, traits, entropy, clock } = this.port.state;
    const authType = authTypeOf(data.readUInt8(0) & 0x0f);
    const wanted = data.readUInt8(1) & 0x0f;
    if (authType !== challenged.authType) return refuse(CompletionCode.InvalidField);
    if (!data.subarray(2, 18).equals(challenged.challenge)) return refuse(CompletionCode.InvalidField);
    if (wanted > challenged.user.privilegeLimit) return refuse(Refusal.PrivilegeAboveLimit);
    if (sessions.free < 1) return refuse(Refusal.NoSlot);
    this.challenges.delete(challenged.id);
    const used = traits.activatedAuthenticationType ?? authType;
    const inbound = traits.initialSequence ?? Math.max(1, entropy.bytes(4).readUInt32LE(0));
    const session: Ipmi15Session = {
      id: challenged.id,
      handle: sessions.newHandle(),
      kind: "1.5",
      user: challenged.user,
      limit: wanted,
      privilege: Math.min(wanted, INITIAL_PRIVILEGE),
      remote: from,
      lastHeard: clock.now(),
      authType: used,
      window: new SequenceWindow(Math.max(1, inbound) - 1),
      seal: this.sealer(challenged, used, data.readUInt32LE(18)),
    };
    sessions.add(session);
    const writer = new ByteWriter().u8(authTypeNumbers[used]).u32(session.id);
    return success(writer.u32(inbound).u8(wanted).toBuffer());
  }

  /** Numbers and authenticates what leaves in a session. */
  private sealer(
    { id, user, authType: challengedType }: Challenged,
    authType: AuthenticationType,
    initialSequence: number,
  ): (payloadType: number, message: Uint8Array) => Buffer {
    const { traits } = this.port.state;
    const bare = traits.perMessageAuthenticationOff && traits.perMessageAuthenticationTruth === "off";
    let sequence = (initialSequence + traits.initialSequenceSkew) >>> 0 || 1;
    // The answer to Activate Session is the first, and still made as the activation was.
    let isActivation = true;
    return (_, message) => {
      const type = isActivation ? challengedType : authType;
      const numbered = {
        authType: bare && !isActivation ? "none" : type,
        sequence: traits.sequenceByteOrder === "little" ? sequence : swapped(sequence),
        sessionId: traits.sessionIdInReplies === "zero" ? 0 : id,
        message: Buffer.from(message),
      } as const;
      isActivation = false;
      sequence = (sequence + traits.sequenceStep) >>> 0 || 1;
      const code = isBridged(message) ? traits.bridgedReplyAuthCode : traits.replyAuthCode;
      if (code === "right" || numbered.authType === "none") return sealed(numbered, this.codeOwner(user), id);
      return encodeIpmi15Packet({ ...numbered, authCode: Buffer.alloc(16, code === "zero" ? 0 : 0x5a) });
    };
  }

  private receiveInside(packet: Ipmi15Packet, session: LanSession, from: Endpoint): void {
    if (!isIpmi15(session) || !this.isAccepted(packet, session)) return;
    if (!session.window.accepts(packet.sequence)) return;
    session.window.mark(packet.sequence);
    const { sessions } = this.port.state;
    sessions.touch(session, from);
    this.port.message(packet.message, session, (response) =>
      this.port.send(session.seal(0, response, false), session.remote),
    );
  }

  private isAccepted(packet: Ipmi15Packet, session: Ipmi15Session): boolean {
    const { perMessageAuthenticationOff: off, perMessageAuthenticationTruth: truth } = this.port.state.traits;
    if (packet.authType === "none" && off && truth !== "demanded") return true;
    return packet.authType === session.authType && isAuthentic(packet, this.codeOwner(session.user));
  }

  /** Whose password goes into the codes of a session: the user of its login, or what has become of him. */
  private codeOwner(user: MachineUser): MachineUser {
    const { traits, machine } = this.port.state;
    if (!traits.codesFollowPassword) return user;
    return machine.users().find(({ id }) => id === user.id) ?? user;
  }
}

/** An answer to Send Message: it has the answer of a controller behind the BMC in it. */
function isBridged(message: Uint8Array): boolean {
  return message[COMMAND] === SEND_MESSAGE;
}

function isAuthentic(packet: Ipmi15Packet, user: MachineUser): boolean {
  const { authType } = packet;
  if (authType === "none") return true;
  if (packet.authCode === null) return false;
  return constantTimeEqual(authCode(authType, user.password, packet), packet.authCode);
}

/** `hashedId`: the session id that goes into the code where the packet carries another one. */
function sealed(
  packet: Omit<Ipmi15Packet, "authCode">,
  user: MachineUser,
  hashedId = packet.sessionId,
): Buffer {
  const { authType } = packet;
  const code =
    authType === "none" ? null : authCode(authType, user.password, { ...packet, sessionId: hashedId });
  return encodeIpmi15Packet({ ...packet, authCode: code });
}

function swapped(number: number): number {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(number);
  return bytes.readUInt32BE(0);
}

function isIpmi15(session: LanSession): session is Ipmi15Session {
  return session.kind === "1.5";
}
