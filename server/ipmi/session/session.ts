import type { Clock, Entropy } from "../clock";
import { closeSession } from "../commands/app/close-session";
import { getDeviceId } from "../commands/app/get-device-id";
import { type Command, type CommandSender, Privilege, type SendOptions } from "../commands/command";
import { CompletionCodeError, IpmiError, SessionEndedError } from "../errors";
import type { RmcpPort } from "../transport/rmcp-port";
import { closeSessionDatagram } from "./close-session-datagram";
import { Exchange } from "./exchange";
import { KeepAlive } from "./keep-alive";
import type { LoginProfile } from "./login-profile";
import { SessionPayloadLink } from "./payload-link";
import type { Protection } from "./protection";
import { type PayloadLink, PayloadType, type SessionInfo } from "./session-info";
import { timing } from "./timing";

export interface SessionEnvironment {
  readonly port: RmcpPort;
  readonly clock: Clock;
  readonly entropy: Entropy;
}

/** What a login opened, over whichever protocol. */
export interface OpenedSession {
  readonly protection: Protection;
  /** Everything that arrives in it is authenticated: checksums prove nothing more. */
  readonly authentic: boolean;
  readonly guid: string | null;
  /** What the BMC puts into packets to us. */
  readonly consoleSessionId: number;
  readonly bmcSessionId: number;
  readonly login: Omit<LoginProfile, "privilege">;
  /** The same session with packets as some boards want them: tried when nothing in this one is answered. */
  readonly otherwise: readonly OpenedSession[];
}

export interface SessionEnd {
  /** Why it was lost; null after `close`. */
  readonly reason: IpmiError | null;
  /** The BMC said that it does not hold it any more. */
  readonly isGone: boolean;
}

type EndListener = (end: SessionEnd) => void;

/** Close Session's answer when there is none of that id (IPMI 2.0 §22.19). */
const NO_SUCH_SESSION = 0x87;

/** An open session: commands, other payloads, keep-alive. It ends once, and says why. */
export class Session implements CommandSender {
  private readonly protection: Protection;
  private readonly exchange: Exchange;
  private readonly keepAlive: KeepAlive;
  private readonly links = new Map<number, SessionPayloadLink>();
  private readonly stopListening: () => void;
  private privilege: Privilege = Privilege.User;
  private state: "open" | "closing" | "ended" = "open";
  private forged = 0;
  private onEndListener: EndListener = () => {};

  constructor(
    private readonly environment: SessionEnvironment,
    private readonly opened: OpenedSession,
  ) {
    const { port, clock, entropy } = environment;
    this.protection = opened.protection;
    this.exchange = this.newExchange(() => this.lose());
    this.keepAlive = new KeepAlive(clock, entropy, () => this.ping());
    this.stopListening = port.listen({
      ipmi: (datagram) => this.receive(datagram),
      error: (error) => this.exchange.undeliverable(error),
    });
  }

  get info(): SessionInfo {
    const { guid, consoleSessionId, bmcSessionId, login } = this.opened;
    const { privilege } = this;
    return {
      cipherSuite: login.cipherSuite,
      profile: { ...login, privilege },
      guid,
      privilege,
      consoleSessionId,
      bmcSessionId,
    };
  }

  /** Records the level Set Session Privilege Level granted. */
  granted(privilege: Privilege): void {
    this.privilege = privilege;
  }

  send<Request, Response>(
    command: Command<Request, Response>,
    request: Request,
    options?: SendOptions,
  ): Promise<Response> {
    return this.exchange.send(command, request, options);
  }

  /** Throws SessionEndedError after the end, IpmiError `sol` when the payload type is attached already. */
  openPayload(type: number): PayloadLink {
    if (this.state !== "open") throw new SessionEndedError("closed", "the session has ended", false);
    if (this.opened.login.protocol === "1.5")
      throw new IpmiError("sol", "IPMI 1.5 has no serial over LAN: the session is not one of IPMI 2.0");
    if (this.links.has(type))
      throw new IpmiError("sol", `payload type ${type} is in use on this session already`);
    const link = new SessionPayloadLink(this.info, this, {
      send: (payload) => this.carry(type, payload),
      detach: () => this.links.delete(type),
    });
    this.links.set(type, link);
    return link;
  }

  /** Called once. */
  onEnd(listener: EndListener): void {
    this.onEndListener = listener;
  }

  /** Datagrams that named this session and had a wrong code. */
  get forgeries(): number {
    return this.forged;
  }

  /** Lets go without a word: somebody else goes on with what was opened. */
  abandon(): void {
    this.state = "ended";
    this.keepAlive.stop();
    this.stopListening();
    this.exchange.end("closed", "the session goes on in another way");
  }

  /**
   * Ends all requests, tells the BMC, waits a second at most for its answer. Resolves with whether the BMC said that it does not hold
   * the session any more. Never rejects.
   */
  async close(): Promise<boolean> {
    if (this.state !== "open") return false;
    this.state = "closing";
    this.keepAlive.stop();
    this.endLinks(null);
    this.exchange.end("closed", "the session was closed");
    const isGone = await this.farewell();
    this.finish({ reason: null, isGone });
    return isGone;
  }

  private newExchange(onSilence?: () => void): Exchange {
    const { clock, entropy } = this.environment;
    const carrier = {
      authentic: this.opened.authentic,
      carry: (message: Buffer) => this.carry(PayloadType.Ipmi, message),
    };
    return new Exchange({ carrier, clock, entropy, ...(onSilence && { onSilence }) });
  }

  /** Close Session in an exchange of its own: whatever the old one was waiting for must not hold it up. */
  private async farewell(): Promise<boolean> {
    const { port } = this.environment;
    const exchange = this.newExchange();
    const stop = port.listen({ ipmi: (datagram) => this.deliver(datagram, exchange) });
    this.stopListening();
    const sessionId = this.opened.bmcSessionId;
    try {
      await exchange.send(closeSession, { sessionId }, { budgetMs: timing.closeBudget });
      return true;
    } catch (error) {
      ignoreIpmiError(error);
      return error instanceof CompletionCodeError && error.completionCode === NO_SUCH_SESSION;
    } finally {
      stop();
    }
  }

  private carry(payloadType: number, payload: Uint8Array): void {
    const { port, entropy } = this.environment;
    port.send(this.protection.seal(payloadType, payload, entropy.bytes(16)));
  }

  private receive(datagram: Buffer): void {
    this.deliver(datagram, this.exchange);
  }

  private deliver(datagram: Buffer, exchange: Exchange): void {
    const opened = this.protection.open(datagram);
    if (!opened.ok) {
      if (opened.reason === "auth-code") this.forged++;
      return;
    }
    this.keepAlive.heard();
    exchange.heard();
    if (opened.payloadType === PayloadType.Ipmi) exchange.receive(opened.payload);
    else this.links.get(opened.payloadType)?.deliver(opened.payload);
  }

  private async ping(): Promise<void> {
    const options = {
      priority: "background",
      budgetMs: timing.keepAliveBudget,
      silenceMs: timing.keepAliveSilence,
    } as const;
    // Any answer keeps the session alive, a refusal or a malformed one too; silence is the exchange's to judge.
    await this.exchange.send(getDeviceId, undefined, options).catch(ignoreIpmiError);
  }

  /** The BMC does not answer any more: it restarted, closed the session, or is out of reach. */
  private lose(): void {
    if (this.state !== "open") return;
    const { port, entropy } = this.environment;
    const reason = new SessionEndedError(
      "session-lost",
      "the BMC does not answer in this session any more",
      false,
    );
    this.state = "closing";
    this.keepAlive.stop();
    port.send(closeSessionDatagram(this.protection, this.opened.bmcSessionId, entropy));
    this.endLinks(reason);
    this.exchange.end("session-lost", reason.message);
    this.stopListening();
    this.finish({ reason, isGone: false });
  }

  private endLinks(reason: IpmiError | null): void {
    for (const link of this.links.values()) link.end(reason);
    this.links.clear();
  }

  private finish(end: SessionEnd): void {
    this.state = "ended";
    this.protection.wipe();
    this.onEndListener(end);
  }
}

function ignoreIpmiError(error: unknown): void {
  if (!(error instanceof IpmiError)) throw error;
}
