import { randomUUID } from "node:crypto";
import type { ConsoleRule, ConsoleRuleFields } from "@/lib/contracts/recording";
import type { ConsoleRuleStore } from "@/server/database/console-rule-store";
import { requirePermission } from "../access/require-permission";
import type { Audit } from "../audit/audit";
import type { ServiceContext } from "../context";
import { InvalidError, NotFoundError, RefusedError } from "../errors";
import { builtInRules } from "./built-in-rules";
import { patternProblem } from "./pattern-problem";

export interface RuleBookDeps {
  readonly rules: ConsoleRuleStore;
  readonly audit: Audit;
}

/** What is looked for on consoles. Ours can be switched off, operators' own changed and removed. */
export class RuleBook {
  private rules: readonly ConsoleRule[] = [];
  private readonly listeners = new Set<() => void>();

  constructor(private readonly deps: RuleBookDeps) {}

  /** Call before anything else. */
  async load(): Promise<void> {
    await this.deps.rules.seed(builtInRules.map((rule) => ({ ...rule, enabled: true, builtIn: true })));
    this.rules = await this.deps.rules.list();
  }

  get enabled(): readonly ConsoleRule[] {
    return this.rules.filter((rule) => rule.enabled);
  }

  onChange(listener: () => void): void {
    this.listeners.add(listener);
  }

  list(ctx: ServiceContext): readonly ConsoleRule[] {
    requirePermission(ctx, "console.manage");
    return this.rules;
  }

  async add(ctx: ServiceContext, fields: ConsoleRuleFields): Promise<ConsoleRule> {
    requirePermission(ctx, "console.manage");
    refuseBadPattern(fields.pattern);
    const rule = { ...fields, id: randomUUID(), builtIn: false };
    await this.write(ctx, "console.rule.add", rule);
    return rule;
  }

  async change(ctx: ServiceContext, id: string, fields: ConsoleRuleFields): Promise<ConsoleRule> {
    requirePermission(ctx, "console.manage");
    const before = this.find(id);
    refuseBadPattern(fields.pattern);
    const rule = before.builtIn ? { ...before, enabled: fields.enabled } : { ...before, ...fields };
    await this.write(ctx, "console.rule.change", rule);
    return rule;
  }

  async remove(ctx: ServiceContext, id: string): Promise<void> {
    requirePermission(ctx, "console.manage");
    const rule = this.find(id);
    if (rule.builtIn) throw new RefusedError("This rule comes with Lightsout: switch it off instead.");
    await this.record(ctx, "console.rule.remove", rule);
    await this.deps.rules.remove(id);
    await this.refresh();
  }

  /** A rule that takes too long is switched off by the engine itself. */
  async switchOff(ctx: ServiceContext, id: string): Promise<void> {
    await this.write(ctx, "console.rule.change", { ...this.find(id), enabled: false });
  }

  private find(id: string): ConsoleRule {
    const rule = this.rules.find((one) => one.id === id);
    if (!rule) throw new NotFoundError("There is no such rule. It may have been removed.");
    return rule;
  }

  private async write(ctx: ServiceContext, action: string, rule: ConsoleRule): Promise<void> {
    await this.record(ctx, action, rule);
    await this.deps.rules.save(rule);
    await this.refresh();
  }

  private record(
    ctx: ServiceContext,
    action: string,
    { name, pattern, enabled }: ConsoleRule,
  ): Promise<void> {
    const detail = `${name}: ${pattern}${enabled ? "" : " (off)"}`;
    return this.deps.audit.record(ctx, { action, host: null, outcome: "ok", detail });
  }

  private async refresh(): Promise<void> {
    this.rules = await this.deps.rules.list();
    for (const listener of this.listeners) listener();
  }
}

function refuseBadPattern(pattern: string): void {
  const problem = patternProblem(pattern);
  if (problem === null) return;
  throw new InvalidError(`The expression ${problem}.`, [
    { field: "pattern", code: "bad-pattern", message: `The expression ${problem}.` },
  ]);
}
