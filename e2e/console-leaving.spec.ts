import { expect, test } from "@playwright/test";
import { defaultConsolePolicy } from "@/lib/contracts/recording";
import { administrator } from "./fixtures/api";
import { Lab } from "./fixtures/lab";
import { SerialPort } from "./fixtures/serial-port";
import { logIn } from "./pages/people";
import { Recording } from "./pages/recording";
import { Terminal } from "./pages/terminal";

const ADDRESS = "127.2.58.1";
const CTRL_D = "\x04";

test.describe("a console that is left, and looked back from", () => {
  let serial: SerialPort;
  let lab: Lab;

  test.beforeAll(async () => {
    test.setTimeout(120_000);
    serial = new SerialPort(ADDRESS, 9400);
    await serial.start();
    lab = await Lab.start({ address: ADDRESS, host: "shell-1", serial: `${ADDRESS}:9400` });
    const policies = { default: { ...defaultConsolePolicy, record: true }, tags: [], hosts: [] };
    expect((await lab.admin.http.put("/api/v1/console/policy", { data: policies })).status()).toBe(200);
  });
  test.afterAll(async () => {
    await lab?.stop();
    await serial?.stop();
  });

  test("whoever leaves a shell open is asked, whichever way he leaves", async ({ page }) => {
    await logIn(page, lab.engine.url, administrator.email, administrator.password);
    const overview = `${lab.engine.url}/hosts/${lab.host}`;
    await page.goto(overview);
    await page.getByRole("link", { name: "Console", exact: true }).click();
    const terminal = new Terminal(page);
    await terminal.untilConnected();
    await expect(async () => {
      serial.print("\r\nroot@shell-1:~# ");
      await expect(page.locator(".xterm-rows")).toContainText("root@shell-1:~#", { timeout: 2_000 });
    }).toPass({ timeout: 30_000 });

    const question = page.getByRole("alertdialog");
    const stay = async () => {
      await expect(question).toContainText("Leave the shell on shell-1 open?");
      await question.getByRole("button", { name: "Stay" }).click();
      await expect(question).toBeHidden();
      await expect(page).toHaveURL(`${overview}/console`);
    };
    await page.getByRole("link", { name: "Sensors" }).click();
    await stay();
    await page.goBack();
    await stay();
    const tab = page.getByRole("link", { name: "Console", exact: true });
    await tab.focus();
    await tab.press("ArrowRight");
    await stay();
    await page.getByRole("button", { name: "Command palette" }).click();
    await page.getByRole("combobox").fill("audit");
    await page.getByRole("option", { name: "Audit" }).click();
    await stay();
    expect(serial.typed()).not.toContain(CTRL_D);

    await page.goBack();
    await question.getByRole("button", { name: "Type Ctrl-D and leave" }).click();
    await expect(page).toHaveURL(overview);
    await expect.poll(() => serial.typed()).toContain(CTRL_D);
  });

  test("who scrolls up to the first line goes on in the history", async ({ page }) => {
    await logIn(page, lab.engine.url, administrator.email, administrator.password);
    await page.goto(`${lab.engine.url}/hosts/${lab.host}/console`);
    const terminal = new Terminal(page);
    await terminal.untilConnected();
    // Return first: the Ctrl-D of before is still in the line.
    await terminal.type("\rflood 100\r");
    await terminal.expectText("FLOOD-END");
    const earlier = page.getByRole("button", { name: "Earlier output" });
    await expect(earlier).toBeHidden();
    await page.locator(".xterm-screen").hover();
    await expect(async () => {
      await page.mouse.wheel(0, -20_000);
      await expect(earlier).toBeVisible({ timeout: 1_000 });
    }).toPass();
    await earlier.click();
    await new Recording(page).expectText("root@shell-1:~#");
  });
});
