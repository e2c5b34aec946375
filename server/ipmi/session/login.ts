import { getDeviceId } from "../commands/app/get-device-id";
import { setSessionPrivilegeLevel } from "../commands/app/set-session-privilege-level";
import { Privilege } from "../commands/command";
import { CompletionCodeError, IpmiError } from "../errors";
import { CompletionCode } from "../message/completion-code";
import { authenticationCapabilities, openIpmi15Session } from "./ipmi15/ipmi15-login";
import { type Climbed, Ladder, levelsFrom } from "./ladder";
import type { LoginEnvironment, LoginPolicy } from "./login-policy";
import { PacketProtection, type Packing } from "./packet-protection";
import { type OpenedSession, Session } from "./session";
import { timing } from "./timing";

export interface LoginLimits {
  readonly signal: AbortSignal;
  readonly budgetMs: number;
}

/** Set Session Privilege Level: 80h and 81h say not for this user; some BMCs answer D4h or CCh instead. */
const privilegeRefusals: ReadonlySet<number> = new Set([0x80, 0x81, 0xd4, 0xcc]);

/** Null, the packets of the specification, first; the others should the BMC not answer those. Each is authenticated as strongly. */
const packings: readonly (Packing | null)[] = [null, "sik", "short-pad"];

/**
 * Logs in: tries the allowed suites in order, steps down from the privilege asked for when the BMC refuses it, and
 * starts over with fresh ids at every lost answer, until the budget ends. A wrong password ends it at once, so that
 * a login never costs more than one attempt of a lockout threshold, two where the BMC does not say what was wrong.
 */
export async function login(
  environment: LoginEnvironment,
  policy: LoginPolicy,
  limits: LoginLimits,
): Promise<Session> {
  const deadline = environment.clock.now() + limits.budgetMs;
  const opening = await openSession(environment, policy, limits.signal, deadline);
  return enter(environment, opening, limits.signal, deadline);
}

interface Opening {
  readonly opened: OpenedSession;
  readonly privilege: Privilege;
}

/**
 * IPMI 2.0, or 1.5 where a person chose so; where he left it open, 1.5 only if the BMC says that it has nothing else.
 * One that had 2.0 before is not asked: anybody could answer in its name.
 */
async function openSession(
  environment: LoginEnvironment,
  policy: LoginPolicy,
  signal: AbortSignal,
  deadline: number,
): Promise<Opening> {
  const { protocol, privilege, minimumSuite, known } = policy;
  const hadIpmi2 = minimumSuite !== null || known?.protocol === "2.0";
  const climb = async () => {
    const climbed = await new Ladder(environment, policy, signal, deadline).climb();
    return { opened: openedBy(climbed, policy), privilege: climbed.privilege };
  };
  if (protocol === "2.0" || (protocol === "auto" && hadIpmi2)) return climb();
  const limits = () => ({ signal, budgetMs: Math.max(deadline - environment.clock.now(), timing.setupStep) });
  const capabilities = await authenticationCapabilities(environment, privilege, limits());
  if (protocol === "auto" && capabilities.ipmi2) return climb();
  const opened = await openIpmi15Session(environment, policy, capabilities, limits());
  await policy.place.opening({ bmcSessionId: opened.bmcSessionId, localPort: environment.port.localPort });
  return { opened, privilege };
}

function openedBy({ established }: Climbed, policy: LoginPolicy): OpenedSession {
  const { suite, guid, inboundSessionId, outboundSessionId, passwordBytes } = established;
  const workarounds = [...new Set([...policy.workarounds, ...established.workarounds])];
  const authentic = suite.authCodeLength > 0;
  const way = (packing: Packing | null): Omit<OpenedSession, "otherwise"> => ({
    protection: new PacketProtection({ ...established, ...(packing && { packing }) }),
    authentic: authentic || workarounds.includes("nochecksumcheck"),
    guid,
    consoleSessionId: inboundSessionId,
    bmcSessionId: outboundSessionId,
    login: {
      protocol: "2.0",
      cipherSuite: suite.id,
      authentication: null,
      workarounds,
      ...(packing && { packing }),
      ...(passwordBytes !== undefined && { passwordBytes }),
    },
  });
  if (!authentic) return { ...way(null), otherwise: [] };
  const first = policy.known?.packing ?? null;
  const others = packings.filter((packing) => packing !== first);
  return { ...way(first), otherwise: others.map((packing) => ({ ...way(packing), otherwise: [] })) };
}

/**
 * Raises the privilege, which is the first thing asked in the new session. When that stays unanswered, the packets of
 * the same session are made in the other ways that some boards want: no further login, no further slot.
 */
async function enter(
  environment: LoginEnvironment,
  { opened, privilege }: Opening,
  signal: AbortSignal,
  deadline: number,
): Promise<Session> {
  const { otherwise } = opened;
  const ways = otherwise.length > 0 ? [opened, ...otherwise, opened] : [opened];
  let forgeries = 0;
  for (const [index, way] of ways.entries()) {
    const session = new Session(environment, way);
    const isLast = index + 1 === ways.length;
    // Its farewell, should it be in vain, is waited for too: the reason has to come before the budget ends.
    const left = deadline - timing.closeBudget - environment.clock.now();
    const remaining = Math.max(left, timing.setupStep);
    const budgetMs = isLast ? remaining : Math.min(remaining, timing.deafSession);
    try {
      session.granted(await raisePrivilege(session, privilege, { signal, budgetMs }));
      return session;
    } catch (error) {
      forgeries += session.forgeries;
      if (!isLast && isSilence(error)) {
        session.abandon();
        continue;
      }
      await session.close();
      throw isSilence(error) && forgeries > 0 ? notAuthentic(opened) : error;
    }
  }
  throw new IpmiError("no-answer", "the session is not answered");
}

/** A session starts at User: raises it as far as the BMC lets us. Rejects with `privilege-too-low` where it is less than that. */
async function raisePrivilege(
  session: Session,
  wanted: Privilege,
  limits: { signal: AbortSignal; budgetMs: number },
): Promise<Privilege> {
  for (const level of levelsFrom(wanted)) {
    if (level <= Privilege.User) break;
    try {
      await session.send(setSessionPrivilegeLevel, level, limits);
      return level;
    } catch (error) {
      if (!(error instanceof CompletionCodeError) || !privilegeRefusals.has(error.completionCode))
        throw error;
    }
  }
  if (wanted > Privilege.User && (await isHeldAtCallback(session, limits))) throw heldAtCallback();
  return Privilege.User;
}

/** Some boards heed a user's restriction to callback on the LAN too (quirk M10). Proven by what every user may ask. */
async function isHeldAtCallback(
  session: Session,
  limits: { signal: AbortSignal; budgetMs: number },
): Promise<boolean> {
  const user = await refusal(session.send(setSessionPrivilegeLevel, Privilege.User, limits));
  if (user === null || !privilegeRefusals.has(user)) return false;
  return (
    (await refusal(session.send(getDeviceId, undefined, limits))) === CompletionCode.InsufficientPrivilege
  );
}

/** The completion code of a refusal; null when it was granted. */
async function refusal(asked: Promise<unknown>): Promise<number | null> {
  try {
    await asked;
    return null;
  } catch (error) {
    if (error instanceof CompletionCodeError) return error.completionCode;
    throw error;
  }
}

function heldAtCallback(): IpmiError {
  return new IpmiError(
    "privilege-too-low",
    "the BMC lets this user in and holds him at callback level, where nothing may be done, until the user's or the LAN channel's restriction to callback is lifted on the BMC",
  );
}

function isSilence(error: unknown): boolean {
  return error instanceof IpmiError && (error.code === "no-answer" || error.code === "session-lost");
}

function notAuthentic({ login: { protocol } }: OpenedSession): IpmiError {
  const byHand = protocol === "1.5" ? "; noauthcodecheck would take them, unchecked" : "";
  return new IpmiError("handshake", `the BMC's answers in the session carry wrong codes${byHand}`);
}
