import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { administrator } from "./fixtures/api";
import { Lab } from "./fixtures/lab";
import { ipmitool } from "./fixtures/peers";
import { UdpProxy } from "./fixtures/udp-proxy";
import { logIn } from "./pages/people";

test.describe.configure({ mode: "serial" });

let lab: Lab;
/** The network between engine and BMC. */
const network = new UdpProxy("127.2.54.1", 6230, { address: "127.2.39.1", port: 623 });

test.beforeAll(async () => {
  await network.start();
  lab = await Lab.start({ address: "127.2.39.1", host: "rack7-u14", reachedAt: network });
});
test.afterAll(async () => {
  await lab.stop();
  await network.stop();
});

async function openShell(page: Page): Promise<void> {
  await logIn(page, lab.engine.url, administrator.email, administrator.password);
  await page.goto(`${lab.engine.url}/hosts/${lab.host}/ipmi`);
  await expect(page.getByLabel("Command for rack7-u14")).toBeVisible();
}

async function run(page: Page, line: string): Promise<void> {
  const field = page.getByLabel("Command for rack7-u14");
  await field.fill(line);
  await field.press("Enter");
}

async function lastAudit(): Promise<unknown> {
  const audit = await lab.admin.http.get("/api/v1/audit?action=shell.run&limit=1");
  return (await audit.json()).entries[0];
}

const output = (page: Page) => page.getByRole("log").locator("pre");

test("prints what ipmitool prints for the same BMC", async ({ page }) => {
  await openShell(page);
  for (const line of ["mc info", "sdr elist full", "fru print 0", "sel elist"]) {
    await run(page, line);
    await expect(page.getByRole("log").getByText("ms", { exact: false }).last()).toBeVisible();
    const expected = await ipmitool(lab.simulator, ...line.split(" "));
    await expect.poll(async () => await output(page).last().textContent()).toBe(expected);
  }
});

test("completes and recalls with the keyboard, and helps", async ({ page }) => {
  await openShell(page);
  const field = page.getByLabel("Command for rack7-u14");
  // The list of verbs is there when one of them is on the page.
  await expect(page.getByRole("button", { name: /^chassis status/ })).toBeVisible();
  await field.pressSequentially("chas");
  await field.press("Tab");
  await field.pressSequentially("stat");
  await field.press("Tab");
  await expect(field).toHaveValue("chassis status ");
  await field.press("Enter");
  await expect(output(page).last()).toContainText("System Power");
  await field.press("ArrowUp");
  await expect(field).toHaveValue("chassis status");
  await run(page, "sel help");
  await expect(output(page).last()).toContainText("SEL Commands");
  await run(page, "fry eggs");
  await expect(page.getByRole("log")).toContainText("Invalid command: fry");
});

test("what cannot be repeated asks first, is sent once, and is in the audit", async ({ page }) => {
  await openShell(page);
  const before = lab.simulator.actions().length;
  await run(page, "chassis power reset");
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("chassis power reset");
  expect(lab.simulator.actions()).toHaveLength(before);
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await expect(page.getByRole("log")).toContainText("Not sent.");
  expect(lab.simulator.actions()).toHaveLength(before);

  await run(page, "chassis power reset");
  await dialog.getByRole("button", { name: "Send it" }).click();
  await expect(output(page).last()).toHaveText("Chassis Power Control: Reset\n");
  expect(lab.simulator.actions().slice(before)).toHaveLength(1);
  expect(await lastAudit()).toMatchObject({
    outcome: "ok",
    detail: "chassis power reset",
    hostName: "rack7-u14",
  });
});

test("a power verb says what it leaves out, and gives way to the power menu", async ({ page }) => {
  await openShell(page);
  const before = lab.simulator.actions().length;
  await run(page, "power off");
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("This is Chassis Control itself");
  await dialog.getByRole("button", { name: "Power menu: Power off (hard)" }).click();
  await expect(dialog).toContainText("Cut the power of rack7-u14?");
  await expect(page.getByRole("log", { includeHidden: true })).toContainText("Not sent.");
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await expect(dialog).toHaveCount(0);
  expect(lab.simulator.actions()).toHaveLength(before);
});

test("verbs are explained in the language of the page", async ({ browser }) => {
  const context = await browser.newContext({ locale: "zh-CN" });
  await context.addCookies(await lab.admin.cookies());
  const page = await context.newPage();
  await page.goto(`${lab.engine.url}/hosts/${lab.host}/ipmi`);
  await expect(page.getByRole("button", { name: /^sel clear/ })).toContainText("清除事件日志");
  await page.getByRole("searchbox", { name: "查找命令" }).fill("看门狗");
  await expect(page.getByRole("button", { name: /^mc watchdog get/ })).toBeVisible();
  await expect(page.getByRole("button", { name: /^sel clear/ })).toHaveCount(0);
  await context.close();
});

test("is for administrators: others see no tab, and the API refuses them", async ({ page }) => {
  await lab.admin.createUser("operator", "op@example.com", "correct horse battery");
  await logIn(page, lab.engine.url, "op@example.com", "correct horse battery");
  await page.goto(`${lab.engine.url}/hosts/${lab.host}`);
  await expect(page.getByRole("link", { name: "Console", exact: true })).toBeVisible();
  await expect(page.getByRole("link", { name: "IPMI shell" })).toHaveCount(0);
  const refused = await page.request.post(`${lab.engine.url}/api/v1/hosts/${lab.host}/ipmi-shell`, {
    headers: { origin: lab.engine.url, "x-lightsout": "1" },
    data: { line: "mc info" },
  });
  expect(refused.status()).toBe(403);
});

test("reads well on a phone, and to a screen reader", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await openShell(page);
  await run(page, "sel elist");
  await expect(output(page).last()).toContainText("|");
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
});

test("a line that takes long is seen as it comes, and called off by Cancel, at the engine too", async ({
  page,
}) => {
  await openShell(page);
  // As after the first rows of a slow BMC: what was read is there, and nothing more comes.
  let replies = 0;
  network.rules = { reply: () => (++replies > 12 ? 0 : 1) };
  await run(page, "sdr elist");
  await expect(output(page).last()).toContainText(" | ok ");
  await expect(page.getByRole("log")).toContainText("Waiting for the BMC");
  expect(await lastAudit()).toMatchObject({ outcome: "intent", detail: "sdr elist" });
  await page.getByRole("button", { name: "Cancel" }).click();
  await expect(page.getByRole("log")).toContainText("Cancelled.");
  await expect(output(page).last()).toContainText(" | ok ");
  await expect.poll(lastAudit).toMatchObject({ outcome: "failed" });
});
