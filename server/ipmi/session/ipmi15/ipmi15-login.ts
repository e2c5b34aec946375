import { type ActivatedSession, activateSession } from "../../commands/app/activate-session";
import {
  type ChannelAuthenticationCapabilities,
  getChannelAuthenticationCapabilities,
  PRESENT_CHANNEL,
} from "../../commands/app/get-channel-authentication-capabilities";
import { getSessionChallenge, type SessionChallenge } from "../../commands/app/get-session-challenge";
import type { Privilege } from "../../commands/command";
import type { Credentials } from "../../crypto/credentials";
import { CompletionCodeError, IpmiError } from "../../errors";
import { CompletionCode } from "../../message/completion-code";
import type { AuthenticationType } from "../authentication-type";
import { Exchange } from "../exchange";
import type { OpenedSession, SessionEnvironment } from "../session";
import { sessionlessExchange } from "../sessionless";
import type { Workaround } from "../workarounds";
import { openActivation, sealActivation } from "./activation-packet";
import { authTypeNumbers, authTypeOf } from "./auth-code";
import { Ipmi15Protection } from "./ipmi15-protection";
import { swapped } from "./sequence-order";

export interface Ipmi15Policy {
  readonly credentials: Credentials;
  readonly privilege: Privilege;
  /** Named by a person; null for MD5, then MD2, whichever the BMC has. */
  readonly authentication: AuthenticationType | null;
  readonly workarounds: readonly Workaround[];
}

export interface Ipmi15Limits {
  readonly signal: AbortSignal;
  readonly budgetMs: number;
}

/** What is taken without being named; straight passwords and none never are. */
const automatic: readonly AuthenticationType[] = ["md5", "md2"];

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

/** Opens an IPMI 1.5 session: challenge, activation (IPMI 2.0 §6.12.8). One attempt: a wrong password is not repeated. */
export async function openIpmi15Session(
  environment: SessionEnvironment,
  policy: Ipmi15Policy,
  capabilities: ChannelAuthenticationCapabilities,
  limits: Ipmi15Limits,
): Promise<OpenedSession> {
  const authentication = chosen(policy, capabilities);
  const challenge = await challenged(environment, policy, authentication, limits);
  return activated(environment, policy, capabilities, { authentication, challenge }, limits);
}

function chosen(
  { authentication, workarounds }: Ipmi15Policy,
  { authenticationTypes: offered }: ChannelAuthenticationCapabilities,
): AuthenticationType {
  if (authentication !== null) return authentication;
  const found = automatic.find((type) => (type === "md5" ? offered.md5 : offered.md2));
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
  const stop = port.listen({
    ipmi: (datagram) => {
      const reply = openActivation(activation, datagram, workarounds);
      if (reply !== null) exchange.receive(reply);
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
    throw activationProblem(error);
  } finally {
    stop();
    exchange.end("closed", "no longer needed");
  }
}

function begun(
  { credentials, workarounds }: Ipmi15Policy,
  capabilities: ChannelAuthenticationCapabilities,
  authentication: AuthenticationType,
  session: ActivatedSession,
  firstInbound: number,
): OpenedSession {
  const { sessionId, initialInboundSequence } = session;
  // Some boards go on with another type than the one they were activated with (quirk L7).
  const told = authTypeOf(session.authenticationType);
  const off = told === "none" || !capabilities.perMessageAuthentication;
  const bare = off && !workarounds.includes("forcepermsg");
  const used = told === null || told === "none" ? authentication : told;
  const swappedSequence = workarounds.includes("endianseq");
  const protection = new Ipmi15Protection({
    authentication: used,
    password: credentials.userKey(),
    sessionId,
    firstOutbound: nonZero(swappedSequence ? swapped(initialInboundSequence) : initialInboundSequence),
    firstInbound,
    bare,
    deviations: {
      swappedSequence,
      zeroSessionId: workarounds.includes("idzero"),
      uncheckedReplies: workarounds.includes("noauthcodecheck"),
    },
  });
  return {
    protection,
    authentic: !bare && used !== "none",
    guid: null,
    consoleSessionId: sessionId,
    bmcSessionId: sessionId,
    login: { protocol: "1.5", cipherSuite: null, authentication: used, workarounds },
  };
}

/** "What the reply says is wrong" in the words of a login. */
function activationProblem(error: unknown): unknown {
  if (!(error instanceof CompletionCodeError)) {
    // The board is silent when the code is wrong: nothing distinguishes that from a lost datagram.
    if (error instanceof IpmiError && error.code === "outcome-unknown") {
      return new IpmiError(
        "no-answer",
        "Activate Session: no answer; boards of IPMI 1.5 keep silent about a wrong password",
      );
    }
    return error;
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
