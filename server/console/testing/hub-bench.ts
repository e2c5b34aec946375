import { vi } from "vitest";
import type { ConsoleServerMessage, ConsoleState } from "@/lib/contracts/console";
import type { FailureCode } from "@/lib/contracts/problem";
import { BmcError } from "@/server/bmc/bmc-error";
import type { SerialStream, SerialStreamEvents } from "@/server/bmc/capabilities";
import { ConsoleHub } from "../console-hub";
import type { AttachedViewer, ConsoleAuditAction } from "../host-console";
import type { HubClock } from "../hub-clock";
import type { ViewerEnd } from "../viewer-feed";

/** A serial stream the test plays the BMC of. */
export class FakeStream implements SerialStream {
  readonly typed: Buffer[] = [];
  breaks = 0;
  closed = false;
  /** When set, what is typed is refused with it. */
  refusal: Error | null = null;

  constructor(
    readonly events: SerialStreamEvents,
    readonly takeOver: boolean,
  ) {}

  async write(bytes: Uint8Array): Promise<void> {
    if (this.refusal !== null) throw this.refusal;
    this.typed.push(Buffer.from(bytes));
  }

  async sendBreak(): Promise<void> {
    this.breaks += 1;
  }

  async close(): Promise<void> {
    this.closed = true;
    this.events.end("closed", null);
  }

  get text(): string {
    return Buffer.concat(this.typed).toString();
  }
}

export class FakeViewer {
  readonly messages: ConsoleServerMessage[] = [];
  readonly frames: { offset: number; bytes: Buffer }[] = [];
  readonly audits: ConsoleAuditAction[] = [];
  buffered = 0;
  /** Each frame stays in the buffer, as with a browser that does not read. */
  reads = true;
  closed: ViewerEnd | null = null;
  auditWorks = true;
  handle: AttachedViewer | null = null;

  constructor(
    readonly id: string,
    readonly canWrite: boolean,
  ) {}

  get actions(): AttachedViewer {
    if (this.handle === null) throw new Error("not attached");
    return this.handle;
  }

  get text(): string {
    return this.bytes.toString();
  }

  get bytes(): Buffer {
    return Buffer.concat(this.frames.map(({ bytes }) => bytes));
  }

  get states(): ConsoleState["state"][] {
    return this.messages.flatMap((m) => (m.type === "state" ? [m.console.state] : []));
  }

  get state(): ConsoleState | undefined {
    return this.messages.flatMap((m) => (m.type === "state" ? [m.console] : [])).at(-1);
  }

  get marks(): { offset: number; kind: string; bytes: number | null }[] {
    return this.messages.flatMap((m) =>
      m.type === "mark" ? [{ offset: m.offset, kind: m.kind, bytes: m.bytes }] : [],
    );
  }

  get refusals(): string[] {
    return this.messages.flatMap((m) => (m.type === "refused" ? [m.reason] : []));
  }

  get writer(): string | null {
    const viewers = this.messages.flatMap((m) => (m.type === "viewers" ? [m.viewers] : [])).at(-1);
    return viewers?.find(({ writer }) => writer)?.id ?? null;
  }
}

export const fakeClock: HubClock = {
  now: () => Date.now(),
  setTimeout: (callback, delayMs) => ({ timer: setTimeout(callback, delayMs) }),
  clearTimeout: ({ timer }) => clearTimeout(timer as NodeJS.Timeout),
};

/** A hub with one host, `h`, on vitest's fake timers. */
export class HubBench {
  readonly streams: FakeStream[] = [];
  readonly attempts: { at: number; takeOver: boolean }[] = [];
  readonly errors: unknown[] = [];
  /** When set, opening fails with it. */
  failure: FailureCode | null = null;
  readonly hub: ConsoleHub;

  constructor() {
    this.hub = new ConsoleHub({
      serialOf: async () => ({
        open: async (events, { takeOver }) => {
          this.attempts.push({ at: Date.now(), takeOver });
          if (this.failure !== null && !takeOver) {
            throw new BmcError({ layer: "console", code: this.failure, detail: "as the test wants it" });
          }
          const stream = new FakeStream(events, takeOver);
          this.streams.push(stream);
          return stream;
        },
      }),
      clock: fakeClock,
      date: () => new Date(),
      random: () => 0.999,
      onError: (error) => this.errors.push(error),
    });
  }

  get stream(): FakeStream {
    const stream = this.streams.at(-1);
    if (stream === undefined) throw new Error("nothing was opened");
    return stream;
  }

  async viewer(id: string, canWrite = true, prepare: (viewer: FakeViewer) => void = () => {}) {
    const viewer = new FakeViewer(id, canWrite);
    prepare(viewer);
    viewer.handle = await this.hub.attach("h", {
      id,
      name: `${id}@example.test`,
      canWrite,
      connection: {
        message: (message) => viewer.messages.push(message),
        output: (offset, bytes) => {
          viewer.frames.push({ offset, bytes });
          if (!viewer.reads) viewer.buffered += bytes.length;
        },
        get buffered() {
          return viewer.buffered;
        },
        close: (reason) => {
          viewer.closed = reason;
          viewer.handle?.detach();
        },
      },
      audit: async (action) => {
        if (!viewer.auditWorks) throw new Error("the audit cannot be written");
        viewer.audits.push(action);
      },
    });
    await vi.advanceTimersByTimeAsync(0);
    return viewer;
  }
}
