import { SolOperation } from "./sol-packet";

/** What the next packet carries: characters, or an operation such as a break. */
export interface InputPiece {
  readonly operation: number;
  readonly data: Buffer;
}

interface Job {
  rest: Buffer;
  readonly operation: number;
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

/** Characters and breaks waiting to be typed, in order; each settles when it is acknowledged to its last byte. */
export class InputQueue {
  private readonly jobs: Job[] = [];

  get isEmpty(): boolean {
    return this.jobs.length === 0;
  }

  type(bytes: Uint8Array): Promise<void> {
    if (bytes.length === 0) return Promise.resolve();
    return this.add(Buffer.from(bytes), SolOperation.None);
  }

  operate(operation: number): Promise<void> {
    return this.add(Buffer.alloc(0), operation);
  }

  /** The head of the queue, not removed: up to `maxBytes` characters of several jobs, or one operation. */
  peek(maxBytes: number): InputPiece {
    const head = this.jobs[0];
    if (head !== undefined && head.operation !== SolOperation.None) {
      return { operation: head.operation, data: head.rest };
    }
    const parts: Buffer[] = [];
    let length = 0;
    for (const job of this.jobs) {
      if (job.operation !== SolOperation.None || length === maxBytes) break;
      const part = job.rest.subarray(0, maxBytes - length);
      parts.push(part);
      length += part.length;
    }
    return { operation: SolOperation.None, data: Buffer.concat(parts) };
  }

  /** Removes what was acknowledged of a peeked piece. */
  consume(piece: InputPiece, count: number): void {
    if (piece.operation !== SolOperation.None) {
      this.jobs.shift()?.resolve();
      return;
    }
    let left = count;
    while (left > 0) {
      const job = this.jobs[0];
      if (job === undefined) return;
      const taken = Math.min(left, job.rest.length);
      job.rest = job.rest.subarray(taken);
      left -= taken;
      if (job.rest.length === 0) this.jobs.shift()?.resolve();
    }
  }

  /** Gives everything up. */
  reject(error: Error): void {
    for (const job of this.jobs.splice(0)) job.reject(error);
  }

  private add(rest: Buffer, operation: number): Promise<void> {
    return new Promise((resolve, reject) => this.jobs.push({ rest, operation, resolve, reject }));
  }
}
