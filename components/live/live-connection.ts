import { api } from "@/lib/api-client";
import { LiveMessage } from "@/lib/contracts/live";

export type LiveStatus = "connecting" | "live" | "reconnecting";

export interface LiveConnectionEvents {
  onStatus: (status: LiveStatus) => void;
  /** What happened before, and after whatever was fetched earlier, was not told. */
  onOpen: () => void;
  onMessage: (message: LiveMessage) => void;
}

const FIRST_RETRY_MS = 500;
const LONGEST_RETRY_MS = 15_000;

/** Doubles up to the longest wait; half of it is chance, so that a restarted engine is not met by everybody at once. */
export function retryDelay(attempt: number, random: number): number {
  const full = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** attempt);
  return full / 2 + (full / 2) * random;
}

/**
 * Keeps one socket to /ws/live open: ticket, connect, and again with growing pauses when it ends.
 * Returns the function that ends it for good.
 */
export function connectLive(events: LiveConnectionEvents): () => void {
  let ended = false;
  let attempt = 0;
  let socket: WebSocket | null = null;
  let waiting = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const retry = () => {
    if (ended) return;
    socket = null;
    waiting = true;
    events.onStatus("reconnecting");
    clearTimeout(timer);
    timer = setTimeout(open, retryDelay(attempt, Math.random()));
    attempt += 1;
  };

  const open = async () => {
    waiting = false;
    let ticket: string;
    try {
      ({ ticket } = await api.ticket({ purpose: "live" }));
    } catch {
      retry();
      return;
    }
    if (ended) return;
    const scheme = location.protocol === "https:" ? "wss" : "ws";
    socket = new WebSocket(`${scheme}://${location.host}/ws/live`, [
      "lightsout.v1",
      `lightsout.ticket.${ticket}`,
    ]);
    socket.onopen = () => {
      attempt = 0;
      events.onStatus("live");
      events.onOpen();
    };
    socket.onmessage = (frame: MessageEvent<unknown>) => {
      const message = parse(frame.data);
      if (message) events.onMessage(message);
    };
    socket.onclose = retry;
  };

  const retryNow = () => {
    if (!waiting) return;
    clearTimeout(timer);
    attempt = 0;
    void open();
  };
  addEventListener("online", retryNow);
  events.onStatus("connecting");
  void open();
  return () => {
    ended = true;
    waiting = false;
    removeEventListener("online", retryNow);
    clearTimeout(timer);
    if (socket) socket.onclose = null;
    socket?.close(1000);
  };
}

/** A frame of a newer engine that this page does not know is no message, not an error. */
function parse(data: unknown): LiveMessage | null {
  if (typeof data !== "string") return null;
  try {
    return LiveMessage.safeParse(JSON.parse(data)).data ?? null;
  } catch {
    return null;
  }
}
