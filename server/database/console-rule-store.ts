import type { ConsoleRule } from "@/lib/contracts/recording";
import { Severity } from "@/lib/contracts/severity";
import type { ConsoleRule as Row } from "@/prisma/generated/client";
import type { Connection } from "./connection";

export interface ConsoleRuleStore {
  /** By name. */
  list(): Promise<ConsoleRule[]>;
  /** Those that are not there yet: a rule of ours that was switched off stays so. */
  seed(rules: readonly ConsoleRule[]): Promise<void>;
  save(rule: ConsoleRule): Promise<void>;
  /** False when there is none. */
  remove(id: string): Promise<boolean>;
}

function toRule({ id, name, pattern, severity, enabled, builtIn }: Row): ConsoleRule {
  return { id, name, pattern, severity: Severity.catch("unknown").parse(severity), enabled, builtIn };
}

export function consoleRuleStore(db: Connection): ConsoleRuleStore {
  return {
    async list() {
      return (await db.consoleRule.findMany({ orderBy: { name: "asc" } })).map(toRule);
    },
    async seed(rules) {
      await db.consoleRule.createMany({ data: [...rules], skipDuplicates: true });
    },
    async save(rule) {
      const { id, ...fields } = rule;
      await db.consoleRule.upsert({ where: { id }, create: rule, update: fields });
    },
    async remove(id) {
      return (await db.consoleRule.deleteMany({ where: { id } })).count > 0;
    },
  };
}
