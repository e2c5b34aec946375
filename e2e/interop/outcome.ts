/** What became of one thing that was tried with one peer; words, because they go into the run's file and its table. */
export type Outcome =
  | "works"
  /** The connection or the peer has no such thing (serial over LAN in IPMI 1.5, a satellite that is not there). */
  | "not offered"
  /** Completion code of the peer's answer, two hex digits. */
  | `refused ${string}`
  /** Anything else; what was seen. */
  | `FAILED: ${string}`;

/** One cell of the matrix. */
export interface Cell {
  readonly peer: string;
  readonly connection: string;
  readonly verb: string;
  readonly outcome: Outcome;
}

/** Cells that are known not to work, and why: everything that is not named here has to work. */
export interface Exception {
  /** Each list: all of them unless given. */
  readonly peers?: readonly string[];
  readonly connections?: readonly string[];
  readonly verbs?: readonly string[];
  readonly outcome: Exclude<Outcome, "works">;
  /** One sentence for the page. */
  readonly reason: string;
}

/** A cell with the reason for which its outcome was expected; null for one that works. */
export interface ExplainedCell extends Cell {
  readonly reason: string | null;
}

/** What `test-results/interop.json` holds. */
export interface InteropRun {
  readonly engine: readonly ExplainedCell[];
  readonly clients: readonly ExplainedCell[];
  /** Clients, ours too, with a guest that really boots; why there was none, where it cannot be had. */
  readonly guest: readonly ExplainedCell[] | { readonly missing: string };
}

/** Cells against what was expected of them. */
export interface Judgement {
  readonly cells: readonly ExplainedCell[];
  /** Cells that came out otherwise than expected, with a line for people. */
  readonly surprises: readonly { readonly cell: Cell; readonly line: string }[];
  /** Exceptions that no cell needed. */
  readonly stale: readonly Exception[];
}

export function judge(cells: readonly Cell[], exceptions: readonly Exception[]): Judgement {
  const needed = new Set<Exception>();
  const surprises: Judgement["surprises"][number][] = [];
  const explained = cells.map((cell) => {
    const exception = exceptions.find((each) => covers(each, cell));
    if (exception) needed.add(exception);
    const expected = exception?.outcome ?? "works";
    if (cell.outcome !== expected) {
      surprises.push({ cell, line: `${cell.connection}, ${cell.verb}: ${cell.outcome}, not ${expected}` });
    }
    return { ...cell, reason: exception?.reason ?? null };
  });
  return { cells: explained, surprises, stale: exceptions.filter((each) => !needed.has(each)) };
}

function covers({ peers, connections, verbs }: Exception, cell: Cell): boolean {
  return (
    (peers?.includes(cell.peer) ?? true) &&
    (connections?.includes(cell.connection) ?? true) &&
    (verbs?.includes(cell.verb) ?? true)
  );
}
