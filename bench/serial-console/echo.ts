import { spawn } from "node:child_process";
import { once } from "node:events";
import { WebSocket } from "ws";
import type { Lab } from "../../e2e/fixtures/lab";

const KEYS_A_ROUND = 100;
const ROUNDS = 6;
/** Between keys: as fast as a person types. */
const PAUSE_MS = 20;

export interface EchoTimes {
  /** Milliseconds from a key to its echo. */
  readonly ours: readonly number[];
  readonly ipmitool: readonly number[];
}

/** A way to type and to see. */
interface Line {
  type(key: string): void;
  onOutput(listener: (text: string) => void): void;
  close(): Promise<void>;
}

/** The same keys on the same BMC, in turns: through the engine's socket as a browser does, and through `ipmitool sol`. */
export async function measureEcho(lab: Lab): Promise<EchoTimes> {
  const ours: number[] = [];
  const ipmitool: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    ours.push(...(await times(await browserLine(lab))));
    ipmitool.push(...(await times(await ipmitoolLine(lab))));
  }
  return { ours, ipmitool };
}

async function times(line: Line): Promise<number[]> {
  const found: number[] = [];
  let waiting: { key: string; resolve: () => void } | null = null;
  line.onOutput((text) => {
    if (waiting && text.includes(waiting.key)) waiting.resolve();
  });
  for (let i = 0; i < KEYS_A_ROUND; i++) {
    const key = String.fromCharCode(97 + (i % 26));
    const begun = performance.now();
    await new Promise<void>((resolve) => {
      waiting = { key, resolve };
      line.type(key);
    });
    waiting = null;
    found.push(performance.now() - begun);
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  await line.close();
  return found;
}

async function browserLine({ engine, admin, host }: Lab): Promise<Line> {
  const answer = await admin.http.post("/api/v1/ws-tickets", { data: { purpose: "console", hostId: host } });
  const { ticket } = (await answer.json()) as { ticket: string };
  const cookie = (await admin.cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
  const address = `${engine.url.replace("http", "ws")}/ws/console/${host}`;
  const protocols = ["lightsout.v1", `lightsout.ticket.${ticket}`];
  const socket = new WebSocket(address, protocols, { headers: { origin: engine.url, cookie } });
  const listeners: ((text: string) => void)[] = [];
  const open = new Promise<void>((resolve) => {
    socket.on("message", (data: Buffer, isBinary: boolean) => {
      if (isBinary) for (const listener of listeners) listener(data.subarray(8).toString("latin1"));
      else if (/"state":"open"/.test(data.toString())) resolve();
    });
  });
  await open;
  await new Promise((resolve) => setTimeout(resolve, 1000));
  return {
    type: (key) => socket.send(Buffer.from(key)),
    onOutput: (listener) => listeners.push(listener),
    async close() {
      const closed = once(socket, "close");
      socket.close();
      await closed;
      // The engine keeps the console for half a minute: ipmitool needs it.
      await new Promise((resolve) => setTimeout(resolve, 32_000));
    },
  };
}

async function ipmitoolLine({ simulator }: Lab): Promise<Line> {
  const { address, user, password } = simulator;
  const command = `ipmitool -I lanplus -C 3 -H ${address} -U ${user} -P ${password} sol activate`;
  const child = spawn("script", ["-qefc", command, "/dev/null"], { stdio: ["pipe", "pipe", "inherit"] });
  const listeners: ((text: string) => void)[] = [];
  const open = new Promise<void>((resolve) => {
    child.stdout.on("data", (data: Buffer) => {
      const text = data.toString("latin1");
      if (text.includes("operational")) resolve();
      for (const listener of listeners) listener(text);
    });
  });
  await open;
  await new Promise((resolve) => setTimeout(resolve, 1000));
  return {
    type: (key) => child.stdin.write(key),
    onOutput: (listener) => listeners.push(listener),
    async close() {
      const ended = once(child, "exit");
      child.stdin.write("\r~.");
      await ended;
    },
  };
}
