import { rm } from "node:fs/promises";
import { join } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { ApiUser, administrator } from "./fixtures/api";
import { Engine } from "./fixtures/engine";
import { POWER_BUTTON, PROMPT, QemuGuest, whyNoGuest } from "./fixtures/qemu-guest";
import { temporaryFolder } from "./fixtures/temporary-folder";
import { HostForm } from "./pages/host-form";
import { logIn } from "./pages/people";
import { switchPower } from "./pages/power";
import { Terminal } from "./pages/terminal";

/** Of the last lines the kernel prints before the shell is there: they are in sight together. */
const KERNEL_STARTS_INIT = "Run /init as init process";
/** Software emulation on a machine that does other things. */
const BOOT_MS = 60_000;

const noGuest = whyNoGuest();

if (noGuest !== null) {
  test(`a server that really boots was not tried: ${noGuest}`, () => {
    test.info().annotations.push({ type: "not tried", description: noGuest });
  });
} else {
  test.describe("a server that really boots, at its console", () => {
    test.describe.configure({ mode: "serial" });
    let folder: string;
    let guest: QemuGuest;
    let engine: Engine;
    let page: Page;
    let terminal: Terminal;

    test.beforeAll(async ({ browser }) => {
      test.setTimeout(180_000);
      folder = await temporaryFolder();
      guest = new QemuGuest({ folder, address: "127.2.53.40" });
      await guest.start();
      engine = new Engine({ dataFolder: join(folder, "data"), environment: { LIGHTSOUT_POLL_SECONDS: "5" } });
      await engine.start();
      const admin = await ApiUser.firstAdministrator(engine);
      await admin.dispose();
      page = await browser.newPage({ locale: "en-GB" });
      terminal = new Terminal(page);
    });

    test.afterAll(async () => {
      await page?.close();
      await engine?.stop();
      await guest?.stop();
      await rm(folder, { recursive: true, force: true });
    });

    const shows = (text: string) =>
      expect(page.locator(".xterm-rows")).toContainText(text, { timeout: BOOT_MS });

    test("is added while it is off, and its console is there before it is", async () => {
      await logIn(page, engine.url, administrator.email, administrator.password);
      const form = new HostForm(page);
      await form.openFromEmptyFleet();
      const { address, user: username, password } = guest.bmc;
      await form.fill({ name: "guest", address, username, password });
      await form.save();
      await page.getByRole("link", { name: "guest" }).first().click();
      await page.getByRole("link", { name: "Console", exact: true }).click();
      await terminal.untilConnected();
      expect(await guest.power()).toBe("off");
    });

    test("is switched on from there, and its kernel's words appear", async () => {
      await switchPower(page, "Power on", "Power on", "Confirmed by its state");
      expect(await guest.power()).toBe("on");
      await shows(KERNEL_STARTS_INIT);
      await shows(PROMPT);
    });

    test("takes commands from the keyboard", async () => {
      await terminal.type("echo guest-$((6*7))-answers | tee /mark\r");
      await terminal.expectText("guest-42-answers");
    });

    test("boots anew after a power cycle, and has forgotten what was in its memory", async () => {
      await switchPower(page, "Power cycle (hard)", "Power cycle", "Confirmed by its state");
      await expect(page.locator(".xterm-rows")).not.toContainText("guest-42-answers", { timeout: BOOT_MS });
      await shows(KERNEL_STARTS_INIT);
      await shows(PROMPT);
      await terminal.type("cat /mark\r");
      await terminal.expectText("can't open '/mark': No such file or directory");
    });

    test("goes down by itself when it is asked to", async () => {
      await switchPower(page, "Shut down (soft)", "Shut down", "Confirmed by its state");
      await terminal.expectText(POWER_BUTTON);
      expect(await guest.power()).toBe("off");
      expect(guest.actions().at(-1)?.operation).toBe("shutdown 1");
    });
  });
}
