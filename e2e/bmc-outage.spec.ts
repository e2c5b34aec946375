import { rm } from "node:fs/promises";
import { join } from "node:path";
import { type BrowserContext, expect, type Page, test } from "@playwright/test";
import { ApiUser, administrator } from "./fixtures/api";
import { Engine } from "./fixtures/engine";
import { IpmiSimulator } from "./fixtures/ipmi-sim";
import { SerialPort } from "./fixtures/serial-port";
import { temporaryFolder } from "./fixtures/temporary-folder";
import { logIn } from "./pages/people";
import { Terminal } from "./pages/terminal";

test.describe("a BMC that goes away and comes back", () => {
  test.describe.configure({ mode: "serial" });
  let folder: string;
  let engine: Engine;
  let simulator: IpmiSimulator;
  let serial: SerialPort;
  let admin: ApiUser;
  let host: string;
  let context: BrowserContext;
  let page: Page;

  test.beforeAll(async ({ browser }) => {
    test.setTimeout(120_000);
    folder = await temporaryFolder();
    serial = new SerialPort("127.2.36.1", 9400);
    await serial.start();
    simulator = new IpmiSimulator({
      folder: join(folder, "bmc"),
      address: "127.2.36.1",
      serial: "127.2.36.1:9400",
    });
    await simulator.start("on");
    engine = new Engine({ dataFolder: join(folder, "data"), environment: { LIGHTSOUT_POLL_SECONDS: "5" } });
    await engine.start();
    admin = await ApiUser.firstAdministrator(engine);
    host = (await admin.addHost("outage", simulator, simulator)).id;
    await admin.untilOnline(host);
    context = await browser.newContext({ locale: "en-GB" });
    page = await context.newPage();
    await logIn(page, engine.url, administrator.email, administrator.password);
  });

  test.afterAll(async () => {
    await context?.close();
    await admin?.dispose();
    await engine?.stop();
    await simulator?.stop();
    await serial?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  test("an open console says so around the terminal, reconnects by itself and marks the gap", async () => {
    const consolePage = await context.newPage();
    await consolePage.goto(`${engine.url}/hosts/${host}/console`);
    const terminal = new Terminal(consolePage);
    await terminal.untilConnected();
    await terminal.type("before\r");
    await terminal.expectText("you said: before");
    await simulator.stop();
    await expect(consolePage.getByText("No connection to the BMC").first()).toBeVisible({
      timeout: 60_000,
    });
    await simulator.resume();
    await terminal.untilConnected();
    await terminal.type("after\r");
    await terminal.expectText("you said: after");
    await expect(consolePage.locator(".xterm-rows")).not.toContainText("Connection");
    expect(serial.typed()).toBe("before\rafter\r");
    await consolePage.close();
  });

  test("the fleet page keeps the last values and says since when and why it does not answer", async () => {
    await page.goto(engine.url);
    const row = page.getByRole("row").filter({ hasText: "outage" });
    await expect(row.getByText("On", { exact: true })).toBeVisible();
    await simulator.stop();
    await expect(row.getByText(/since/).first()).toBeVisible({ timeout: 60_000 });
    await expect(row.getByText(/cannot be reached|does not answer/i).first()).toBeVisible();
    // A closed port on loopback is told at once; on a network there is silence.
    expect(["no-answer", "no-route"]).toContain((await admin.host(host)).contact.failure?.code);
    expect((await admin.host(host)).power.state).toBe("on");
  });

  test("an action on a silent BMC is refused: nothing was sent", async () => {
    const action = await admin.finished(await admin.power(host, "reset"));
    expect(action.status).toBe("refused");
    expect(simulator.actions().map((done) => done.operation)).toEqual([]);
  });

  test("when it is back, so is the host, without anybody's help", async () => {
    await simulator.resume();
    await expect.poll(async () => (await admin.host(host)).contact.state, { timeout: 90_000 }).toBe("online");
    const row = page.getByRole("row").filter({ hasText: "outage" });
    await expect(row.getByText(/since/)).toHaveCount(0);
  });

  test("a wrong password stops logins by itself: the BMC is not asked again and again", async () => {
    const update = await admin.http.patch(`/api/v1/hosts/${host}`, { data: { password: "not-it" } });
    expect(update.status()).toBe(200);
    await expect
      .poll(async () => (await admin.host(host)).contact.failure?.code, { timeout: 30_000 })
      .toBe("bad-password");
    await admin.http.patch(`/api/v1/hosts/${host}`, { data: { password: simulator.password } });
    await admin.untilOnline(host);
  });
});
