import { rm } from "node:fs/promises";
import { join } from "node:path";
import AxeBuilder from "@axe-core/playwright";
import { type Browser, expect, type Page, test } from "@playwright/test";
import { ApiUser, administrator } from "./fixtures/api";
import { Engine } from "./fixtures/engine";
import { IpmiSimulator } from "./fixtures/ipmi-sim";
import { temporaryFolder } from "./fixtures/temporary-folder";

/** Every page, in both themes and languages and on a phone: readable by a machine, nothing wider than the screen, no policy broken. */
const looks = [
  { name: "dark, English, desktop", theme: "dark", locale: "en-GB", width: 1440 },
  { name: "light, Chinese, phone", theme: "light", locale: "zh-CN", width: 390 },
] as const;

test.describe("appearance", () => {
  let folder: string;
  let engine: Engine;
  let simulator: IpmiSimulator;
  let paths: string[];
  let cookies: Awaited<ReturnType<ApiUser["cookies"]>>;

  test.beforeAll(async () => {
    test.setTimeout(120_000);
    folder = await temporaryFolder();
    simulator = new IpmiSimulator({ folder: join(folder, "bmc"), address: "127.2.37.1" });
    await simulator.start("on");
    engine = new Engine({ dataFolder: join(folder, "data"), environment: { LIGHTSOUT_POLL_SECONDS: "5" } });
    await engine.start();
    const admin = await ApiUser.firstAdministrator(engine);
    const host = (await admin.addHost("rack7-u12", simulator, simulator)).id;
    await admin.addHost("rack7-u13-silent", { address: "127.2.37.2", port: 623 }, simulator);
    await admin.untilOnline(host);
    cookies = await admin.cookies();
    const tabs = ["", "/sensors", "/events", "/hardware", "/console", "/boot", "/ipmi", "/audit"];
    const consoles = [
      `/consoles?hosts=${host}`,
      "/consoles/search",
      "/consoles/recording",
      "/consoles/rules",
    ];
    const others = ["/audit", "/users", "/account"];
    paths = ["/", ...tabs.map((tab) => `/hosts/${host}${tab}`), ...consoles, ...others];
    await admin.dispose();
  });

  test.afterAll(async () => {
    await engine?.stop();
    await simulator?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  async function open(
    browser: Browser,
    look: (typeof looks)[number],
  ): Promise<{ page: Page; problems: string[] }> {
    const context = await browser.newContext({
      locale: look.locale,
      colorScheme: look.theme,
      viewport: { width: look.width, height: 900 },
    });
    await context.addCookies(cookies);
    const page = await context.newPage();
    const problems: string[] = [];
    page.on("pageerror", (error) => problems.push(`${page.url()}: ${error.message}`));
    page.on("console", (message) => {
      if (/Content Security Policy|hydrat/i.test(message.text()))
        problems.push(`${page.url()}: ${message.text()}`);
    });
    return { page, problems };
  }

  for (const look of looks) {
    test(look.name, async ({ browser }) => {
      test.setTimeout(240_000);
      const { page, problems } = await open(browser, look);
      for (const path of paths) {
        await page.goto(`${engine.url}${path}`);
        await expect(page.getByRole("main")).toBeVisible();
        await expect(page.locator("[data-slot=skeleton]")).toHaveCount(0, { timeout: 15_000 });
        const { violations } = await new AxeBuilder({ page }).exclude(".xterm").analyze();
        const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
        expect(serious.map(({ id, nodes }) => `${path} ${id}: ${nodes[0]?.html}`)).toEqual([]);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        expect(overflow, `${path} is wider than the screen`).toBeLessThanOrEqual(0);
      }
      expect(problems).toEqual([]);
      await page.context().close();
    });
  }

  test("the header fits a phone in English, whose words are the longest", async ({ browser }) => {
    const viewport = { width: 390, height: 844 };
    const context = await browser.newContext({ locale: "en-GB", viewport, isMobile: true, hasTouch: true });
    await context.addCookies(cookies);
    const page = await context.newPage();
    await page.goto(engine.url);
    await expect(page.getByRole("button", { name: "Menu of" })).toBeInViewport({ ratio: 1 });
    // A phone widens its window to what overflows, so the window says nothing.
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(viewport.width);
    await context.close();
  });

  test("the login page needs no mouse", async ({ page }) => {
    await page.goto(`${engine.url}/login`);
    await page.getByLabel("E-mail").focus();
    await page.keyboard.type(administrator.email);
    await page.keyboard.press("Tab");
    await page.keyboard.type(administrator.password);
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { name: "Hosts", exact: true })).toBeVisible();
    await expect(page.getByRole("searchbox", { name: "Search hosts" })).toBeVisible();
    await page.keyboard.press("/");
    await page.keyboard.type("u12");
    await expect(page).toHaveURL(/u12/);
    await expect(page.getByRole("row").filter({ hasText: "rack7-u13-silent" })).toHaveCount(0);
  });
});
