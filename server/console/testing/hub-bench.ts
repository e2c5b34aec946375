import { vi } from "vitest";
import type { ConsoleServerMessage, ConsoleState, PayloadHolder, Viewer } from "@/lib/contracts/console";
import type { FailureCode } from "@/lib/contracts/problem";
import {
  type ConsoleMark,
  type ConsolePolicies,
  type ConsolePolicy,
  defaultConsolePolicy,
} from "@/lib/contracts/recording";
import { BmcError } from "@/server/bmc/bmc-error";
import type { SerialStream, SerialStreamEvents } from "@/server/bmc/capabilities";
import { ConsoleHeldError } from "@/server/bmc/console-held-error";
import type { KeepTyped } from "@/server/services/consoles/typed-keeper";
import { ConsoleHub } from "../console-hub";
import type { HubClock } from "../hub-clock";
import type { AttachedViewer, ConsoleAuditAction } from "../viewer";
import type { ViewerEnd } from "../viewer-feed";
import { MemoryRecordings } from "./memory-recordings";

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

/** Marks of people come and go with every viewer; tests of the output do without. */
const ofPeople: readonly ConsoleMark["kind"][] = ["joined", "left", "writer"];

export class FakeViewer {
  readonly messages: ConsoleServerMessage[] = [];
  readonly frames: { offset: number; bytes: Buffer }[] = [];
  readonly audited: { action: ConsoleAuditAction; detail: string }[] = [];
  buffered = 0;
  /** Each frame stays in the buffer, as with a browser that does not read. */
  reads = true;
  closed: ViewerEnd | null = null;
  auditWorks = true;
  looks = false;
  keepTyped: KeepTyped | null = null;
  handle: AttachedViewer | null = null;

  constructor(
    readonly id: string,
    readonly canWrite: boolean,
  ) {}

  get audits(): ConsoleAuditAction[] {
    return this.audited.map(({ action }) => action);
  }

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
      m.type === "mark" && !ofPeople.includes(m.kind)
        ? [{ offset: m.offset, kind: m.kind, bytes: m.bytes }]
        : [],
    );
  }

  /** Who came, went and typed. */
  get people(): string[] {
    return this.messages.flatMap((m) =>
      m.type === "mark" && ofPeople.includes(m.kind) ? [`${m.kind} ${m.text}`.trim()] : [],
    );
  }

  /** What was said about the keyboard, and to this viewer alone. */
  get told(): ConsoleServerMessage[] {
    return this.messages.filter(({ type }) => type.startsWith("keyboard-"));
  }

  get refusals(): string[] {
    return this.messages.flatMap((m) => (m.type === "refused" ? [m.reason] : []));
  }

  get viewers(): Viewer[] {
    return this.messages.flatMap((m) => (m.type === "viewers" ? [m.viewers] : [])).at(-1) ?? [];
  }

  get writer(): string | null {
    return this.viewers.find(({ writer }) => writer)?.id ?? null;
  }
}

export const fakeClock: HubClock = {
  now: () => Date.now(),
  setTimeout: (callback, delayMs) => ({ timer: setTimeout(callback, delayMs) }),
  clearTimeout: ({ timer }) => clearTimeout(timer as NodeJS.Timeout),
};

/** A hub with one host, `h`, on vitest's fake timers; others may be named. */
export class HubBench {
  readonly streams: FakeStream[] = [];
  readonly attempts: { hostId: string; at: number; takeOver: boolean }[] = [];
  readonly errors: unknown[] = [];
  readonly overheard: string[] = [];
  /** When set, opening fails with it. */
  failure: FailureCode | null = null;
  /** Who outside has the console, for `console-in-use`. */
  holder: PayloadHolder = { user: null, address: null };
  /** When set, an attempt to open does not end. */
  hangs = false;
  readonly hub: ConsoleHub;

  /** `recordings`: as an earlier hub left them. */
  constructor(readonly recordings = new MemoryRecordings()) {
    this.hub = new ConsoleHub({
      serialOf: async (hostId) => ({
        open: async (events, { takeOver }) => {
          this.attempts.push({ hostId, at: Date.now(), takeOver });
          if (this.hangs) return new Promise(() => {});
          if (this.failure !== null && !takeOver) throw this.error(this.failure);
          const stream = new FakeStream(events, takeOver);
          this.streams.push(stream);
          return stream;
        },
      }),
      recordings: this.recordings,
      clock: fakeClock,
      date: () => new Date(),
      random: () => 0.999,
      onError: (error) => this.errors.push(error),
      onOutput: (hostId, offset, bytes) => this.overheard.push(`${hostId} ${offset} ${bytes}`),
    });
  }

  /** The one policy there is, for these hosts. */
  policy(policy: Partial<ConsolePolicy>, hosts: readonly string[] = ["h"]): void {
    const policies: ConsolePolicies = {
      default: { ...defaultConsolePolicy, ...policy },
      tags: [],
      hosts: [],
    };
    const all = hosts.map((id) => ({ id, tags: [] }));
    this.hub.setPolicies(policies, all);
  }

  error(code: FailureCode): BmcError {
    const failure = { layer: "console", code, detail: "as the test wants it" } as const;
    return code === "console-in-use" ? new ConsoleHeldError(failure, this.holder) : new BmcError(failure);
  }

  /** Somebody outside takes the console. */
  steal(holder: PayloadHolder = this.holder): void {
    this.holder = holder;
    this.stream.events.end("taken", this.error("console-in-use"));
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
      terminal: false,
      looks: viewer.looks,
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
      keepTyped: viewer.keepTyped,
      audit: async (action, detail) => {
        if (!viewer.auditWorks) throw new Error("the audit cannot be written");
        viewer.audited.push({ action, detail });
      },
    });
    await vi.advanceTimersByTimeAsync(0);
    return viewer;
  }
}
