import type { ConsoleRule } from "@/lib/contracts/recording";
import { OutputLines } from "@/server/recording/plain-text";

/** A rule found its line. */
export interface RuleMatch {
  readonly hostId: string;
  readonly rule: ConsoleRule;
  /** Of the line's first byte in the host's output. */
  readonly offset: number;
  readonly line: string;
  /** The lines around it, the matching one among them. */
  readonly context: readonly string[];
  /** How often it matched since the last time it was told; the first counts. */
  readonly times: number;
}

export interface RuleMatcherOptions {
  readonly now: () => number;
  readonly setTimeout: (callback: () => void, ms: number) => { readonly timer: unknown };
  /** Every line that is not blank. */
  readonly eachLine: (hostId: string, line: string) => void;
  readonly matched: (match: RuleMatch) => void;
  /** It took longer than a line may take: it is not used any more until the rules are set anew. */
  readonly tooSlow: (rule: ConsoleRule) => void;
}

const LINES_BEFORE = 5;
const LINES_AFTER = 10;
/** Lines after a match are waited for so long. */
const AFTER_MS = 2000;
/** One rule on one host is told once in this time; what matched meanwhile is counted. */
const QUIET_MS = 60_000;
const MOST_LINE = 1000;
/** An expression that takes longer for a line will one day take minutes. */
const SLOW_MS = 50;
/** So many such lines in a row: one may be the machine's fault. */
const SLOW_LINES = 3;

interface Compiled {
  readonly rule: ConsoleRule;
  readonly expression: RegExp;
}

interface Open {
  readonly match: Omit<RuleMatch, "context" | "times">;
  readonly before: readonly string[];
  readonly after: string[];
  told: boolean;
}

interface Heard {
  readonly lines: OutputLines;
  /** Offset of the next byte. */
  next: number;
  readonly recent: string[];
  open: Open[];
  /** By rule: when it was told last, and how often it matched since. */
  readonly quiet: Map<string, { at: number; times: number }>;
}

/** Looks for rules in what hosts print, line by line, as it comes. */
export class RuleMatcher {
  private rules: readonly Compiled[] = [];
  private readonly hosts = new Map<string, Heard>();
  /** Slow lines in a row, by rule. */
  private readonly slow = new Map<string, number>();

  constructor(private readonly options: RuleMatcherOptions) {}

  /** From now on these; expressions that cannot be compiled are left out. */
  use(rules: readonly ConsoleRule[]): void {
    this.slow.clear();
    this.rules = rules.flatMap((rule) => {
      try {
        return [{ rule, expression: new RegExp(rule.pattern) }];
      } catch (error) {
        if (error instanceof SyntaxError) return [];
        throw error;
      }
    });
  }

  heard(hostId: string, offset: number, bytes: Buffer): void {
    const host = this.hosts.get(hostId) ?? this.begin(hostId, offset);
    if (offset !== host.next) host.lines.jump(offset);
    host.lines.push(bytes);
    host.next = offset + bytes.length;
  }

  forget(hostId: string): void {
    this.hosts.delete(hostId);
  }

  private begin(hostId: string, offset: number): Heard {
    const host: Heard = {
      lines: new OutputLines(offset, ({ from, text }) =>
        this.line(hostId, host, from, text.slice(0, MOST_LINE)),
      ),
      next: offset,
      recent: [],
      open: [],
      quiet: new Map(),
    };
    this.hosts.set(hostId, host);
    return host;
  }

  private line(hostId: string, host: Heard, offset: number, line: string): void {
    for (const one of host.open) {
      one.after.push(line);
      if (one.after.length >= LINES_AFTER) this.tell(host, one);
    }
    if (line.trim() !== "") {
      this.options.eachLine(hostId, line);
      for (const { rule, expression } of this.rules) {
        if (this.matches(rule, expression, line)) this.found(host, { hostId, rule, offset, line });
      }
    }
    host.recent.push(line);
    if (host.recent.length > LINES_BEFORE) host.recent.shift();
  }

  private matches(rule: ConsoleRule, expression: RegExp, line: string): boolean {
    const begun = this.options.now();
    const isMatch = expression.test(line);
    const slow = this.options.now() - begun > SLOW_MS ? (this.slow.get(rule.id) ?? 0) + 1 : 0;
    this.slow.set(rule.id, slow);
    if (slow >= SLOW_LINES) {
      this.rules = this.rules.filter((one) => one.rule.id !== rule.id);
      this.options.tooSlow(rule);
    }
    return isMatch;
  }

  private found(host: Heard, match: Open["match"]): void {
    const { now, setTimeout } = this.options;
    const before = host.quiet.get(match.rule.id);
    if (before !== undefined && now() - before.at < QUIET_MS) {
      before.times++;
      return;
    }
    host.quiet.set(match.rule.id, { at: now(), times: before?.times ?? 0 });
    const open: Open = { match, before: [...host.recent], after: [], told: false };
    host.open.push(open);
    setTimeout(() => this.tell(host, open), AFTER_MS);
  }

  private tell(host: Heard, open: Open): void {
    if (open.told) return;
    open.told = true;
    host.open = host.open.filter((other) => other !== open);
    const quiet = host.quiet.get(open.match.rule.id);
    const times = 1 + (quiet?.times ?? 0);
    if (quiet) quiet.times = 0;
    this.options.matched({
      ...open.match,
      context: [...open.before, open.match.line, ...open.after],
      times,
    });
  }
}
