import { expect, test } from "@playwright/test";
import { administrator } from "./fixtures/api";
import { Lab } from "./fixtures/lab";

test.describe("kill -9 of the engine in the middle of a power cycle", () => {
  test.describe.configure({ mode: "serial" });
  let lab: Lab;
  let actionId: string;

  test.beforeAll(async () => {
    test.setTimeout(120_000);
    lab = await Lab.start({ address: "127.2.34.1", host: "crash" });
  });

  test.afterAll(() => lab?.stop());

  test("starts again by itself, with hosts, logins and audit as they were", async () => {
    const action = await lab.admin.power(lab.host, "cycle");
    actionId = action.id;
    // Between off and on the safe cycle waits; that is where the cord is pulled.
    await expect.poll(() => lab.simulator.power(), { timeout: 20_000 }).toBe("off");
    await lab.engine.kill();
    await lab.engine.start();
    expect((await lab.admin.host(lab.host)).name).toBe("crash");
    expect((await lab.admin.audit()).some((entry) => entry.action === "host.create")).toBe(true);
  });

  test("says what is not known and does not switch anything later", async () => {
    const action = await lab.admin.finished(await lab.admin.action(actionId));
    expect(action.status).toBe("unknown");
    const entry = (await lab.admin.audit()).find((row) => row.action === "power.cycle");
    expect(entry?.outcome).toBe("unknown");
    await lab.admin.untilPower(lab.host, "off");
    expect(lab.simulator.actions().map((done) => done.operation)).toEqual(["power 0"]);
  });

  test("the person decides: power on works at once", async () => {
    const action = await lab.admin.finished(await lab.admin.power(lab.host, "on"));
    expect(action.status).toBe("confirmed");
    expect(await lab.simulator.power()).toBe("on");
  });

  test("the setup link is not offered again", async () => {
    expect(() => lab.engine.setupLink).toThrow();
    const again = await lab.admin.http.post("/api/v1/setup", {
      data: { token: "x".repeat(32), ...administrator, email: "second@example.com" },
    });
    expect([404, 410]).toContain(again.status());
  });
});
