import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { ApiUser, administrator } from "./fixtures/api";
import { Engine } from "./fixtures/engine";
import { IpmiSimulator } from "./fixtures/ipmi-sim";

test.describe("kill -9 of the engine in the middle of a power cycle", () => {
  test.describe.configure({ mode: "serial" });
  let folder: string;
  let engine: Engine;
  let simulator: IpmiSimulator;
  let admin: ApiUser;
  let host: string;
  let actionId: string;

  test.beforeAll(async () => {
    test.setTimeout(120_000);
    folder = await mkdtemp(join(tmpdir(), "lightsout-crash-"));
    simulator = new IpmiSimulator({ folder: join(folder, "bmc"), address: "127.2.34.1" });
    await simulator.start("on");
    engine = new Engine({ dataFolder: join(folder, "data"), environment: { LIGHTSOUT_POLL_SECONDS: "5" } });
    await engine.start();
    admin = await ApiUser.firstAdministrator(engine);
    host = (await admin.addHost("crash", simulator, simulator)).id;
    await admin.untilOnline(host);
  });

  test.afterAll(async () => {
    await admin?.dispose();
    await engine?.stop();
    await simulator?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  test("starts again by itself, with hosts, logins and audit as they were", async () => {
    const action = await admin.power(host, "cycle");
    actionId = action.id;
    // Between off and on the safe cycle waits; that is where the cord is pulled.
    await expect.poll(() => simulator.power(), { timeout: 20_000 }).toBe("off");
    await engine.kill();
    await engine.start();
    expect((await admin.host(host)).name).toBe("crash");
    expect((await admin.audit()).some((entry) => entry.action === "host.create")).toBe(true);
  });

  test("says what is not known and does not switch anything later", async () => {
    const action = await admin.finished(await admin.action(actionId));
    expect(action.status).toBe("unknown");
    const entry = (await admin.audit()).find((row) => row.action === "power.cycle");
    expect(entry?.outcome).toBe("unknown");
    await admin.untilPower(host, "off");
    expect(simulator.actions().map((done) => done.operation)).toEqual(["power 0"]);
  });

  test("the person decides: power on works at once", async () => {
    const action = await admin.finished(await admin.power(host, "on"));
    expect(action.status).toBe("confirmed");
    expect(await simulator.power()).toBe("on");
  });

  test("the setup link is not offered again", async () => {
    expect(() => engine.setupLink).toThrow();
    const again = await admin.http.post("/api/v1/setup", {
      data: { token: "x".repeat(32), ...administrator, email: "second@example.com" },
    });
    expect([404, 410]).toContain(again.status());
  });
});
