import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { expect, test } from "@playwright/test";
import { administrator } from "./fixtures/api";
import { Lab } from "./fixtures/lab";
import { SerialPort } from "./fixtures/serial-port";
import { logIn } from "./pages/people";
import { Terminal } from "./pages/terminal";

const ADDRESS = "127.2.38.1";

test.describe("a console that ipmitool holds", () => {
  let lab: Lab;
  let serial: SerialPort;
  let holder: ChildProcess;

  test.beforeAll(async () => {
    test.setTimeout(120_000);
    serial = new SerialPort(ADDRESS, 9400);
    await serial.start();
    lab = await Lab.start({ address: ADDRESS, host: "held", serial: `${ADDRESS}:9400` });
    // ipmitool wants a terminal; `script` gives it one.
    const { user, password } = lab.simulator;
    const command = `ipmitool -I lanplus -C 3 -H ${ADDRESS} -U ${user} -P ${password} sol activate`;
    holder = spawn("script", ["-qfc", command, "/dev/null"], { stdio: ["pipe", "pipe", "ignore"] });
    let output = "";
    holder.stdout?.on("data", (data: Buffer) => {
      output += data.toString();
    });
    await expect.poll(() => output, { timeout: 20_000 }).toContain("SOL Session operational");
  });

  test.afterAll(async () => {
    if (holder && holder.exitCode === null) {
      const ended = once(holder, "exit");
      holder.kill("SIGTERM");
      await ended;
    }
    await lab?.stop();
    await serial?.stop();
  });

  test("says so, takes it over when told to, and writes that down", async ({ page }) => {
    await logIn(page, lab.engine.url, administrator.email, administrator.password);
    await page.goto(`${lab.engine.url}/hosts/${lab.host}/console`);
    await expect(page.getByText("Another program holds this console").first()).toBeVisible({
      timeout: 30_000,
    });
    expect(serial.typed()).toBe("");
    await page.getByRole("button", { name: "Take over…" }).click();
    const dialog = page.getByRole("dialog");
    const confirm = dialog.getByRole("button", { name: "Take over", exact: true });
    await expect(confirm).toBeDisabled();
    await dialog.getByLabel("Why?").fill("the holder has gone home");
    await confirm.click();
    const terminal = new Terminal(page);
    await terminal.untilConnected();
    await terminal.type("mine now\r");
    await terminal.expectText("you said: mine now");
    const audit = await lab.admin.audit();
    expect(audit.some((entry) => entry.action === "console.take-over" && entry.outcome === "ok")).toBe(true);
  });
});
