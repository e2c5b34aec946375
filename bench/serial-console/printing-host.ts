import { createServer, type Server, type Socket } from "node:net";

/** Of a line, its end included. */
export const LINE_BYTES = 64;
const TICK_MS = 10;
/** Written at once by a host that prints as fast as it can. */
const BURST_LINES = 128;

/** A host that prints numbered lines on its serial port, at a pace or as fast as the BMC takes them. */
export class PrintingHost {
  private server: Server | null = null;
  private readonly sockets = new Set<Socket>();
  private timer: NodeJS.Timeout | null = null;
  private printing = false;
  private next = 0;

  constructor(
    readonly address: string,
    readonly port: number,
  ) {}

  async start(): Promise<void> {
    const server = createServer((socket) => {
      this.sockets.add(socket);
      socket.on("close", () => this.sockets.delete(socket));
      socket.on("error", () => socket.destroy());
      socket.resume();
    });
    this.server = server;
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      server.listen(this.port, this.address, resolve);
    });
  }

  /** Begins at line 0; without a pace, as fast as the BMC reads. */
  print(bytesPerSecond: number | null): void {
    this.next = 0;
    this.printing = true;
    if (bytesPerSecond === null) void this.pour();
    else this.trickle(bytesPerSecond);
  }

  /** Returns how many lines were printed. */
  silence(): number {
    this.printing = false;
    if (this.timer !== null) clearInterval(this.timer);
    this.timer = null;
    return this.next;
  }

  async stop(): Promise<void> {
    this.silence();
    for (const socket of this.sockets) socket.destroy();
    const { server } = this;
    this.server = null;
    if (server) await new Promise((resolve) => server.close(resolve));
  }

  private async pour(): Promise<void> {
    while (this.printing) {
      if (this.write(BURST_LINES)) await new Promise((resolve) => setImmediate(resolve));
      else await new Promise((resolve) => setTimeout(resolve, 1));
    }
  }

  private trickle(bytesPerSecond: number): void {
    const begun = performance.now();
    this.timer = setInterval(() => {
      const due = Math.floor((((performance.now() - begun) / 1000) * bytesPerSecond) / LINE_BYTES);
      this.write(due - this.next);
    }, TICK_MS);
  }

  /** False when the BMC does not take more for now; then nothing was printed. */
  private write(count: number): boolean {
    const sockets = [...this.sockets];
    if (count <= 0 || sockets.some(({ writableLength }) => writableLength > 0)) return false;
    const lines = Array.from({ length: count }, (_, i) => hostLine(this.next + i)).join("");
    this.next += count;
    for (const socket of sockets) socket.write(lines, "latin1");
    return true;
  }
}

/** `0000042 …`, different from its neighbours. */
export function hostLine(number: number): string {
  const head = `${String(number).padStart(8, "0")} `;
  const letters = "abcdefghijklmnopqrstuvwxyz".repeat(4).slice(number % 26);
  return `${head}${letters.slice(0, LINE_BYTES - head.length - 2)}\r\n`;
}
