import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import en from "@/lib/i18n/messages/en/audit.json";
import zh from "@/lib/i18n/messages/zh/audit.json";

const audited = [
  /\baction: "([a-z]+(?:[.-][a-z-]+)*)"/g,
  /\.(?:write|record)\(ctx, "([a-z.-]+)"/g,
  // What viewers of a console do is audited as `console.…`.
  /(?:person|member|request)\.audit\("([a-z-]+)"/g,
];

/** The actions that the engine's sources give to the audit by name. */
function actionsOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts") && !file.includes("testing"))
    .flatMap((file) => {
      const source = readFileSync(join(folder, file), "utf8");
      return audited.flatMap((pattern) => [...source.matchAll(pattern)].map(([, name = ""]) => name));
    });
}

function nameIn(messages: object, action: string): unknown {
  return action
    .split(".")
    .reduce<unknown>(
      (at, key) => (typeof at === "object" && at !== null ? Reflect.get(at, key) : undefined),
      messages,
    );
}

test.each([
  ["English", en.actions],
  ["Chinese", zh.actions],
])("every audited action has a name in %s", (_, names) => {
  const actions = [
    ...actionsOf("server/services"),
    ...actionsOf("server/http"),
    ...actionsOf("server/console").map((action) => `console.${action}`),
  ];
  expect(actions.length).toBeGreaterThan(25);
  expect([...new Set(actions)].filter((action) => typeof nameIn(names, action) !== "string")).toEqual([]);
});
