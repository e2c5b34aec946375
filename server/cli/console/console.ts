import { once } from "node:events";
import { WebSocket } from "ws";
import type { ConsoleRequest } from "@/lib/contracts/console";
import type { Start } from "../environment";
import { personAtTerminal } from "../ipmi/person";
import { processTerminal } from "../ipmi/terminal";
import { EngineApi, EngineError, EngineUnreachableError, type SocketWay } from "./engine-api";
import { JoinedConsole } from "./joined-console";
import { type ConsoleOptions, consoleHelp, OptionError, readConsoleOptions } from "./options";

const FIRST_RETRY_MS = 500;
const LAST_RETRY_MS = 15_000;
/** Output that the terminal has not taken yet. */
const MOST_BACKLOG_BYTES = 256 * 1024;

/** `lightsout console HOST`: resolves with the exit code. */
export async function joinConsole(argv: readonly string[], { environment }: Start): Promise<number> {
  if (argv.includes("-h") || argv.includes("--help")) {
    process.stdout.write(consoleHelp);
    return 0;
  }
  try {
    const options = readConsoleOptions(argv, environment);
    const password = environment.LIGHTSOUT_PASSWORD ?? (await personAtTerminal.askSecret("Password: "));
    if (password === null) throw new OptionError("No password: set LIGHTSOUT_PASSWORD, or use a terminal.");
    const api = new EngineApi(options.url);
    await api.login(options.email, password);
    try {
      return await join(api, options);
    } finally {
      await api.logout();
    }
  } catch (error) {
    if (!(error instanceof OptionError) && !(error instanceof EngineError)) throw error;
    personAtTerminal.note(`lightsout console: ${error.message}`);
    return 1;
  }
}

async function join(api: EngineApi, options: ConsoleOptions): Promise<number> {
  const terminal = processTerminal(options.escape);
  if (terminal === null) throw new OptionError("This needs a terminal.");
  const host = await api.host(options.host);
  let socket: WebSocket | null = null;
  const send = (data: string | Uint8Array) => {
    if (socket?.readyState === WebSocket.OPEN) socket.send(data);
  };
  const joined = new JoinedConsole(
    terminal,
    { type: (bytes) => send(bytes), tell: (message: ConsoleRequest) => send(JSON.stringify(message)) },
    host.name,
    options.watch,
  );
  const leaving = new AbortController();
  void joined.left.then(() => leaving.abort());
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => leaving.abort());
  try {
    await stayJoined(api, host.id, joined, leaving.signal, (opened) => {
      socket = opened;
    });
    return 0;
  } finally {
    await joined.release();
  }
}

/** Opens the socket, and again when it is lost, until the person leaves. Rejects with EngineError when refused. */
async function stayJoined(
  api: EngineApi,
  hostId: string,
  joined: JoinedConsole,
  signal: AbortSignal,
  onSocket: (socket: WebSocket) => void,
): Promise<void> {
  for (let attempt = 0, wasJoined = false; !signal.aborted; attempt++) {
    const way = await api.consoleSocket(hostId).catch((error: unknown) => {
      // Somebody restarts the engine: who was joined waits.
      if (wasJoined && error instanceof EngineUnreachableError) return null;
      throw error;
    });
    if (way !== null) {
      const heard = await listen(way, joined, signal, onSocket);
      if (signal.aborted) return;
      if (heard) attempt = 0;
      if (heard || !wasJoined) joined.say("[no connection to Lightsout; trying again]");
      wasJoined ||= heard;
    }
    await pause(Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** attempt), signal);
  }
}

/** One socket, to its end. Resolves with whether anything came; rejects with EngineError when the engine has done with us. */
async function listen(
  { address, protocols, headers }: SocketWay,
  joined: JoinedConsole,
  signal: AbortSignal,
  onSocket: (socket: WebSocket) => void,
): Promise<boolean> {
  const socket = new WebSocket(address, protocols, { headers, perMessageDeflate: false });
  onSocket(socket);
  let heard = false;
  socket.on("message", (data: Buffer, isBinary: boolean) => {
    heard = true;
    if (isBinary) joined.frame(data);
    else joined.message(data.toString("utf8"));
    // A slow terminal is a slow viewer: the engine skips what it does not take, and says so.
    if (joined.backlog < MOST_BACKLOG_BYTES || socket.isPaused) return;
    socket.pause();
    void joined.shown().then(() => socket.resume());
  });
  socket.on("error", () => undefined);
  const leave = () => {
    socket.resume();
    socket.close();
  };
  signal.addEventListener("abort", leave, { once: true });
  if (signal.aborted) leave();
  const [code] = (await once(socket, "close")) as [number];
  signal.removeEventListener("abort", leave);
  if (code === POLICY && !signal.aborted)
    throw new EngineError("The engine has closed this console for you.");
  return heard;
}

/** RFC 6455 §7.4.1: the host was removed. Whose login ended is told so when asking for the next socket. */
const POLICY = 1008;

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
