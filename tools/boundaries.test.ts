import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { checkBoundaries, importsOf, refusal } from "./boundaries.mjs";

describe("an import is refused", () => {
  test.each([
    ["of the outside by the protocol engine", "server/ipmi/session/session.ts", "@/lib/contracts/host"],
    ["of a package by the protocol engine", "server/ipmi/client.ts", "zod"],
    ["of a neighbour by a relative path", "server/ipmi/client.ts", "../bmc/capabilities"],
    ["of IPMI by a service", "server/services/power/once.ts", "@/server/ipmi"],
    ["of HTTP by a service", "server/services/hosts/create.ts", "@/server/http/caller"],
    ["of Prisma by a service", "server/services/hosts/create.ts", "@/prisma/generated/client"],
    ["of Prisma's package by a service", "server/services/hosts/create.ts", "@prisma/client"],
    ["of the driver for Postgres by a page", "components/hosts/table.tsx", "pg"],
    ["of the engine by a component", "components/hosts/table.tsx", "@/server/env"],
    ["of a page by a component", "components/hosts/table.tsx", "@/app/layout"],
    ["of Node by what runs in browsers too", "lib/units.ts", "node:fs"],
    ["of the whole by a part", "server/fleet/fleet.ts", "@/server/main"],
    ["of test code by the product", "server/fleet/fleet.ts", "@/server/bmc/testing/fake-bmc"],
  ])("%s", (_what, file, name) => {
    expect(refusal(file, name)).toContain("must not");
  });
});

test.each([
  ["server/ipmi/client.ts", "node:crypto"],
  ["server/ipmi/session/session.ts", "../wire/reader"],
  ["server/bmc/ipmi/driver.ts", "@/server/ipmi"],
  ["server/database/client.ts", "@/prisma/generated/client"],
  ["components/hosts/table.tsx", "@/lib/contracts/host"],
  ["server/fleet/fleet.test.ts", "@/server/bmc/testing/fake-bmc"],
])("%s may import %s", (file, name) => {
  expect(refusal(file, name)).toBeNull();
});

test("every way of naming a module is seen", () => {
  const source = `
    import a from "a";
    import type { B } from "b";
    import "c";
    export * from "d";
    export { e } from "e";
    const f: import("f").F = await import("g");
  `;
  expect(importsOf(source).sort()).toEqual(["a", "b", "c", "d", "e", "f", "g"]);
  expect(importsOf(`import x from "x"; const view = <p>Don't</p>;`, true)).toEqual(["x"]);
});

describe("a tree", () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "lightsout-boundaries-"));
  });
  afterEach(() => rmSync(root, { recursive: true }));

  function write(file: string, source: string) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), source);
  }

  test("is refused for a type a component takes from the engine", () => {
    write(
      "components/hosts/table.tsx",
      `import type { Env } from "@/server/env";\nexport const row = <tr />;\n`,
    );
    write("lib/good.ts", `import { z } from "zod";\nexport const Good = z.string();\n`);
    expect(checkBoundaries(root)).toEqual([
      expect.stringMatching(/^components\/hosts\/table\.tsx: .*server\/env/),
    ]);
  });
});
