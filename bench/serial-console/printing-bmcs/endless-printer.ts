import type { Clock, TimerHandle } from "../../../server/ipmi";
import type { MachineSerialPort } from "../../../server/simulator/machine";
import { PRINTED_LINE_BYTES, type PrintedLine, printedLines, sharedMicroseconds } from "./printed-lines";

/** 115 200 bit/s, ten bits a character. */
export const BYTES_A_SECOND = 11_520;
const LINES_A_SECOND = BYTES_A_SECOND / PRINTED_LINE_BYTES;
const TICK_MS = Math.floor(1000 / LINES_A_SECOND);

/** A host that never stops printing, at the speed of the serial line, as long as somebody listens. It reads nothing. */
export class EndlessPrinter implements MachineSerialPort {
  private readonly line: PrintedLine;
  private listener: ((bytes: Buffer) => void) | null = null;
  private timer: TimerHandle | null = null;
  private since = 0;
  /** Lines printed, in all and since somebody listens. */
  private lines = 0;
  private linesHeard = 0;

  constructor(
    seed: number,
    private readonly clock: Clock,
  ) {
    this.line = printedLines(seed);
  }

  input(): void {
    // Whatever is typed.
  }

  sendBreak(): void {
    // Nothing waits for one.
  }

  onOutput(listener: ((bytes: Buffer) => void) | null): void {
    this.stop();
    this.listener = listener;
    this.since = this.clock.now();
    this.linesHeard = 0;
    if (listener !== null) this.printSoon();
  }

  stop(): void {
    if (this.timer !== null) this.clock.clearTimeout(this.timer);
    this.timer = null;
    this.listener = null;
  }

  private printSoon(): void {
    this.timer = this.clock.setTimeout(() => {
      this.printSoon();
      this.print();
    }, TICK_MS);
  }

  /** What is due by now, so that a late timer makes the line no slower. */
  private print(): void {
    const due = Math.floor(((this.clock.now() - this.since) / 1000) * LINES_A_SECOND);
    for (; this.linesHeard < due; this.linesHeard++) {
      this.listener?.(Buffer.from(this.line(sharedMicroseconds(), this.lines), "latin1"));
      this.lines += 1;
    }
  }
}
