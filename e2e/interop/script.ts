/** A line of a script. */
export interface Line {
  /** What has to appear; empty where the person need not wait. */
  readonly sees: string;
  /** What the person does then: keys typed, or anything else. */
  readonly does?: string | (() => void);
}

/** A person at a console who follows a script, line by line. */
export class Script {
  private unseen = "";
  private readonly lines: Line[];

  constructor(
    lines: readonly Line[],
    private readonly type: (keys: string) => void,
  ) {
    this.lines = [...lines];
  }

  /** Everything has appeared. */
  get done(): boolean {
    return this.lines.length === 0;
  }

  heard(text: string): void {
    this.unseen += text;
    for (let next = this.lines[0]; next !== undefined; next = this.lines[0]) {
      const at = this.unseen.indexOf(next.sees);
      if (at < 0) return;
      this.unseen = this.unseen.slice(at + next.sees.length);
      this.lines.shift();
      if (typeof next.does === "string") this.type(next.does);
      else next.does?.();
    }
  }
}
