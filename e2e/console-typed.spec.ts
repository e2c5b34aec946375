import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "@playwright/test";
import { defaultConsolePolicy } from "@/lib/contracts/recording";
import { administrator } from "./fixtures/api";
import { Lab } from "./fixtures/lab";
import { SerialPort } from "./fixtures/serial-port";
import { logIn } from "./pages/people";
import { Recording } from "./pages/recording";
import { Terminal } from "./pages/terminal";

const ADDRESS = "127.2.72.1";
const operator = { email: "operator@example.com", password: "correct horse battery" };
const NOTICE = "What you type here is kept: an administrator can read it, passwords too.";

test.describe("what a person types into a console", () => {
  let lab: Lab;
  let serial: SerialPort;

  test.beforeAll(async () => {
    test.setTimeout(120_000);
    serial = new SerialPort(ADDRESS, 9400);
    await serial.start();
    lab = await Lab.start({ address: ADDRESS, host: "watched", serial: `${ADDRESS}:9400` });
    await lab.admin.createUser("operator", operator.email, operator.password);
    const policies = { default: { ...defaultConsolePolicy, record: true }, tags: [], hosts: [] };
    const laidDown = await lab.admin.http.put("/api/v1/console/policy", { data: policies });
    expect(laidDown.status(), await laidDown.text()).toBeLessThan(300);
  });

  test.afterAll(async () => {
    await lab?.stop();
    await serial?.stop();
  });

  test("is kept when an administrator says so, who then reads it; the person is told", async ({
    browser,
  }) => {
    // Two people, four pages, and a console that is opened twice.
    test.setTimeout(240_000);
    const typist = await (await browser.newContext()).newPage();
    await logIn(typist, lab.engine.url, operator.email, operator.password);
    await typist.goto(`${lab.engine.url}/hosts/${lab.host}/console`);
    const terminal = new Terminal(typist);
    await terminal.untilConnected();
    await terminal.type("not kept\r");
    await terminal.expectText("you said: not kept");
    await expect(typist.getByText(NOTICE)).toHaveCount(0);

    const admin = await (await browser.newContext()).newPage();
    await logIn(admin, lab.engine.url, administrator.email, administrator.password);
    await admin.goto(`${lab.engine.url}/users`);
    const row = admin.getByRole("row").filter({ hasText: operator.email });
    await row.getByRole("button", { name: "Actions for operator" }).click();
    await admin.getByRole("menuitem", { name: "Keep what is typed…" }).click();
    await admin.getByRole("alertdialog").getByRole("button", { name: "Keep it" }).click();
    await expect(row.getByText("Typing kept")).toBeVisible();

    // The console is opened anew by itself, and says so before another key goes out.
    await expect(typist.getByText(NOTICE)).toBeVisible({ timeout: 20_000 });
    await expect(typist.locator('[aria-live="polite"]').filter({ hasText: NOTICE })).toHaveCount(1);
    await terminal.untilConnected();
    await terminal.type('<img src=x onerror="window.acted=1">');
    await typist.keyboard.press("ArrowUp");
    await typist.keyboard.press("Control+c");
    await terminal.type("swordfish\r");
    await terminal.expectText("swordfish");
    const { violations } = await new AxeBuilder({ page: typist }).exclude(".xterm").analyze();
    expect(violations.filter(({ impact }) => impact === "serious" || impact === "critical")).toEqual([]);
    await typist.close();

    await admin.goto(`${lab.engine.url}/hosts/${lab.host}/console`);
    await admin.getByRole("button", { name: "History" }).click();
    const recording = new Recording(admin);
    await recording.marks
      .getByRole("button", { name: `What ${operator.email} typed` })
      .last()
      .click();
    const sheet = admin.getByRole("dialog", { name: "What was typed" });
    const text = sheet.locator("pre");
    await expect(text).toHaveText(/^<img src=x onerror="window\.acted=1">␛\[A\^Cswordfish⏎/);
    await expect(sheet).not.toContainText("not kept");
    expect(await admin.evaluate(() => "acted" in window)).toBe(false);
    const found = await new AxeBuilder({ page: admin }).include("[role=dialog]").analyze();
    expect(found.violations.map(({ id }) => id)).toEqual([]);
    const audit = await lab.admin.audit();
    expect(audit.filter(({ action }) => action === "console.read-typed")).toHaveLength(1);
    expect(JSON.stringify(audit)).not.toContain("swordfish");
    // With the page goes its hold on the keyboard.
    await admin.context().close();
  });

  test("is kept of an administrator who says so of himself, and read where nothing is recorded", async ({
    page,
  }) => {
    const policies = { default: { ...defaultConsolePolicy, record: false }, tags: [], hosts: [] };
    const laidDown = await lab.admin.http.put("/api/v1/console/policy", { data: policies });
    expect(laidDown.status(), await laidDown.text()).toBeLessThan(300);
    await logIn(page, lab.engine.url, administrator.email, administrator.password);
    await page.goto(`${lab.engine.url}/users`);
    const row = page.getByRole("row").filter({ hasText: administrator.email });
    await row.getByRole("button", { name: `Actions for ${administrator.name}` }).click();
    // Nothing that could lock him out.
    await expect(page.getByRole("menuitem")).toHaveText(["Keep what is typed…"]);
    await page.getByRole("menuitem").click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Keep it" }).click();
    await expect(row.getByText("Typing kept")).toBeVisible();

    await page.goto(`${lab.engine.url}/hosts/${lab.host}/console`);
    await expect(page.getByText(NOTICE)).toBeVisible({ timeout: 20_000 });
    const terminal = new Terminal(page);
    await terminal.untilConnected();
    await terminal.type("open sesame\r");
    await terminal.expectText("you said: open sesame");
    const sheet = page.getByRole("dialog", { name: "What was typed" });
    // What was typed is written down within seconds.
    await expect(async () => {
      await page.keyboard.press("Escape");
      await page.getByRole("button", { name: "More", exact: true }).click();
      await page.getByRole("menuitem", { name: "What was typed…" }).click();
      await expect(sheet).toContainText("open sesame⏎", { timeout: 2_000 });
    }).toPass({ timeout: 30_000 });
  });
});
