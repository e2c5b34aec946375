import { rm } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { ApiUser } from "./fixtures/api";
import { Engine } from "./fixtures/engine";
import { temporaryFolder } from "./fixtures/temporary-folder";
import { completeSetup } from "./pages/people";

const HOSTS = 5;

test("--demo: a fleet that lives, says that it is simulated, and goes with one click", async ({ page }) => {
  const folder = await temporaryFolder();
  const engine = new Engine({
    dataFolder: join(folder, "data"),
    environment: { LIGHTSOUT_POLL_SECONDS: "5" },
    arguments: ["--demo", String(HOSTS)],
  });
  try {
    await engine.start();
    await completeSetup(page, engine.setupLink);
    await expect(page.getByText(`${HOSTS} hosts are simulated`)).toBeVisible();
    const rows = page.getByRole("row").filter({ hasText: "Simulated" });
    await expect(rows).toHaveCount(HOSTS);
    await expect(page.getByRole("button", { name: `${HOSTS - 1} On` })).toBeVisible({ timeout: 30_000 });
    await expect(page.getByRole("button", { name: "1 Off" })).toBeVisible();

    await page.getByRole("link", { name: "demo-r1-01", exact: true }).click();
    await expect(page.getByRole("heading", { name: "demo-r1-01" })).toBeVisible();
    await expect(page.getByText("Simulated", { exact: true })).toBeVisible();
    await page.getByRole("link", { name: "Sensors", exact: true }).click();
    await expect(page.getByRole("row").nth(5)).toBeVisible({ timeout: 30_000 });
    await page.getByRole("link", { name: "Hardware", exact: true }).click();
    await expect(page.getByText("cipher suite 17")).toBeVisible();
    await page.getByRole("link", { name: "Console", exact: true }).click();
    await expect(page.getByText("Connected")).toBeVisible();
    await page.locator(".xterm-helper-textarea").press("Enter");
    await expect(page.locator(".xterm-rows")).toContainText("login:", { timeout: 20_000 });

    await page.goto(engine.url);
    await page.getByRole("button", { name: "Remove the demo" }).click();
    await expect(page.getByText("No hosts yet")).toBeVisible();
    const admin = await ApiUser.login(engine, "admin@example.com", "correct horse battery");
    const { hosts } = await (await admin.http.get("/api/v1/hosts")).json();
    expect(hosts).toEqual([]);
    await admin.dispose();
  } finally {
    await engine.stop();
    await rm(folder, { recursive: true, force: true });
  }
});
