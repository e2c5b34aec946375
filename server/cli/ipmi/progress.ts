const CLEAR_LINE = "\r\x1b[K";

/** How far many hosts are, on one line of a terminal's error output. Does nothing without a terminal. */
export class Progress {
  private done = 0;
  private failed = 0;

  constructor(
    private readonly total: number,
    private readonly stream: { readonly isTTY?: boolean; write(text: string): unknown },
  ) {}

  /** Before other output, so that it begins on a clean line. */
  clear(): void {
    if (this.stream.isTTY) this.stream.write(CLEAR_LINE);
  }

  add(ok: boolean): void {
    this.done += 1;
    if (!ok) this.failed += 1;
    this.show();
  }

  show(): void {
    if (!this.stream.isTTY || this.done === this.total) return;
    const failed = this.failed === 0 ? "" : `, ${this.failed} failed`;
    this.stream.write(`${CLEAR_LINE}${this.done} of ${this.total} hosts${failed}`);
  }
}
