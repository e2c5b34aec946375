import { expect, test } from "@playwright/test";
import { administrator } from "./fixtures/api";
import { Lab } from "./fixtures/lab";
import { SerialPort } from "./fixtures/serial-port";
import { logIn } from "./pages/people";
import { Terminal } from "./pages/terminal";

const ADDRESS = "127.2.57.1";

test.describe("the wall of consoles", () => {
  let serial: SerialPort;
  let lab: Lab;

  test.beforeAll(async () => {
    test.setTimeout(120_000);
    serial = new SerialPort(ADDRESS, 9400);
    await serial.start();
    lab = await Lab.start({ address: ADDRESS, host: "wall-1", serial: `${ADDRESS}:9400` });
  });
  test.afterAll(async () => {
    await lab?.stop();
    await serial?.stop();
  });

  test("shows what hosts print, and types on the chosen ones only after the switch was set", async ({
    page,
  }) => {
    await logIn(page, lab.engine.url, administrator.email, administrator.password);
    await page.goto(`${lab.engine.url}/consoles`);
    await expect(page.getByText("No console is chosen")).toBeVisible();
    await page.getByRole("button", { name: "By host" }).click();
    await page.getByRole("menuitemcheckbox", { name: "wall-1" }).click();
    await page.keyboard.press("Escape");
    await expect(page).toHaveURL(new RegExp(`hosts=${lab.host}`));

    const tile = page.getByRole("listitem").filter({ hasText: "wall-1" });
    await expect.poll(() => serial.connected).toBe(true);
    await expect(tile.locator("[data-console-state]")).toHaveCount(0, { timeout: 20_000 });
    const silent = tile.getByText("Nothing was printed yet");
    await expect(silent).toBeVisible();
    // The tile is quiet before it asks for its console, too: what is printed then goes nowhere.
    await expect(async () => {
      serial.print("\r\nthe rack is humming\r\n");
      await expect(tile).toContainText("the rack is humming", { timeout: 2_000 });
    }).toPass({ timeout: 30_000 });
    await expect(silent).toBeHidden();

    await page.getByRole("checkbox", { name: "Type on wall-1 with the others" }).click();
    const line = page.getByRole("textbox", { name: "One line for all of them" });
    await expect(line).toBeDisabled();
    await page.getByRole("switch").click();
    await expect(page.getByText("What you send goes to 1 of 1")).toBeVisible();
    await line.fill("uptime");
    await line.press("Enter");
    await expect(tile).toContainText("you said: uptime");
    expect(serial.typed()).toBe("uptime\r");
  });

  test("another person's keyboard is not taken", async ({ browser, page }) => {
    await logIn(page, lab.engine.url, administrator.email, administrator.password);
    await page.goto(`${lab.engine.url}/hosts/${lab.host}/console`);
    await new Terminal(page).untilConnected();
    await expect(page.getByText("You have the keyboard")).toBeVisible();
    await lab.admin.createUser("operator", "olga@example.com", "a password of olga");
    const other = await browser.newPage();
    await logIn(other, lab.engine.url, "olga@example.com", "a password of olga");
    await other.goto(`${lab.engine.url}/consoles?hosts=${lab.host}`);
    await other.getByRole("checkbox", { name: "Type on wall-1 with the others" }).click();
    await other.getByRole("switch").click();
    await expect(other.getByText("What you send goes to 0 of 1")).toBeVisible();
    await expect(other.getByText("somebody else has the keyboard", { exact: false })).toBeVisible();
    await expect(page.getByText("You have the keyboard")).toBeVisible();
    await other.context().close();
  });
});
