import { connect, createServer, type Socket } from "node:net";
import { expect, type Page, test } from "@playwright/test";
import { attacks } from "@/components/console/testing/host-attacks";
import { administrator } from "./fixtures/api";
import { Lab } from "./fixtures/lab";
import { SerialPort } from "./fixtures/serial-port";
import { logIn } from "./pages/people";
import { Terminal } from "./pages/terminal";

const ADDRESS = "127.2.55.1";
const SERIAL_PORT = 9400;
const WIRE_PORT = 9401;
const olga = { email: "olga@example.com", password: "a password of olga" };
const ESC = "\x1b";
/** How long a revoked login may keep a socket. */
const REVOKED_WITHIN_MS = 5_000;

/** The same sequences with their two-byte controls as single C1 characters. */
const asC1 = (text: string) =>
  text.replaceAll(new RegExp(`${ESC}([@-_])`, "g"), (_, letter: string) =>
    String.fromCharCode(letter.charCodeAt(0) + 0x40),
  );
const sequences = attacks.map(([, sequence]) => sequence).join("");
/** Every attack in both forms, cut-short ones, and what once made xterm.js stand still. */
const everything = [
  sequences,
  asC1(sequences),
  ...attacks.map(([, sequence]) => `${sequence.slice(0, -1)}\x18`),
  `${ESC}[25;80H${ESC}[1J${ESC}[2J${ESC}[H`,
].join("\r\n");

/** Every byte that Latin-1 has for a C1 control, alone and as the beginning of each attack. */
const rawControls = Buffer.concat([
  Buffer.from(Array.from({ length: 0x20 }, (_, control) => 0x80 + control)),
  Buffer.from(asC1(sequences), "latin1"),
  Buffer.from("\x9b6n\x9bc\x9d0;owned\x9c\x9d52;c;cm0gLXJmIC8K\x9c\x90$qm\x9c", "latin1"),
]);

/** The wire from the BMC to the host's serial port, on which bytes can be put that are no text. */
class Wire {
  private readonly ends = new Set<Socket>();
  private readonly server = createServer((bmc) => {
    const host = connect(SERIAL_PORT, ADDRESS);
    this.ends.add(bmc);
    bmc.pipe(host).pipe(bmc);
    for (const end of [bmc, host]) end.on("error", () => end.destroy());
    host.on("close", () => bmc.destroy());
    bmc.on("close", () => {
      this.ends.delete(bmc);
      host.destroy();
    });
  });

  start(): Promise<void> {
    return new Promise((resolve) => this.server.listen(WIRE_PORT, ADDRESS, resolve));
  }

  put(bytes: Buffer): void {
    for (const end of this.ends) end.write(bytes);
  }

  async stop(): Promise<void> {
    for (const end of this.ends) end.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

/** What a page did that no console may do. */
async function watchEffects(page: Page): Promise<() => Promise<string[]>> {
  const effects: string[] = [];
  page.on("dialog", (dialog) => {
    effects.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("popup", () => effects.push("popup"));
  page.on("download", () => effects.push("download"));
  page.on("pageerror", (error) => effects.push(`error ${error.message}`));
  await page.addInitScript(() => {
    const done: string[] = [];
    const trap = (target: object, names: readonly string[]) => {
      for (const name of names) {
        Object.defineProperty(target, name, { value: () => done.push(name), configurable: true });
      }
    };
    trap(window, ["open", "print", "moveTo", "moveBy", "resizeTo", "resizeBy", "focus", "blur", "close"]);
    trap(navigator.clipboard ?? {}, ["writeText", "write", "readText", "read"]);
    trap(document, ["execCommand"]);
    trap(Notification, ["requestPermission"]);
    Object.defineProperty(window, "consoleEffects", { value: done });
  });
  return async () => {
    const done = await page.evaluate(() => Reflect.get(window, "consoleEffects") as string[]);
    return [...effects, ...done];
  };
}

async function openConsole(page: Page, lab: Lab, who: { email: string; password: string }) {
  await logIn(page, lab.engine.url, who.email, who.password);
  await page.goto(`${lab.engine.url}/hosts/${lab.host}/console`);
  const terminal = new Terminal(page);
  await terminal.untilConnected();
  return terminal;
}

test.describe("a console that a hostile host prints on, and that people share", () => {
  let lab: Lab;
  let serial: SerialPort;
  const wire = new Wire();

  test.beforeAll(async () => {
    test.setTimeout(180_000);
    serial = new SerialPort(ADDRESS, SERIAL_PORT);
    await serial.start();
    await wire.start();
    lab = await Lab.start({ address: ADDRESS, host: "hostile", serial: `${ADDRESS}:${WIRE_PORT}` });
    await lab.admin.createUser("operator", olga.email, olga.password);
  });

  test.afterAll(async () => {
    await lab?.stop();
    await wire.stop();
    await serial?.stop();
  });

  test("nothing the host prints acts, in the writer's browser or in a viewer's", async ({
    browser,
    page,
  }) => {
    const writerEffects = await watchEffects(page);
    const writer = await openConsole(page, lab, administrator);
    await expect(page.getByText("You have the keyboard")).toBeVisible();
    const viewerPage = await (await browser.newContext({ locale: "en-GB" })).newPage();
    const viewerEffects = await watchEffects(viewerPage);
    const viewer = await openConsole(viewerPage, lab, olga);
    const before = [page.url(), await page.title(), viewerPage.url(), await viewerPage.title()];

    serial.print(`${everything}\r\nall is printed\r\n`);
    await writer.expectText("all is printed");
    await viewer.expectText("all is printed");
    expect(serial.typed()).toBe("");

    // The cursor position is told once: by the one who types.
    serial.print(`${ESC}[2J${ESC}[7;9H${ESC}[6n`);
    await expect.poll(() => serial.typed()).toBe(`${ESC}[7;9R`);

    // What was answered once is not answered again when it is shown again.
    await page.reload();
    await writer.untilConnected();
    await viewerPage.reload();
    await viewer.untilConnected();
    serial.print("\r\nshown again\r\n");
    await writer.expectText("shown again");
    await viewer.expectText("shown again");
    expect(serial.typed()).toBe(`${ESC}[7;9R`);

    expect([page.url(), await page.title(), viewerPage.url(), await viewerPage.title()]).toEqual(before);
    expect(await writerEffects()).toEqual([]);
    expect(await viewerEffects()).toEqual([]);
    await viewerPage.context().close();
  });

  for (const charset of ["Automatic", "Latin-1"]) {
    test(`bytes 80h to 9Fh are shown and obeyed by nobody; character set: ${charset}`, async ({ page }) => {
      const effects = await watchEffects(page);
      const terminal = await openConsole(page, lab, administrator);
      await expect(page.getByText("You have the keyboard")).toBeVisible();
      await page.getByRole("button", { name: "More" }).click();
      await page.getByRole("menuitem", { name: "Characters" }).hover();
      await page.getByRole("menuitemradio", { name: charset }).click();
      const before = [page.url(), await page.title(), serial.typed()];
      wire.put(Buffer.concat([rawControls, Buffer.from("\r\nthe end of it\r\n")]));
      await terminal.expectText("the end of it");
      await terminal.expectText("\ufffd6n\ufffdc\ufffd0;owned");
      expect([page.url(), await page.title(), serial.typed()]).toEqual(before);
      expect(await effects()).toEqual([]);
    });
  }

  test("the keyboard is asked for and handed over; a removed login is cut off at once", async ({
    browser,
    page,
  }) => {
    const ada = await openConsole(page, lab, administrator);
    await expect(page.getByText("You have the keyboard")).toBeVisible();
    const olgaPage = await (await browser.newContext({ locale: "en-GB" })).newPage();
    const sockets: { closed: boolean }[] = [];
    olgaPage.on("websocket", (socket) => {
      if (!socket.url().includes("/ws/console/")) return;
      const state = { closed: false };
      sockets.push(state);
      socket.on("close", () => {
        state.closed = true;
      });
    });
    const olgaTerminal = await openConsole(olgaPage, lab, olga);
    await olgaTerminal.press("not mine");
    await olgaPage.getByRole("button", { name: "Ask for the keyboard…" }).click();
    await olgaPage.getByRole("dialog").getByRole("button", { name: "Ask", exact: true }).click();
    await expect(page.getByText("asks for the keyboard").first()).toBeVisible();
    await page.getByRole("button", { name: "Hand over" }).first().click();
    await expect(olgaPage.getByText("You have the keyboard").first()).toBeVisible();
    await olgaTerminal.type("hello from olga\r");
    await ada.expectText("you said: hello from olga");
    expect(serial.typed()).not.toContain("not mine");

    const { users } = (await (await lab.admin.http.get("/api/v1/users")).json()) as {
      users: { id: string; email: string }[];
    };
    const her = users.find(({ email }) => email === olga.email);
    const removed = await lab.admin.http.delete(`/api/v1/users/${her?.id}`);
    expect(removed.status()).toBe(204);
    await expect.poll(() => sockets.every(({ closed }) => closed), { timeout: REVOKED_WITHIN_MS }).toBe(true);
    expect(sockets.length).toBeGreaterThan(0);
    await olgaTerminal.press("still there?\r");
    serial.print("the host goes on\r\n");
    await ada.expectText("the host goes on");
    expect(serial.typed()).not.toContain("still there");
    await expect(olgaPage.locator("body")).not.toContainText("the host goes on");
    await olgaPage.context().close();
  });
});
