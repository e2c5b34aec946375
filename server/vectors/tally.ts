/** What one comparison came to. */
export interface Finding {
  readonly kind: "failed" | "explained";
  readonly file: string;
  readonly name: string;
  readonly field: string;
  readonly expected: string;
  readonly got: string;
  /** Which known mistake of a tool it is. */
  readonly why?: string;
}

/** Counts comparisons, and keeps those that need words. */
export class Tally {
  passed = 0;
  failed = 0;
  readonly findings: Finding[] = [];
  /** What to tell, though nothing was compared. */
  readonly notes: string[] = [];

  /** The comparisons of one vector. */
  of(file: string, name: string): Checks {
    return new Checks(this, file, name);
  }

  add(finding: Finding): void {
    this.findings.push(finding);
    if (finding.kind === "failed") this.failed++;
    else this.passed++;
  }
}

/** A tool's known mistake that a value was compared with; `why` says which. */
export interface KnownMistake {
  readonly why: string;
}

export class Checks {
  constructor(
    private readonly tally: Tally,
    private readonly file: string,
    private readonly name: string,
  ) {}

  equal(field: string, expected: unknown, got: unknown): void {
    this.decide(field, shown(expected) === shown(got), expected, got);
  }

  /** `expected` and `got` are for people; `right` decides. */
  decide(field: string, right: boolean, expected: unknown, got: unknown): void {
    if (right) this.pass();
    else this.fail(field, expected, got);
  }

  pass(): void {
    this.tally.passed++;
  }

  fail(field: string, expected: unknown, got: unknown): void {
    this.tally.add({ kind: "failed", ...this.place(field, expected, got) });
  }

  /** The vector is wrong in exactly the way a tool is known to be wrong. */
  explain(field: string, { why }: KnownMistake, expected: unknown, got: unknown): void {
    this.tally.add({ kind: "explained", why, ...this.place(field, expected, got) });
  }

  /** What `decode` returns; null, and a failure, when it throws. */
  decoded<Result>(field: string, decode: () => Result): Result | null {
    try {
      return decode();
    } catch (error) {
      this.fail(field, "to be decoded", error instanceof Error ? `${error.name}: ${error.message}` : error);
      return null;
    }
  }

  private place(field: string, expected: unknown, got: unknown) {
    return { file: this.file, name: this.name, field, expected: shown(expected), got: shown(got) };
  }
}

function shown(value: unknown): string {
  if (value instanceof Uint8Array) return Buffer.from(value).toString("hex");
  return typeof value === "string" ? value : String(JSON.stringify(value) ?? value);
}
