import { type ActivatedSession, activateSession } from "../../commands/app/activate-session";
import {
  type ChannelAuthenticationCapabilities,
  getChannelAuthenticationCapabilities,
  PRESENT_CHANNEL,
} from "../../commands/app/get-channel-authentication-capabilities";
import { getSessionChallenge, type SessionChallenge } from "../../commands/app/get-session-challenge";
import type { Privilege } from "../../commands/command";
import { CompletionCodeError, IpmiError } from "../../errors";
import { CompletionCode } from "../../message/completion-code";
import type { AuthenticationType } from "../authentication-type";
import { Exchange } from "../exchange";
import type { LoginEnvironment, LoginPolicy } from "../login-policy";
import type { LoginProfile } from "../login-profile";
import { SequenceCounter } from "../sequence-numbers";
import type { OpenedSession, SessionEnvironment } from "../session";
import { sessionlessExchange } from "../sessionless";
import { timing } from "../timing";
import { workarounds as byName, type Workaround } from "../workarounds";
import { openActivation, sealActivation } from "./activation-packet";
import { authTypeNumbers, authTypeOf } from "./auth-code";
import { Ipmi15Protection } from "./ipmi15-protection";

/** `authentication`: named by a person; null for MD5, then MD2, whichever the BMC has. */
export type Ipmi15Policy = Pick<
  LoginPolicy,
  "credentials" | "privilege" | "authentication" | "workarounds" | "known" | "climbs"
>;

export interface Ipmi15Limits {
  readonly signal: AbortSignal;
  readonly budgetMs: number;
}

/** Our proof left and nothing came back: it was lost, or the board keeps silent about a wrong password. */
export class UnansweredProofError extends IpmiError {
  constructor() {
    super("no-answer", "Activate Session: no answer; boards of IPMI 1.5 keep silent about a wrong password");
  }
}

/** Challenges asked for, and proofs given, before a login is given up: the board may count each proof as an attempt. */
const CHALLENGES = 3;
const PROOFS = 2;

/** What is taken without being named; straight passwords and none never are. */
const automatic = ["md5", "md2"] as const satisfies readonly AuthenticationType[];

/** How much of the password somebody on the way sees: nothing, a hash of it, or the password. */
const shown: Readonly<Record<AuthenticationType, number>> = { none: 0, md2: 1, md5: 1, password: 2 };

/** Asks as IPMI 2.0 does and, where the board takes that for an error, as IPMI 1.5 did (quirk E2). */
export async function authenticationCapabilities(
  environment: SessionEnvironment,
  privilege: Privilege,
  limits: Ipmi15Limits,
): Promise<ChannelAuthenticationCapabilities> {
  const { port, clock, entropy } = environment;
  const { exchange, stop } = sessionlessExchange(port, clock, entropy);
  const request = { channel: PRESENT_CHANNEL, privilege };
  try {
    return await exchange.send(getChannelAuthenticationCapabilities, request, limits);
  } catch (error) {
    if (!isRefusal(error, CompletionCode.InvalidField)) throw error;
    const older = { ...request, extended: false };
    return await exchange.send(getChannelAuthenticationCapabilities, older, limits);
  } finally {
    stop();
  }
}

/**
 * Opens an IPMI 1.5 session: challenge, activation (IPMI 2.0 §6.12.8). A lost answer starts it over with a new challenge
 * from a new port; a refused password is not repeated.
 */
export async function openIpmi15Session(
  environment: LoginEnvironment,
  policy: Ipmi15Policy,
  capabilities: ChannelAuthenticationCapabilities,
  { signal, budgetMs }: Ipmi15Limits,
): Promise<OpenedSession> {
  const { clock } = environment;
  const deadline = clock.now() + budgetMs;
  const within = (longest: number) => ({ signal, budgetMs: Math.min(longest, deadline - clock.now()) });
  const authentication = chosen(policy, capabilities);
  const proofs = policy.climbs ? PROOFS : 1;
  let unansweredProofs = 0;
  for (let attempt = 1; ; attempt++) {
    try {
      const challenge = await challenged(environment, policy, authentication, within(timing.challengeStep));
      const given = { authentication, challenge };
      return await activated(environment, policy, capabilities, given, within(timing.activationStep));
    } catch (error) {
      if (error instanceof UnansweredProofError) unansweredProofs++;
      const isSilent = error instanceof IpmiError && error.code === "no-answer";
      const isOver = attempt >= CHALLENGES || unansweredProofs >= proofs || clock.now() >= deadline;
      if (!isSilent || isOver) throw error;
      await environment.renewPort();
    }
  }
}

function chosen(
  { authentication, workarounds, known }: Ipmi15Policy,
  { authenticationTypes: offered }: ChannelAuthenticationCapabilities,
): AuthenticationType {
  if (authentication !== null) return authentication;
  const worked = automatic.filter((type) => type === known?.authentication);
  const found = [...worked, ...automatic].find((type) => (type === "md5" ? offered.md5 : offered.md2));
  if (found !== undefined) return found;
  // The board may lie about what it takes: then the usual one is tried.
  if (workarounds.includes("authcap")) return "md5";
  const types = Object.entries(offered).flatMap(([type, has]) => (has ? [type] : []));
  throw new IpmiError(
    "suite-refused",
    `the BMC offers neither MD5 nor MD2 over IPMI 1.5, but ${types.join(", ") || "nothing"}; others are used only when named`,
  );
}

async function challenged(
  { port, clock, entropy }: SessionEnvironment,
  { credentials: { username } }: Ipmi15Policy,
  authentication: AuthenticationType,
  limits: Ipmi15Limits,
): Promise<SessionChallenge> {
  const { exchange, stop } = sessionlessExchange(port, clock, entropy);
  try {
    const request = { authenticationType: authTypeNumbers[authentication], username };
    return await exchange.send(getSessionChallenge, request, limits);
  } catch (error) {
    if (isRefusal(error, 0x81) || isRefusal(error, 0x82)) throw new IpmiError("bad-user", error.message);
    if (isRefusal(error, CompletionCode.InvalidField)) {
      throw new IpmiError("suite-refused", `the BMC does not take ${authentication} over IPMI 1.5`);
    }
    throw error;
  } finally {
    stop();
  }
}

async function activated(
  environment: SessionEnvironment,
  policy: Ipmi15Policy,
  capabilities: ChannelAuthenticationCapabilities,
  { authentication, challenge }: { authentication: AuthenticationType; challenge: SessionChallenge },
  limits: Ipmi15Limits,
): Promise<OpenedSession> {
  const { port, clock, entropy } = environment;
  const { credentials, workarounds } = policy;
  const password = credentials.userKey();
  const firstInbound = nonZero(entropy.bytes(4).readUInt32LE(0));
  const activation = { authentication, password, sessionId: challenge.temporarySessionId };
  const carrier = {
    authentic: authentication !== "none",
    carry: (request: Buffer) => port.send(sealActivation(activation, request)),
  };
  const exchange = new Exchange({ carrier, clock, entropy });
  let isForged = false;
  const stop = port.listen({
    ipmi: (datagram) => {
      const reply = openActivation(activation, datagram, workarounds);
      if (reply === "forged") isForged = true;
      else if (reply !== null) exchange.receive(reply);
    },
    error: (error) => exchange.undeliverable(error),
  });
  try {
    const request = {
      authenticationType: authTypeNumbers[authentication],
      privilege: policy.privilege,
      challenge: challenge.challenge,
      initialOutboundSequence: firstInbound,
    };
    const session = await exchange.send(activateSession, request, limits);
    return begun(policy, capabilities, authentication, session, firstInbound);
  } catch (error) {
    throw activationProblem(error, isForged);
  } finally {
    stop();
    exchange.end("closed", "no longer needed");
  }
}

function begun(
  { credentials, workarounds, known }: Ipmi15Policy,
  capabilities: ChannelAuthenticationCapabilities,
  authentication: AuthenticationType,
  session: ActivatedSession,
  firstInbound: number,
): OpenedSession {
  const { sessionId, initialInboundSequence } = session;
  const applied = [...new Set([...workarounds, ...learnt(known)])];
  // Some boards go on with another type than the one they were activated with (quirk L7).
  const told = authTypeOf(session.authenticationType);
  if (told !== null && shown[told] > shown[authentication]) {
    const more = "which shows more of the password and is used only when named";
    throw new IpmiError(
      "suite-refused",
      `Activate Session with ${authentication}: the BMC goes on with ${told}, ${more}`,
    );
  }
  const off = told === "none" || !capabilities.perMessageAuthentication;
  const used = told === null || told === "none" ? authentication : told;
  const outbound = new SequenceCounter(nonZero(initialInboundSequence));
  const way = (flags: readonly Workaround[]): Omit<OpenedSession, "otherwise"> => {
    const bare = off && !flags.includes("forcepermsg");
    const authentic = !bare && used !== "none";
    return {
      protection: new Ipmi15Protection({
        authentication: used,
        password: credentials.userKey(),
        sessionId,
        outbound,
        firstInbound,
        bare,
        deviations: {
          swappedSequence: flags.includes("endianseq"),
          zeroSessionId: flags.includes("idzero"),
          uncheckedReplies: flags.includes("noauthcodecheck"),
        },
      }),
      authentic: authentic || flags.includes("nochecksumcheck"),
      guid: null,
      consoleSessionId: sessionId,
      bmcSessionId: sessionId,
      login: { protocol: "1.5", cipherSuite: null, authentication: used, workarounds: flags },
    };
  };
  // Replies without a code have nothing but the session id to tell them by: then it is not given up.
  const signs: readonly Workaround[] = off ? ["forcepermsg", "endianseq"] : ["idzero", "endianseq"];
  const untried = used === "none" ? [] : signs.filter((flag) => !applied.includes(flag));
  const otherwise = untried.map((flag) => ({ ...way([...applied, flag]), otherwise: [] }));
  return { ...way(applied), otherwise };
}

/** What was found out before, and takes away no verification: nobody has to lay it down anew. */
function learnt(known: LoginProfile | null): readonly Workaround[] {
  if (known?.protocol !== "1.5") return [];
  return known.workarounds.filter((name) => byName[name] === "ladder");
}

/** "What the reply says is wrong" in the words of a login. */
function activationProblem(error: unknown, isForged: boolean): unknown {
  if (!(error instanceof CompletionCodeError)) {
    if (!(error instanceof IpmiError) || error.code !== "outcome-unknown") return error;
    if (!isForged) return new UnansweredProofError();
    const byHand = "some boards get their codes wrong; noauthcodecheck would take them, unchecked";
    return new IpmiError("handshake", `Activate Session: the answer is not authentic; ${byHand}`);
  }
  switch (error.completionCode) {
    case 0x81:
    case 0x82:
    case 0x83:
      return new IpmiError("sessions-exhausted", error.message, { cause: error });
    case 0x86:
      return new IpmiError("privilege-too-low", error.message, { cause: error });
    case CompletionCode.InsufficientPrivilege:
    case CompletionCode.InvalidField:
      return new IpmiError("bad-password", error.message, { cause: error });
    default:
      return error;
  }
}

function isRefusal(error: unknown, code: number): error is CompletionCodeError {
  return error instanceof CompletionCodeError && error.completionCode === code;
}

/** Sequence number 0 is for packets outside a session: boards that begin with it mean 1 (quirk L11). */
function nonZero(sequence: number): number {
  return sequence === 0 ? 1 : sequence;
}
