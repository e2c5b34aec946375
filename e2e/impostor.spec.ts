import { rm } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { ConnectionTestLine } from "@/lib/contracts/host";
import { ApiUser } from "./fixtures/api";
import { Engine } from "./fixtures/engine";
import { RogueBmc, type RogueMode } from "./fixtures/rogue-bmc";
import { temporaryFolder } from "./fixtures/temporary-folder";

const modes: readonly RogueMode[] = ["junk-rakp2", "no-algorithms", "ipmi-1.5-only"];

test.describe("a BMC that does not know the password", () => {
  let folder: string;
  let engine: Engine;
  let admin: ApiUser;

  test.beforeAll(async () => {
    test.setTimeout(120_000);
    folder = await temporaryFolder();
    engine = new Engine({ dataFolder: join(folder, "data"), environment: { LIGHTSOUT_POLL_SECONDS: "5" } });
    await engine.start();
    admin = await ApiUser.firstAdministrator(engine);
  });

  test.afterAll(async () => {
    await admin?.dispose();
    await engine?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  for (const [index, mode] of modes.entries()) {
    test(`${mode}: no RAKP3 code leaves, and the person is told why`, async () => {
      const rogue = new RogueBmc("127.2.32.1", 7000 + index, mode);
      await rogue.start();
      try {
        const answer = await admin.http.post("/api/v1/connection-tests", {
          data: { address: rogue.address, port: rogue.port, username: "ipmiusr", password: "very-secret-9" },
        });
        const body = await answer.text();
        const lines = body
          .trim()
          .split("\n")
          .map((line) => ConnectionTestLine.parse(JSON.parse(line)));
        const failed = lines.find((line) => line.status === "failed");
        expect(failed?.failure, body).toBeTruthy();
        if (mode === "junk-rakp2") {
          expect(rogue.rakp1.length).toBeGreaterThan(0);
          expect(failed?.failure?.code).toBe("bad-password");
        } else {
          expect(["suite-refused", "handshake", "ipmi-2-unsupported"]).toContain(failed?.failure?.code);
        }
        expect(rogue.leakedCodes).toEqual([]);
        expect(body).not.toContain("very-secret-9");
      } finally {
        await rogue.stop();
      }
    });
  }
});
