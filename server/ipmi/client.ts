import { type Command, Privilege, type SendOptions } from "./commands/command";
import { type CipherSuiteId, cipherSuitePreference, isAtLeast } from "./crypto/cipher-suite";
import type { Credentials } from "./crypto/credentials";
import { IpmiError, SessionEndedError } from "./errors";
import type { IpmiClient, IpmiClientEvents, IpmiClientOptions, Limits } from "./ipmi-client";
import { UnansweredProofError } from "./session/ipmi15/ipmi15-login";
import { login } from "./session/login";
import type { LoginEnvironment } from "./session/login-policy";
import type { LoginProfile } from "./session/login-profile";
import { NonceMemory } from "./session/nonce-memory";
import type { Session } from "./session/session";
import type { PayloadLink, SessionInfo } from "./session/session-info";
import { NoPlaceError, type SessionPlace, uncounted } from "./session/session-place";
import { closeStrays } from "./session/stray-sessions";
import { timing } from "./session/timing";
import { waitFor } from "./session/wait-for";
import { RmcpPort } from "./transport/rmcp-port";

/** Makes a client. No traffic until something is asked of it. */
export function createIpmiClient(options: IpmiClientOptions): IpmiClient {
  return new Client(options);
}

/** Refusals after which another automatic login could lock the account. */
const authenticationFailures: ReadonlySet<string> = new Set(["bad-user", "bad-password", "bad-bmc-key"]);

/** Refusals that end a login after its last way. */
const everyWayRefused: ReadonlySet<string> = new Set(["suite-refused", "privilege-too-low"]);

type State =
  | { readonly kind: "idle" }
  | { readonly kind: "connecting"; readonly login: Promise<Session>; readonly abort: AbortController }
  | { readonly kind: "connected"; readonly session: Session }
  | { readonly kind: "closed" };

class Client implements IpmiClient {
  private state: State = { kind: "idle" };
  private credentials: Credentials;
  private minimumSuite: CipherSuiteId | null;
  private events: Partial<IpmiClientEvents> = {};
  /** A refused login: no further one until somebody looked at it. */
  private refused: IpmiError | null = null;
  /** No login before `until`, and why. */
  private rest: { readonly until: number; readonly reason: IpmiError } | null = null;
  /** Every way was refused: until then the first one only. */
  private oneWayUntil = Number.NEGATIVE_INFINITY;
  /** How the last session was opened. */
  private known: LoginProfile | null;
  private readonly nonces = new NonceMemory();

  constructor(private readonly options: IpmiClientOptions) {
    this.credentials = options.credentials;
    this.minimumSuite = options.minimumSuite ?? null;
    this.known = options.known ?? null;
  }

  get session(): SessionInfo | null {
    return this.state.kind === "connected" ? this.state.session.info : null;
  }

  async connect(limits: Limits = {}): Promise<SessionInfo> {
    return (await this.connected(limits.budgetMs ?? timing.connectBudget, limits.signal)).info;
  }

  async send<Request, Response>(
    command: Command<Request, Response>,
    request: Request,
    options: SendOptions = {},
  ): Promise<Response> {
    const { clock } = this.options;
    const deadline = clock.now() + (options.budgetMs ?? timing.requestBudget);
    for (;;) {
      const session = await this.connected(deadline - clock.now(), options.signal);
      try {
        return await session.send(command, request, { ...options, budgetMs: deadline - clock.now() });
      } catch (error) {
        if (!this.maySendAgain(error, command, request)) throw error;
      }
    }
  }

  async openPayload(type: number, limits: Limits = {}): Promise<PayloadLink> {
    const session = await this.connected(limits.budgetMs ?? timing.connectBudget, limits.signal);
    return session.openPayload(type);
  }

  listen(events: Partial<IpmiClientEvents>): void {
    this.events = events;
  }

  resetLoginFailures(): void {
    this.refused = null;
    this.rest = null;
    this.oneWayUntil = Number.NEGATIVE_INFINITY;
  }

  setCredentials(credentials: Credentials): void {
    this.credentials = credentials;
    this.resetLoginFailures();
  }

  async close(): Promise<void> {
    const { state } = this;
    this.state = { kind: "closed" };
    if (state.kind === "connected") await state.session.close();
    if (state.kind === "connecting") {
      state.abort.abort();
      await state.login.then(
        (session) => session.close(),
        () => undefined,
      );
    }
  }

  /** After a lost session: what never left may leave now, and a read may be repeated. Nothing else. */
  private maySendAgain<Request>(
    error: unknown,
    command: Command<Request, unknown>,
    request: Request,
  ): boolean {
    if (!(error instanceof SessionEndedError) || error.code !== "session-lost") return false;
    const commandClass = typeof command.class === "function" ? command.class(request) : command.class;
    return !error.requestSent || commandClass === "read";
  }

  private connected(budgetMs: number, signal: AbortSignal | undefined): Promise<Session> {
    const { state } = this;
    if (state.kind === "connected") return Promise.resolve(state.session);
    if (state.kind === "closed") return Promise.reject(closedError());
    const refusal = state.kind === "idle" ? this.reasonNotToLogIn() : null;
    if (refusal !== null) return Promise.reject(refusal);
    const pending = state.kind === "connecting" ? state.login : this.startLogin(budgetMs);
    return waitFor(pending, this.options.clock, { budgetMs, signal, what: "login" });
  }

  private reasonNotToLogIn(): IpmiError | null {
    if (this.refused !== null) return this.refused;
    if (this.rest === null) return null;
    const { until, reason } = this.rest;
    const wait = until - this.options.clock.now();
    if (wait <= 0) return null;
    return new IpmiError(reason.code, `${reason.message}; trying again in ${Math.ceil(wait / 1000)} s`);
  }

  /** One login for all who ask meanwhile: it goes on when the one who started it gives up. */
  private startLogin(budgetMs: number): Promise<Session> {
    const abort = new AbortController();
    const pending = this.logIn(Math.max(budgetMs, timing.connectBudget) - timing.reportMargin, abort.signal);
    this.state = { kind: "connecting", login: pending, abort };
    pending.catch(() => undefined); // reported to those who wait for it
    return pending;
  }

  private async logIn(budgetMs: number, signal: AbortSignal): Promise<Session> {
    const { clock, privilege, cipherSuites, enrolledGuid } = this.options;
    const { protocol, authentication, workarounds, pacing } = this.options;
    let place: SessionPlace | null = null;
    let environment: LoginEnvironment | null = null;
    try {
      place = await this.place(budgetMs, signal);
      environment = await environmentOf(this.options);
      const policy = {
        credentials: this.credentials,
        privilege: privilege ?? Privilege.Administrator,
        cipherSuites: cipherSuites ?? cipherSuitePreference,
        minimumSuite: this.minimumSuite,
        enrolledGuid: enrolledGuid ?? null,
        nonces: this.nonces,
        place,
        protocol: protocol ?? "2.0",
        authentication: authentication ?? null,
        workarounds: workarounds ?? [],
        known: this.known,
        pacing: pacing ?? null,
        climbs: clock.now() >= this.oneWayUntil,
      };
      const session = await login(environment, policy, { budgetMs, signal });
      await this.prepare(session, place, environment, signal);
      this.opened(session, environment.port, place);
      return session;
    } catch (error) {
      environment?.port.close();
      place?.leave();
      this.failed(error);
      throw error;
    }
  }

  /** Room on the BMC for one more session. */
  private async place(budgetMs: number, signal: AbortSignal): Promise<SessionPlace> {
    const { places, endpoint } = this.options;
    return places === undefined ? uncounted : places.take(endpoint, { budgetMs, signal });
  }

  /** Before anybody else uses the session: is it the BMC that was meant? Then what earlier ones left on it is closed. */
  private async prepare(
    session: Session,
    place: SessionPlace,
    { port }: LoginEnvironment,
    signal: AbortSignal,
  ): Promise<void> {
    session.onEnd(({ isGone }) => {
      if (isGone) place.gone(session.info.bmcSessionId);
    });
    try {
      await this.options.admit?.(session, session.info, signal);
      await closeStrays(session, place, port, signal);
    } catch (error) {
      await session.close();
      throw error;
    }
  }

  private opened(session: Session, port: RmcpPort, place: SessionPlace): void {
    session.onEnd(({ reason, isGone }) => {
      port.close();
      if (isGone) place.gone(session.info.bmcSessionId);
      place.leave();
      if (this.state.kind === "connected") this.state = { kind: "idle" };
      this.events.disconnected?.(reason);
    });
    const { cipherSuite, profile } = session.info;
    this.known = profile;
    this.oneWayUntil = Number.NEGATIVE_INFINITY;
    if (cipherSuite !== null && (this.minimumSuite === null || isAtLeast(cipherSuite, this.minimumSuite)))
      this.minimumSuite = cipherSuite;
    if (this.state.kind === "closed") return;
    this.state = { kind: "connected", session };
    this.events.connected?.(session.info);
  }

  private failed(error: unknown): void {
    if (this.state.kind === "connecting") this.state = { kind: "idle" };
    if (!(error instanceof IpmiError) || error instanceof NoPlaceError) return;
    if (authenticationFailures.has(error.code)) this.refused = error;
    const now = this.options.clock.now();
    if (error.code === "sessions-exhausted") {
      const reason = new IpmiError("sessions-exhausted", "the BMC has no free session");
      this.rest = { until: now + timing.sessionsExhausted, reason };
    }
    // Was it a wrong password? The BMC does not say, so no second one is risked in a row.
    if (error instanceof UnansweredProofError) this.rest = { until: now + timing.ladderRest, reason: error };
    if (everyWayRefused.has(error.code) && now >= this.oneWayUntil)
      this.oneWayUntil = now + timing.ladderRest;
  }
}

async function environmentOf(options: IpmiClientOptions): Promise<LoginEnvironment> {
  const { network, endpoint, clock, entropy } = options;
  const open = async () => new RmcpPort(await network.connect(endpoint));
  const environment = {
    port: await open(),
    clock,
    entropy,
    renewPort: async () => {
      environment.port.close();
      environment.port = await open();
    },
  };
  return environment;
}

function closedError(): IpmiError {
  return new IpmiError("closed", "the client was closed");
}
