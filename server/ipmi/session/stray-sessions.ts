import { closeSession } from "../commands/app/close-session";
import {
  getSessionInfo,
  type SessionInformation,
  type SessionSelector,
} from "../commands/app/get-session-info";
import type { CommandSender } from "../commands/command";
import { CompletionCodeError, IpmiError, SessionEndedError } from "../errors";
import { CompletionCode } from "../message/completion-code";
import type { HeldSession, SessionPlace } from "./session-place";
import { timing } from "./timing";

/** Close Session's own code for a session that is not there (IPMI 2.0 table 22-23). */
const INVALID_SESSION_ID = 0x87;

type ActiveSession = NonNullable<SessionInformation["active"]>;

/**
 * Closes the strays of `place` over a new session, `own`, on the same BMC. The BMC gives ids out again, so one is closed only when the
 * BMC shows it as ours: the same user and, where it tells, our address and the port that session spoke from. Others, and those
 * it does not let us close, end by themselves. Rejects only when the session ends meanwhile.
 */
export async function closeStrays(
  session: CommandSender,
  place: Pick<SessionPlace, "strays" | "gone">,
  own: Pick<HeldSession, "localPort">,
  signal: AbortSignal,
): Promise<void> {
  const { strays } = place;
  if (strays.length === 0) return;
  const limits = { signal, budgetMs: timing.strayStep };
  const ask = (selector: SessionSelector) => answered(session.send(getSessionInfo, selector, limits));
  const us = await ask({ by: "current" });
  if (us === "unknown" || us === "absent") return;
  for (const stray of strays) {
    const found = await ask({ by: "id", id: stray.bmcSessionId });
    if (found === "unknown") continue;
    const isOpen = found !== "absent";
    if (isOpen && !isOurs(found, stray, us, own)) continue;
    if (!isOpen || (await isClosed(session, stray, limits))) place.gone(stray.bmcSessionId);
  }
}

function isOurs(
  found: ActiveSession,
  stray: HeldSession,
  us: ActiveSession,
  own: Pick<HeldSession, "localPort">,
): boolean {
  if (found.userId !== us.userId) return false;
  if (found.remote === null || us.remote === null) return true;
  if (found.remote.address !== us.remote.address) return false;
  // Some boards tell no port, and an address translator on the way another one: then it proves nothing.
  const tellsPorts = own.localPort !== null && us.remote.port === own.localPort;
  return !tellsPorts || stray.localPort === null || found.remote.port === stray.localPort;
}

async function answered(asked: Promise<SessionInformation>): Promise<ActiveSession | "absent" | "unknown"> {
  try {
    return (await asked).active ?? "absent";
  } catch (error) {
    if (isCode(error, CompletionCode.NotPresent)) return "absent";
    return tolerated(error, "unknown");
  }
}

async function isClosed(
  session: CommandSender,
  { bmcSessionId }: HeldSession,
  limits: { signal: AbortSignal; budgetMs: number },
): Promise<boolean> {
  try {
    await session.send(closeSession, { sessionId: bmcSessionId }, limits);
    return true;
  } catch (error) {
    return tolerated(error, isCode(error, INVALID_SESSION_ID));
  }
}

function isCode(error: unknown, code: number): boolean {
  return error instanceof CompletionCodeError && error.completionCode === code;
}

/** `instead`, unless the session that asks has ended or the error is none of the protocol's. */
function tolerated<T>(error: unknown, instead: T): T {
  if (!(error instanceof IpmiError) || error instanceof SessionEndedError) throw error;
  return instead;
}
