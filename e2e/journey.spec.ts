import { rm } from "node:fs/promises";
import { join } from "node:path";
import { type BrowserContext, expect, type Page, test } from "@playwright/test";
import { administrator } from "./fixtures/api";
import { Engine } from "./fixtures/engine";
import { IpmiSimulator } from "./fixtures/ipmi-sim";
import { analogSensors, discreteSensors, fruFields } from "./fixtures/rack-server";
import { SerialPort } from "./fixtures/serial-port";
import { temporaryFolder } from "./fixtures/temporary-folder";
import { HostForm } from "./pages/host-form";
import { completeSetup, logIn } from "./pages/people";
import { switchPower } from "./pages/power";
import { Terminal } from "./pages/terminal";

/** A stranger's first quarter of an hour, in a browser, against a BMC we did not write. */
test.describe("from the setup link to a command on the serial console", () => {
  test.describe.configure({ mode: "serial" });
  let folder: string;
  let engine: Engine;
  let simulator: IpmiSimulator;
  let serial: SerialPort;
  let context: BrowserContext;
  let page: Page;
  let hostPage: string;

  test.beforeAll(async ({ browser }) => {
    test.setTimeout(180_000);
    folder = await temporaryFolder();
    serial = new SerialPort("127.2.30.1", 9400);
    await serial.start();
    simulator = new IpmiSimulator({
      folder: join(folder, "bmc"),
      address: "127.2.30.1",
      serial: "127.2.30.1:9400",
    });
    await simulator.start("on");
    engine = new Engine({ dataFolder: join(folder, "data"), environment: { LIGHTSOUT_POLL_SECONDS: "5" } });
    await engine.start();
    context = await browser.newContext({ locale: "en-GB" });
    page = await context.newPage();
  });

  test.afterAll(async () => {
    await context?.close();
    await engine?.stop();
    await simulator?.stop();
    await serial?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  test("setup creates the administrator, and the link is gone afterwards", async () => {
    const link = engine.setupLink;
    await completeSetup(page, link);
    const other = await context.browser()?.newContext();
    const late = await other?.newPage();
    await late?.goto(link);
    await expect(late?.getByText("Setup is over") ?? page.locator("nothing")).toBeVisible();
    await other?.close();
  });

  test("login by password", async () => {
    await context.clearCookies();
    await logIn(page, engine.url, administrator.email, administrator.password);
    await expect(page.getByText("No hosts yet")).toBeVisible();
  });

  test("a wrong password of the BMC stops the connection test at login, with a remedy", async () => {
    const form = new HostForm(page);
    await form.openFromEmptyFleet();
    await form.fill({
      name: "rack7-u12",
      address: simulator.address,
      username: simulator.user,
      password: "wrong",
    });
    await form.testConnection();
    await expect(form.sheet.getByText("Stopped at: Login")).toBeVisible({ timeout: 30_000 });
    await expect(form.sheet.getByText(/password/i).last()).toBeVisible();
  });

  test("the connection test walks to the device id, and the host is added", async () => {
    const form = new HostForm(page);
    await form.fill({ password: simulator.password });
    await form.testConnection();
    await expect(form.sheet.getByText("The connection works")).toBeVisible({ timeout: 30_000 });
    await form.save();
    const row = page.getByRole("row").filter({ hasText: "rack7-u12" });
    await expect(row).toBeVisible();
    await expect(row.getByText("On", { exact: true })).toBeVisible({ timeout: 20_000 });
    await page.getByRole("link", { name: "rack7-u12" }).first().click();
    await expect(page.getByRole("heading", { name: "rack7-u12" })).toBeVisible();
    hostPage = page.url().replace(/\/$/, "");
  });

  test("power off, on and cycle are confirmed by the simulator's own log", async () => {
    await switchPower(page, "Power off (hard)", "Cut power", "Confirmed by its state");
    expect(await simulator.power()).toBe("off");
    await switchPower(page, "Power on", "Power on", "Confirmed by its state");
    expect(await simulator.power()).toBe("on");
    await switchPower(page, "Power cycle (hard)", "Power cycle", "Confirmed by its state");
    expect(simulator.actions().map((action) => action.operation)).toEqual([
      "power 0",
      "power 1",
      "power 0",
      "power 1",
    ]);
  });

  test("sensors show exactly the table's values", async () => {
    await page.goto(`${hostPage}/sensors`);
    for (const sensor of analogSensors) {
      const row = page.getByRole("row").filter({ has: page.getByText(sensor.name, { exact: true }) });
      await expect(row.getByText(sensor.shown, { exact: true })).toBeVisible();
    }
    for (const sensor of discreteSensors) {
      const row = page.getByRole("row").filter({ has: page.getByText(sensor.name, { exact: true }) });
      await expect(row.getByText("No state asserted").first()).toBeVisible();
    }
  });

  test("events are decoded; archive and clear keeps them here", async () => {
    await page.goto(`${hostPage}/events`);
    await expect(page.getByText(/System Ambient/).first()).toBeVisible();
    await page.getByRole("button", { name: /archive and clear/i }).click();
    await page
      .getByRole("dialog")
      .or(page.getByRole("alertdialog"))
      .getByRole("button", { name: /archive and clear/i })
      .click();
    await page.goto(`${hostPage}/events?archived=only`);
    await expect(page.getByText(/System Ambient/).first()).toBeVisible({ timeout: 30_000 });
  });

  test("hardware shows the FRU", async () => {
    await page.goto(`${hostPage}/hardware`);
    for (const value of [fruFields.product, fruFields.serial, fruFields.assetTag, fruFields.boardSerial]) {
      await expect(page.getByText(value).first()).toBeVisible();
    }
  });

  test("boot device for the next boot is set, read back and cleared", async () => {
    await page.goto(`${hostPage}/boot`);
    await page.getByText("Network (PXE)").first().click();
    await page.getByRole("button", { name: "Set override" }).click();
    await expect.poll(() => simulator.actions().some((action) => action.operation === "boot pxe")).toBe(true);
    await page.getByRole("button", { name: "Clear override" }).click();
    await expect.poll(() => simulator.actions().at(-1)?.operation).toMatch(/^boot (none|default)/);
  });

  test("the console types a line and sees the echo", async () => {
    await page.goto(`${hostPage}/console`);
    const terminal = new Terminal(page);
    await terminal.untilConnected();
    await terminal.type("uname -a\r");
    await terminal.expectText("you said: uname -a");
    expect(serial.typed()).toBe("uname -a\r");
  });

  test("a second viewer sees the same, with what was there before, and cannot type unasked", async () => {
    const second = await context.newPage();
    await second.goto(`${hostPage}/console`);
    const terminal = new Terminal(second);
    await terminal.untilConnected();
    await terminal.expectText("you said: uname -a");
    serial.print("\r\nkernel: eth0 link up\r\n");
    await terminal.expectText("kernel: eth0 link up");
    await new Terminal(page).expectText("kernel: eth0 link up");
    await terminal.press("not mine\r");
    await expect(second.getByText(/has the keyboard/).first()).toBeVisible();
    await second.close();
    expect(serial.typed()).toBe("uname -a\r");
  });

  test("output that asks the terminal questions is not answered into the server", async () => {
    const before = serial.typed();
    // Device attributes, status, colour query, mode request, terminfo request.
    serial.print("\x1b[c\x1b[>c\x1b[5n\x1b]10;?\x07\x1b[?2026$p\x1bP$qm\x1b\\\r\nasked\r\n");
    await new Terminal(page).expectText("asked");
    expect(serial.typed()).toBe(before);
  });

  test("the audit lists all of it", async () => {
    await page.goto(`${engine.url}/audit`);
    const answer = await page.request.get(`${engine.url}/api/v1/audit?limit=1000`);
    const { entries } = (await answer.json()) as { entries: { action: string; outcome: string }[] };
    const done = (action: string) =>
      entries.filter((entry) => entry.action === action && entry.outcome === "ok").length;
    expect(done("setup")).toBe(1);
    expect(done("host.create")).toBe(1);
    expect([done("power.off"), done("power.on"), done("power.cycle")]).toEqual([1, 1, 1]);
    expect(done("events.clear")).toBe(1);
    expect(done("boot.set")).toBeGreaterThanOrEqual(1);
    expect(done("console.open")).toBe(2);
    await expect(page.getByText("rack7-u12").first()).toBeVisible();
  });
});
