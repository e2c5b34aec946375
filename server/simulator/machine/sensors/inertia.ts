/** A value that goes to where it is told exponentially, as heat does; computed when asked for, never stepped. */
export class Inertia {
  private target: number;
  private since = 0;
  private from: number;

  constructor(
    start: number,
    private readonly timeConstantMs: number,
  ) {
    this.target = start;
    this.from = start;
  }

  at(time: number): number {
    const passed = Math.max(0, time - this.since);
    return this.target + (this.from - this.target) * Math.exp(-passed / this.timeConstantMs);
  }

  goTo(target: number, time: number): void {
    this.from = this.at(time);
    this.since = time;
    this.target = target;
  }
}
