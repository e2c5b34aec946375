import type { ConsoleState } from "@/lib/contracts/console";
import type { ConsoleSnapshot, Link } from "./console-client";

/** What the bar above the terminal says; `key` is translated as `console.status.<key>`. */
export interface ConsoleStatus {
  tone: "good" | "busy" | "warning" | "bad" | "idle";
  key:
    | "link-connecting"
    | "link-waiting"
    | "link-refused"
    | "link-missing"
    | "link-login"
    | "starting"
    | "held"
    | ConsoleState["state"];
  /** Unix ms of the next attempt, for the countdown; null when none is planned. */
  retryAt: number | null;
  /** When the state began, ISO; null when it is the browser's own link. */
  since: string | null;
  offer: "connect" | "reconnect" | "take-over" | null;
}

const tones: Record<ConsoleState["state"], ConsoleStatus["tone"]> = {
  closed: "idle",
  connecting: "busy",
  open: "good",
  reconnecting: "warning",
  taken: "bad",
  "in-use": "bad",
  failed: "bad",
};

const offers: Record<ConsoleState["state"], ConsoleStatus["offer"]> = {
  closed: "reconnect",
  connecting: null,
  open: null,
  reconnecting: "reconnect",
  taken: "take-over",
  "in-use": "take-over",
  failed: "reconnect",
};

/** The state of the stream from end to end: the nearest broken link speaks. */
export function consoleStatus(
  snapshot: Pick<ConsoleSnapshot, "link" | "console" | "consoleAt">,
): ConsoleStatus {
  const { link, console: state, consoleAt } = snapshot;
  if (link.phase !== "open") return linkStatus(link);
  if (!state) return { tone: "busy", key: "starting", retryAt: null, since: null, offer: null };
  const held = state.state === "open" && state.inputHeld;
  return {
    tone: held ? "warning" : tones[state.state],
    key: held ? "held" : state.state,
    retryAt: state.retryInMs === null ? null : consoleAt + state.retryInMs,
    since: state.since,
    offer: offers[state.state],
  };
}

function linkStatus(link: Exclude<Link, { phase: "open" }>): ConsoleStatus {
  const rest = { retryAt: null, since: null };
  if (link.phase === "connecting") return { tone: "busy", key: "link-connecting", offer: null, ...rest };
  if (link.phase === "waiting")
    return { ...rest, tone: "warning", key: "link-waiting", retryAt: link.retryAt, offer: "connect" };
  const key = link.status === 401 ? "link-login" : link.status === 404 ? "link-missing" : "link-refused";
  return { tone: "bad", key, offer: "connect", ...rest };
}

/** Whole seconds from `now` until `at`, never negative. */
export function secondsUntil(at: number, now: number): number {
  return Math.max(0, Math.ceil((at - now) / 1000));
}

/** Silence after which a connected console explains what else may be wrong. */
const QUIET_AFTER_MS = 3 * 60_000;

/** Minutes of silence when a connected console has been quiet for long; null otherwise. */
export function quietMinutes(
  snapshot: Pick<ConsoleSnapshot, "link" | "console" | "lastOutputAt">,
  now: number,
): number | null {
  if (snapshot.link.phase !== "open" || snapshot.console?.state !== "open") return null;
  const since = Math.max(snapshot.lastOutputAt ?? 0, Date.parse(snapshot.console.since));
  const quiet = now - since;
  return quiet >= QUIET_AFTER_MS ? Math.floor(quiet / 60_000) : null;
}
