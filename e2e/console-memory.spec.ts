import { createServer, type Server, type Socket } from "node:net";
import { expect, test } from "@playwright/test";
import { type ConsoleMark, defaultConsolePolicy } from "@/lib/contracts/recording";
import { Lab } from "./fixtures/lab";

const ADDRESS = "127.2.55.2";
const SERIAL_PORT = 9400;
const LINE_EVERY_MS = 10;
/** So many bytes of numbered lines stand nowhere else. */
const UNMISTAKABLE = 20;
const LOSSES: readonly ConsoleMark["kind"][] = [
  "gap",
  "overrun",
  "reconnected",
  "restarted",
  "recording-stopped",
  "recording-resumed",
];

/** A host that prints numbered lines as long as somebody holds the other end of its serial port. */
class TalkingHost {
  /** What was handed to the BMC, in order. */
  readonly sent: Buffer[] = [];
  private readonly sockets = new Set<Socket>();
  private server: Server | null = null;
  private timer: ReturnType<typeof setInterval> | null = null;

  async start(): Promise<void> {
    const server = createServer((socket) => {
      this.sockets.add(socket);
      socket.on("close", () => this.sockets.delete(socket));
      socket.on("error", () => socket.destroy());
      socket.resume();
    });
    this.server = server;
    await new Promise<void>((resolve) => server.listen(SERIAL_PORT, ADDRESS, resolve));
    this.timer = setInterval(() => this.print(`the host's line ${this.sent.length}\r\n`), LINE_EVERY_MS);
  }

  fallSilent(): void {
    if (this.timer !== null) clearInterval(this.timer);
    this.timer = null;
  }

  print(text: string): void {
    if (this.sockets.size === 0) return;
    this.sent.push(Buffer.from(text));
    for (const socket of this.sockets) socket.write(text);
  }

  async stop(): Promise<void> {
    this.fallSilent();
    for (const socket of this.sockets) socket.destroy();
    const { server } = this;
    if (server) await new Promise((resolve) => server.close(resolve));
  }
}

/** Bytes missing between two marks, or not the host's: 0 when all that is missing is at a mark. */
function unmarkedLoss(raw: Buffer, marks: readonly ConsoleMark[], sent: Buffer): number {
  const places = marks.filter(({ kind }) => LOSSES.includes(kind)).map(({ offset }) => offset);
  const cuts = [...new Set([0, ...places, raw.length])].sort((a, b) => a - b);
  let position = 0;
  let lost = 0;
  for (const [i, cut] of cuts.entries()) {
    const piece = raw.subarray(cut, cuts[i + 1] ?? cut);
    if (piece.length < UNMISTAKABLE) continue;
    const found = sent.indexOf(piece, position);
    if (found < 0) lost += piece.length;
    else position = found + piece.length;
  }
  return lost;
}

test("what is exported is what the host sent, through a killed engine and a restarted BMC, or a mark says where not", async () => {
  test.setTimeout(240_000);
  const host = new TalkingHost();
  await host.start();
  const lab = await Lab.start({ address: ADDRESS, host: "talker", serial: `${ADDRESS}:${SERIAL_PORT}` });
  const at = `/api/v1/hosts/${lab.host}/console`;
  const raw = async () => Buffer.from(await (await lab.admin.http.get(`${at}/export?format=raw`)).body());
  const keptMore = async (bytes: number) => {
    const before = (await raw()).length;
    await expect.poll(async () => (await raw()).length - before, { timeout: 90_000 }).toBeGreaterThan(bytes);
  };
  try {
    const policies = { default: { ...defaultConsolePolicy, record: true }, tags: [], hosts: [] };
    const laidDown = await lab.admin.http.put("/api/v1/console/policy", { data: policies });
    expect(laidDown.status(), await laidDown.text()).toBeLessThan(300);
    await keptMore(4_000);
    await lab.engine.kill();
    await lab.engine.start();
    await keptMore(4_000);
    await lab.simulator.stop();
    await lab.simulator.resume();
    await keptMore(4_000);
    host.fallSilent();
    host.print("that was all\r\n");
    await expect.poll(async () => (await raw()).includes("that was all"), { timeout: 30_000 }).toBe(true);
    const answer = await lab.admin.http.get(`${at}/marks?limit=5000`);
    const { marks } = (await answer.json()) as { marks: ConsoleMark[] };
    expect(marks.map(({ kind }) => kind)).toContain("restarted");
    expect(unmarkedLoss(await raw(), marks, Buffer.concat(host.sent))).toBe(0);
  } finally {
    await lab.stop();
    await host.stop();
  }
});
