import { DecodeError } from "../../ipmi/errors";
import { decodeSessionlessPacket } from "../../ipmi/message/sessionless-packet";
import { decodePresencePing, decodePresencePong } from "../../ipmi/rmcp/asf-ping";
import { decodeRmcpClass, RmcpClass } from "../../ipmi/rmcp/rmcp-header";
import { authCode } from "../../ipmi/session/ipmi15/auth-code";
import { decodeIpmi15Packet, type Ipmi15Packet } from "../../ipmi/session/ipmi15/packet";
import { PacketProtection } from "../../ipmi/session/packet-protection";
import { decodeRmcpPlusPacket } from "../../ipmi/session/rmcp-plus-packet";
import { PayloadType } from "../../ipmi/session/session-info";
import { decodeSolPacket, encodeSolPacket } from "../../ipmi/sol/sol-packet";
import { asBytes, asList } from "../json";
import type { Checks, Tally } from "../tally";
import { type CapturedPacket, type CapturedSession, capturedSession } from "./captured-session";
import { type Agreement, KeyExchangeReplay } from "./key-exchange";
import { MessageReplay } from "./message-replay";
import { isOfKind } from "./packet-kind";
import { isXrc4 } from "./suite-of";

/** Captured sessions, packet by packet, through the code that a session of ours runs through. */
export function checkSessions(file: string, content: unknown, tally: Tally): void {
  for (const [index, entry] of (asList(content) ?? []).entries()) {
    const session = capturedSession(entry);
    if (session === null) {
      tally.of(file, `entry ${index + 1}`).fail("packets", "a list", "none");
      continue;
    }
    new SessionReplay(session, tally.of(file, session.name)).run();
  }
}

/** Each side's protection, in the order of `toBmc`. */
interface Protections {
  readonly toBmc: PacketProtection;
  readonly toConsole: PacketProtection;
}

interface Count {
  right: number;
  all: number;
}

class SessionReplay {
  private readonly exchange: KeyExchangeReplay;
  private readonly messages: MessageReplay;
  private agreed: Agreement | null = null;
  private protections: Protections | null = null;
  private readonly seen = new Set<string>();
  private readonly integrity: Count = { right: 0, all: 0 };
  private readonly padding: Count = { right: 0, all: 0 };
  private readonly codes: Count = { right: 0, all: 0 };

  constructor(
    private readonly session: CapturedSession,
    private readonly checks: Checks,
  ) {
    this.exchange = new KeyExchangeReplay(session, checks);
    this.messages = new MessageReplay(checks);
  }

  run(): void {
    for (const [index, packet] of this.session.packets.entries()) {
      const field = `packet ${index + 1}`;
      const { kind } = packet.given;
      if (typeof kind === "string")
        this.checks.decide(`${field} kind`, isOfKind(packet.bytes, kind), kind, packet.bytes);
      this.packet(packet, field);
    }
    this.count("integrity", this.integrity);
    this.count("pad", this.padding);
    this.count("v15_authcode", this.codes);
  }

  /** Captures count what was right: "14/14". */
  private count(field: string, { right, all }: Count): void {
    const expected = this.session.checks[field];
    if (typeof expected === "string") this.checks.equal(`checks.${field}`, expected, `${right}/${all}`);
  }

  private packet(packet: CapturedPacket, field: string): void {
    const messageClass = rmcpClass(packet.bytes);
    if (messageClass === RmcpClass.Asf) this.presence(packet, field);
    else if (messageClass === RmcpClass.Ipmi) this.ipmi(packet, field);
    // Other datagrams, such as those that keep a NAT open: what is not RMCP is for nobody.
    else this.checks.decide(field, packet.given.kind === undefined, "RMCP", packet.bytes);
  }

  private presence({ toBmc, bytes }: CapturedPacket, field: string): void {
    const read = this.checks.decoded(field, () =>
      toBmc ? decodePresencePing(bytes) : decodePresencePong(bytes),
    );
    this.checks.decide(field, read !== null, toBmc ? "a ping" : "a pong", "another ASF message");
  }

  private ipmi(packet: CapturedPacket, field: string): void {
    const rmcpPlus = this.checks.decoded(field, () => ({ found: decodeRmcpPlusPacket(packet.bytes) }));
    if (rmcpPlus === null) return;
    const { found } = rmcpPlus;
    if (found === null) this.ipmi15(packet, field);
    else if (found.sessionId === 0 && this.exchange.take(found.payloadType, found.payload)) return;
    else this.inSession(packet, field);
  }

  /** IPMI 1.5: outside a session, or authenticated message by message. */
  private ipmi15(packet: CapturedPacket, field: string): void {
    const read = this.checks.decoded(field, () => ({ found: decodeIpmi15Packet(packet.bytes) }));
    if (read === null) return;
    const { found } = read;
    if (found === null) {
      this.checks.explain(field, oemAuthentication, "authentication of the specification", packet.bytes[4]);
      return;
    }
    if (found.sessionId === 0 && found.authType === "none") {
      const message = this.checks.decoded(field, () => decodeSessionlessPacket(packet.bytes));
      this.checks.equal(`${field} message`, found.message, message);
    }
    this.codeOf(found, packet, field);
    this.message(packet, found.message, field);
  }

  private codeOf(found: Ipmi15Packet, { given }: CapturedPacket, field: string): void {
    const { authType, authCode: code } = found;
    if (authType === "none" || code === null) return;
    const right = authCode(authType, this.session.password, found).equals(code);
    if (!right && authType === "md2" && given.authcode_ok === undefined && code.every((byte) => byte === 0)) {
      this.checks.explain(field, noMd2, "a code", code);
      return;
    }
    note(this.codes, right);
    this.checks.equal(`${field} authcode_ok`, given.authcode_ok ?? true, right);
  }

  private inSession(packet: CapturedPacket, field: string): void {
    const { agreement } = this.exchange;
    if (agreement === null) {
      this.checks.fail(field, "a key exchange before", "none");
      return;
    }
    if (agreement !== this.agreed) this.begin(agreement);
    const protection = packet.toBmc ? this.protections?.toBmc : this.protections?.toConsole;
    if (protection === undefined) return;
    if (isXrc4(agreement.suite)) {
      this.checks.explain(field, noXrc4, "the plain text", "nothing");
      return;
    }
    const { suite } = agreement;
    if (suite.authCodeLength > 0) {
      const forged = Buffer.from(packet.bytes);
      forged.writeUInt8(forged.readUInt8(forged.length - 1) ^ 1, forged.length - 1);
      this.checks.decide(`${field} forged`, !protection.open(forged).ok, "refused", "taken");
    }
    this.open(protection, packet, field);
  }

  private begin(agreement: Agreement): void {
    const { suite, keys, consoleSessionId, bmcSessionId } = agreement;
    this.agreed = agreement;
    this.protections = {
      toBmc: new PacketProtection({
        suite,
        keys,
        inboundSessionId: bmcSessionId,
        outboundSessionId: consoleSessionId,
      }),
      toConsole: new PacketProtection({
        suite,
        keys,
        inboundSessionId: consoleSessionId,
        outboundSessionId: bmcSessionId,
      }),
    };
  }

  private open(protection: PacketProtection, packet: CapturedPacket, field: string): void {
    const hex = packet.bytes.toString("hex");
    const again = this.seen.has(hex);
    this.seen.add(hex);
    const opened = protection.open(packet.bytes);
    const suite = this.agreed?.suite;
    if (suite !== undefined && suite.authCodeLength > 0) note(this.integrity, again || opened.ok);
    if (suite?.encrypts) note(this.padding, again || opened.ok);
    if (again) {
      this.checks.decide(`${field} once more`, !opened.ok, "refused", "taken");
      return;
    }
    const expected = packet.given.integrity_ok !== false && packet.given.pad_ok !== false;
    this.checks.decide(`${field} integrity`, opened.ok === expected, expected ? "taken" : "refused", opened);
    if (!opened.ok) return;
    const plain = asBytes(packet.given.plain);
    if (plain !== null) this.checks.equal(`${field} plain`, plain, opened.payload);
    if (opened.payloadType === PayloadType.Ipmi) this.message(packet, opened.payload, field);
    if (opened.payloadType === PayloadType.SerialOverLan) this.serial(opened.payload, field);
  }

  private message({ toBmc }: CapturedPacket, message: Buffer, field: string): void {
    if (toBmc) this.messages.request(message, field);
    else this.messages.response(message, field);
  }

  private serial(payload: Buffer, field: string): void {
    const packet = this.checks.decoded(`${field} sol`, () => decodeSolPacket(payload));
    if (packet !== null) this.checks.equal(`${field} sol`, payload, encodeSolPacket(packet));
  }
}

function note(count: Count, right: boolean): void {
  count.all++;
  if (right) count.right++;
}

const noXrc4 = { why: "the engine does not speak xRC4: OpenSSL 3 has none; the key exchange is compared" };
const noMd2 = { why: "ipmitool without MD2, as Debian builds it, sends zeros for a code" };
const oemAuthentication = { why: "an authentication type of the manufacturer's own" };

function rmcpClass(datagram: Buffer): RmcpClass | null {
  try {
    return decodeRmcpClass(datagram);
  } catch (error) {
    if (error instanceof DecodeError) return null;
    throw error;
  }
}
