import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { readEnv } from "@/server/env";

const root = fileURLToPath(new URL("..", import.meta.url));
const read = (file: string) => readFileSync(join(root, file), "utf8");

/** What the program says it knows. */
function knownSettings(): string[] {
  try {
    readEnv({ LIGHTSOUT_NO_SUCH_SETTING: "1" });
  } catch (error) {
    return [...String(error).matchAll(/\b(?:LIGHTSOUT|DATABASE)_[A-Z_]+\b/g)]
      .map(([name]) => name)
      .filter((name) => name !== "LIGHTSOUT_NO_SUCH_SETTING");
  }
  throw new Error("an unknown setting was taken");
}

const settingsIn = (text: string) =>
  new Set([...text.matchAll(/\b(?:LIGHTSOUT|DATABASE)_[A-Z_]+(?=[=:])/g)].map(([name]) => name));

/** The lines of a top-level or second-level block of the compose file. */
function block(text: string, title: string, indent: number): string {
  const lines = text.split("\n");
  const start = lines.indexOf(`${" ".repeat(indent)}${title}:`);
  expect(start, `${title} is missing`).toBeGreaterThanOrEqual(0);
  const rest = lines.slice(start + 1);
  const end = rest.findIndex((line) => line !== "" && line.search(/\S/) <= indent);
  return rest.slice(0, end < 0 ? undefined : end).join("\n");
}

test(".env.example names every setting, and nothing else", () => {
  expect([...settingsIn(read(".env.example"))].sort()).toEqual(knownSettings().sort());
});

test.each(["Dockerfile", "docker-compose.yml"])("%s sets only settings that exist", (file) => {
  const known = knownSettings();
  for (const name of settingsIn(read(file))) expect(known).toContain(name);
});

test("the image runs as nobody special, is asked whether it is ready, and copies what exists", () => {
  const dockerfile = read("Dockerfile");
  const lastStage = dockerfile.slice(dockerfile.lastIndexOf("\nFROM "));
  expect(lastStage).toMatch(/^USER node$/m);
  expect(lastStage).toMatch(/^HEALTHCHECK[\s\S]*\/readyz/m);
  for (const path of ["package.json", "next.config.ts", "prisma/migrations"]) {
    expect(lastStage).toContain(`/app/${path}`);
    expect(existsSync(join(root, path)), path).toBe(true);
  }
  expect(read(".dockerignore").split("\n")).toEqual(
    expect.arrayContaining(["secrets", "data", ".env", "node_modules"]),
  );
});

test("compose takes secrets from files, keeps data in volumes and waits for a healthy database", () => {
  const compose = read("docker-compose.yml");
  const app = block(compose, "app", 2);
  const postgres = block(compose, "postgres", 2);
  const secrets = block(compose, "secrets", 0);
  expect(postgres).toMatch(/image: postgres:18$/m);
  expect(postgres).toContain("healthcheck:");
  expect(app).toContain("condition: service_healthy");
  for (const service of [app, postgres]) {
    for (const [, name] of service.matchAll(/\/run\/secrets\/([a-z-]+)/g)) {
      expect(service).toContain(`- ${name}\n`);
      expect(block(secrets, String(name), 2)).toContain(`file: secrets/${name}`);
    }
    expect(service).not.toMatch(/password\s*:\s*\S/i);
  }
  const volumes = block(compose, "volumes", 0);
  for (const [, name] of `${app}\n${postgres}`.matchAll(/- ([a-z]+):\//g)) {
    expect(volumes).toContain(`  ${name}:`);
  }
});
