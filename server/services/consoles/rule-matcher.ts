import type { ConsoleRule } from "@/lib/contracts/recording";
import { OutputLines } from "@/server/recording/plain-text";
import { lineExpression } from "./line-expression";

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
/** A line without an end is looked at when the host has been silent for so long: what it waits with is often its last word. */
const SILENT_MS = 2000;
/** Told of a line, and kept of those around it. */
const MOST_LINE = 1000;
const BEFORE_MATCH = 200;
/** An expression that takes longer for a line will one day take minutes. */
const SLOW_MS = 50;
/** So many such lines in a row: one may be the machine's fault. */
const SLOW_LINES = 3;
/** No machine is that busy. */
const TOO_SLOW_MS = 500;

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
  heardAt: number;
  /** Its unfinished line will be looked at. */
  waits: boolean;
  /** Rules found in the line that begins there, which had no end yet. */
  found: { readonly from: number; readonly rules: ReadonlySet<string> };
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
        return [{ rule, expression: lineExpression(rule.pattern) }];
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
    host.heardAt = this.options.now();
    if (!host.waits) this.lookWhenSilent(hostId, host, SILENT_MS);
  }

  forget(hostId: string): void {
    this.hosts.delete(hostId);
  }

  private begin(hostId: string, offset: number): Heard {
    const host: Heard = {
      lines: new OutputLines(offset, ({ from, text }) => this.line(hostId, host, from, text)),
      next: offset,
      recent: [],
      open: [],
      heardAt: 0,
      waits: false,
      found: { from: offset, rules: new Set() },
      quiet: new Map(),
    };
    this.hosts.set(hostId, host);
    return host;
  }

  private lookWhenSilent(hostId: string, host: Heard, ms: number): void {
    host.waits = true;
    this.options.setTimeout(() => {
      host.waits = false;
      if (this.hosts.get(hostId) !== host) return;
      const silentFor = this.options.now() - host.heardAt;
      if (silentFor < SILENT_MS) {
        this.lookWhenSilent(hostId, host, SILENT_MS - silentFor);
        return;
      }
      const { from, text } = host.lines.unfinished;
      if (text.trim() !== "") this.examine(hostId, host, from, text);
    }, ms);
  }

  private line(hostId: string, host: Heard, offset: number, text: string): void {
    const line = text.slice(0, MOST_LINE);
    for (const one of host.open) {
      one.after.push(line);
      if (one.after.length >= LINES_AFTER) this.tell(host, one);
    }
    if (line.trim() !== "") {
      this.options.eachLine(hostId, line);
      this.examine(hostId, host, offset, text);
    }
    host.recent.push(line);
    if (host.recent.length > LINES_BEFORE) host.recent.shift();
  }

  /** A rule that was found in a line before it had its end is not found in it again. */
  private examine(hostId: string, host: Heard, offset: number, text: string): void {
    const found = new Set(host.found.from === offset ? host.found.rules : []);
    for (const { rule, expression } of this.rules) {
      if (found.has(rule.id)) continue;
      const at = this.search(rule, expression, text);
      if (at === null) continue;
      found.add(rule.id);
      const from = at + BEFORE_MATCH < MOST_LINE ? 0 : at - BEFORE_MATCH;
      this.found(host, { hostId, rule, offset, line: text.slice(from, from + MOST_LINE) });
    }
    host.found = { from: offset, rules: found };
  }

  /** Where it matches; null when it does not. */
  private search(rule: ConsoleRule, expression: RegExp, text: string): number | null {
    const begun = this.options.now();
    const at = text.search(expression);
    const took = this.options.now() - begun;
    const slow = took > SLOW_MS ? (this.slow.get(rule.id) ?? 0) + 1 : 0;
    this.slow.set(rule.id, slow);
    if (slow >= SLOW_LINES || took > TOO_SLOW_MS) {
      this.rules = this.rules.filter((one) => one.rule.id !== rule.id);
      this.options.tooSlow(rule);
    }
    return at < 0 ? null : at;
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
