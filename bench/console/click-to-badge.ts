import { rm } from "node:fs/promises";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import { ApiUser, administrator } from "../../e2e/fixtures/api";
import { chromiumOptions } from "../../e2e/fixtures/chromium";
import { Engine } from "../../e2e/fixtures/engine";
import { IpmiSimulator } from "../../e2e/fixtures/ipmi-sim";
import { temporaryFolder } from "../../e2e/fixtures/temporary-folder";
import type { Report } from "../report";

const RUNS = 6;

/**
 * Milliseconds from the click on the confirming button to the BMC doing it (its chassis log), and from there to the changed badge in
 * the page. Both clocks are this machine's.
 */
export async function measureClickToBadge(report: Report): Promise<void> {
  const folder = await temporaryFolder();
  const simulator = new IpmiSimulator({ folder: join(folder, "bmc"), address: "127.1.0.1" });
  const engine = new Engine({ dataFolder: join(folder, "data") });
  const browser = await chromium.launch(chromiumOptions);
  try {
    await simulator.start("on");
    await engine.start();
    const admin = await ApiUser.firstAdministrator(engine);
    const host = await admin.addHost("bench", simulator, simulator);
    await admin.untilOnline(host.id);
    const page = await browser.newPage({ locale: "en-US" });
    await page.goto(`${engine.url}/login`);
    await page.getByLabel("E-mail").fill(administrator.email);
    await page.getByLabel("Password", { exact: true }).fill(administrator.password);
    await page.getByRole("button", { name: "Log in" }).click();
    await page.goto(`${engine.url}/hosts/${host.id}`);
    const toDatagram: number[] = [];
    const toBadge: number[] = [];
    for (let run = 0; run < RUNS; run++) {
      const [verb, confirm, badge] =
        run % 2 === 0 ? ["Power off (hard)", "Cut power", "Off"] : ["Power on", "Power on", "On"];
      await page.getByRole("button", { name: /^Power of/ }).click();
      await page.getByRole("menuitem", { name: verb }).click();
      const before = simulator.actions().length;
      const button = page.getByRole("dialog").getByRole("button", { name: confirm, exact: true });
      await button.waitFor();
      const clicked = Date.now();
      await button.click();
      await page.locator("header").getByText(badge, { exact: true }).first().waitFor();
      const shown = Date.now();
      const done = simulator.actions()[before]?.at ?? Number.NaN;
      toDatagram.push(done - clicked);
      toBadge.push(shown - done);
      await page.keyboard.press("Escape");
      await page.getByRole("dialog").waitFor({ state: "hidden" });
    }
    report.add("click to the BMC acting", toDatagram, "ms");
    report.add("the BMC acting to the changed badge", toBadge, "ms");
    await admin.dispose();
  } finally {
    await browser.close();
    await engine.stop();
    await simulator.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
