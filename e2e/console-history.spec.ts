import { readFile } from "node:fs/promises";
import { createServer, type Server, type Socket } from "node:net";
import { join } from "node:path";
import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { type ConsoleStretch, defaultConsolePolicy } from "@/lib/contracts/recording";
import { IpmiSimulator } from "./fixtures/ipmi-sim";
import { Lab } from "./fixtures/lab";
import { ipmitool } from "./fixtures/peers";
import { Recording } from "./pages/recording";

const SERIAL_PORT = 9400;
const ESC = "\x1b";
const lines = (what: string, count: number) =>
  Array.from({ length: count }, (_, i) => `${what} ${String(i).padStart(3, "0")}\r\n`).join("");
/** Colours, markup, characters of three bytes, and every byte there is: what an export must not change. */
const morning = Buffer.concat([
  Buffer.from(`${ESC}[1;32mthe morning begins${ESC}[0m <script>alert("printed")</script> 日本\r\n`),
  Buffer.from(lines("morning line", 300)),
  Buffer.from(Array.from({ length: 256 }, (_, byte) => byte)),
  Buffer.from(`${ESC}\\\x0f${ESC}[0m\r\nthe morning is over\r\n`),
]);
const evening = Buffer.from(
  `the evening begins\r\nLinux version 6.1.0-18-amd64 (debian-kernel)\r\n${lines("evening line", 40)}before the fault\r\nEDAC MC0: 1 CE on DIMM_A1\r\nafter the fault\r\n`,
);

/** A host with a serial port: says what it is told to say, and remembers it. */
class PrintingHost {
  readonly sent: Buffer[] = [];
  private readonly sockets = new Set<Socket>();
  private readonly server: Server = createServer((socket) => {
    this.sockets.add(socket);
    socket.on("close", () => this.sockets.delete(socket));
    socket.on("error", () => socket.destroy());
    socket.resume();
  });

  constructor(readonly address: string) {}

  get serial(): string {
    return `${this.address}:${SERIAL_PORT}`;
  }

  start(): Promise<void> {
    return new Promise((resolve) => this.server.listen(SERIAL_PORT, this.address, resolve));
  }

  print(bytes: Buffer): void {
    this.sent.push(bytes);
    for (const socket of this.sockets) socket.write(bytes);
  }

  async stop(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

/** In light, on a desk and on a phone: no serious finding of axe, nothing wider than the screen. */
async function expectReadable({ page, section }: Recording): Promise<void> {
  const size = page.viewportSize();
  for (const width of [1440, 390]) {
    await page.setViewportSize({ width, height: 900 });
    const { violations } = await new AxeBuilder({ page }).exclude(".xterm").analyze();
    const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
    expect(serious.map(({ id, nodes }) => `${width} ${id}: ${nodes[0]?.html}`)).toEqual([]);
    const box = await section.boundingBox();
    expect((box?.x ?? 0) + (box?.width ?? 0), `wider than ${width} px`).toBeLessThanOrEqual(width);
    expect(await section.evaluate((it) => it.scrollWidth - it.clientWidth)).toBeLessThanOrEqual(0);
  }
  if (size) await page.setViewportSize(size);
}

test.describe("what a console printed", () => {
  const first = new PrintingHost("127.2.70.1");
  const second = new PrintingHost("127.2.70.2");
  let neighbour: IpmiSimulator;
  let lab: Lab;
  /** One for all: what is loaded once is not loaded again. */
  let page: Page;
  let other: string;
  /** Where the first host's morning ends. */
  let midday: number;

  const kept = async (host: string) =>
    (await lab.admin.http.get(`/api/v1/hosts/${host}/console/export?format=raw`)).body();
  /** Resolves when the recording ends with these bytes. */
  const printed = async (host: string, from: PrintingHost, bytes: Buffer) => {
    from.print(bytes);
    await expect
      .poll(async () => (await kept(host)).subarray(-bytes.length).equals(bytes), { timeout: 20_000 })
      .toBe(true);
  };
  /** What a host prints before its console is open goes nowhere. */
  const listening = async (host: string, from: PrintingHost) => {
    await expect
      .poll(
        async () => {
          from.print(Buffer.from(".\r\n"));
          return (await kept(host)).length;
        },
        { timeout: 30_000 },
      )
      .toBeGreaterThan(0);
  };
  /** When the byte at this place of the first host's recording came. */
  const timeOf = async (offset: number) => {
    const answer = await lab.admin.http.get(
      `/api/v1/hosts/${lab.host}/console/stretch?from=${offset}&bytes=1`,
    );
    return ((await answer.json()) as ConsoleStretch).times[0]?.[1] ?? Number.NaN;
  };

  test.beforeAll(async ({ browser }) => {
    test.setTimeout(120_000);
    await Promise.all([first.start(), second.start()]);
    lab = await Lab.start({ address: first.address, host: "rack7-u01", serial: first.serial });
    neighbour = new IpmiSimulator({
      folder: join(lab.folder, "neighbour"),
      address: second.address,
      serial: second.serial,
    });
    await neighbour.start();
    other = (await lab.admin.addHost("rack7-u02", neighbour, neighbour)).id;
    const policies = { default: { ...defaultConsolePolicy, record: true }, tags: [], hosts: [] };
    const laidDown = await lab.admin.http.put("/api/v1/console/policy", { data: policies });
    expect(laidDown.status(), await laidDown.text()).toBeLessThan(300);
    await Promise.all([listening(lab.host, first), listening(other, second)]);

    await printed(lab.host, first, morning);
    midday = (await kept(lab.host)).length;
    // A moment is told to the second: what follows is not of the same one.
    const over = await timeOf(midday - 1);
    await expect.poll(() => Date.now() - over).toBeGreaterThan(2_000);
    await lab.admin.finished(await lab.admin.power(lab.host, "reset"));
    await printed(lab.host, first, evening);
    const context = await browser.newContext({
      locale: "en-GB",
      colorScheme: "light",
      permissions: ["clipboard-read", "clipboard-write"],
    });
    await context.addCookies(await lab.admin.cookies());
    page = await context.newPage();
    await printed(other, second, Buffer.from("all is well\r\nEDAC MC1: 2 CE on DIMM_B2\r\n"));
  });

  test.afterAll(async () => {
    await page?.context().close();
    await lab?.stop();
    await neighbour?.stop();
    await Promise.all([first.stop(), second.stop()]);
  });

  test("is scrolled back to its beginning, and opened at a time and at the mark of a power action", async () => {
    await page.goto(`${lab.engine.url}/hosts/${lab.host}/console`);
    await page.getByRole("button", { name: "History", exact: true }).click();
    const recording = new Recording(page);
    await recording.expectText("after the fault");
    await recording.focus();
    await page.keyboard.press("Home");
    await recording.expectText("the morning begins");

    // The moments of the page are whole seconds: the next one is after the morning, and before the evening.
    await recording.jumpTo((await timeOf(midday - 1)) + 1_000);
    await recording.expectText("the morning is over");

    await recording.marks.getByRole("button", { name: /Power/ }).first().click();
    await recording.expectText("the evening begins");
    await expect(page).toHaveURL(new RegExp(`at=${midday}`));
    await expect(recording.marks.getByRole("button", { name: /kernel: Linux version 6/ })).toBeVisible();
    await expectReadable(recording);
    await page.getByRole("button", { name: "Back to live" }).click();
    await expect(page).not.toHaveURL(/at=/);
  });

  test("is played as a film whose silences are cut short, and a link to a moment of it opens there", async () => {
    await page.goto(`${lab.engine.url}/hosts/${lab.host}/console?at=0&speed=1`);
    const recording = new Recording(page);
    await expect(page.getByRole("switch", { name: "Skip silence" })).toBeChecked();
    await page.keyboard.press("Space");
    await recording.expectText("after the fault");
    await expect(page.getByText("The end of the stretch")).toBeVisible();
    await expect(recording.marks.getByRole("listitem").last().locator("[aria-current]")).toBeVisible();
    await expectReadable(recording);

    await page.getByLabel("Place in the recording").fill(String(midday));
    await page.getByLabel("Place in the recording").blur();
    await recording.expectText("the morning is over");
    await recording.section.getByRole("button", { name: "Copy link to this place" }).click();
    await expect(page.getByText("The link is copied")).toBeVisible();
    const link = await page.evaluate(() => navigator.clipboard.readText());
    const place = Number(new URL(link).searchParams.get("at"));
    expect(Math.abs(place - midday)).toBeLessThan(200);
    const colleague = await page.context().newPage();
    await colleague.goto(link);
    await new Recording(colleague).expectText("the morning is over");
    await expect(colleague.getByLabel("Place in the recording")).toHaveValue(String(place));
    await colleague.close();
  });

  test("is taken along as raw bytes, text, asciicast and HTML", async () => {
    await page.goto(`${lab.engine.url}/hosts/${lab.host}/console?at=latest`);
    await page.getByRole("button", { name: "Export" }).click();
    const taken = async (format: string) => {
      const download = page.waitForEvent("download");
      await page.getByRole("dialog").getByRole("link", { name: format }).click();
      return readFile(await (await download).path());
    };
    const raw = await taken("Raw bytes");
    expect(raw.equals(Buffer.concat(first.sent).subarray(-raw.length))).toBe(true);
    expect(raw.length).toBeGreaterThanOrEqual(morning.length + evening.length);

    const [head, ...events] = (await taken("asciicast")).toString("utf8").trimEnd().split("\n");
    expect(JSON.parse(head ?? "")).toMatchObject({ version: 2, width: 80, title: "rack7-u01" });
    const output = events.map((line) => JSON.parse(line) as [number, string, string]);
    const shown = output.filter(([, kind]) => kind === "o").map(([, , text]) => text);
    expect(shown.join("")).toBe(raw.toString("utf8"));
    expect(output.map(([at]) => at)).toEqual(output.map(([at]) => at).sort((a, b) => a - b));

    const text = (await taken("Text")).toString("utf8");
    expect(text).toContain("\nmorning line 000\nmorning line 001\n");
    expect(text).toMatch(/^\[.+Z power: reset, asked for by .+\]$/m);
    expect(text.replaceAll(/[\n\t]/g, "")).not.toMatch(/\p{Cc}/u);

    const html = (await taken("HTML")).toString("utf8");
    expect(html).toContain("&lt;script&gt;alert(");
    expect(html).not.toMatch(/<script|<[^>]+\s(?:on\w+|src|href)=/i);
  });

  test("is searched over all hosts, with the lines around, and opened at the match", async () => {
    await page.goto(`${lab.engine.url}/consoles/search`);
    await page.getByLabel("Look for").fill("EDAC MC\\d: [12");
    await page.getByLabel("Regular expression").click();
    await page.keyboard.press("Tab");
    await page.getByRole("button", { name: "Search", exact: true }).click();
    await expect(page.getByLabel("Look for")).toHaveAttribute("aria-invalid", "true");
    await expect(page.getByText("This expression cannot be used: unclosed character class")).toBeVisible();
    await expect(page.getByText("Correct it above, or switch “Regular expression” off")).toBeVisible();
    await page.getByLabel("Look for").fill("EDAC MC\\d: [12]");
    await page.keyboard.press("Enter");
    const matches = page.getByRole("list", { name: "Matches" }).getByRole("listitem");
    await expect(matches).toHaveCount(2);
    const match = matches.filter({ hasText: "rack7-u01" });
    await expect(match).toContainText("before the fault");
    await expect(match).toContainText("after the fault");
    await match.getByRole("link").click();
    await new Recording(page).expectText("EDAC MC0: 1 CE on DIMM_A1");
    await page.getByRole("button", { name: "Replay" }).click();
    await expect(page.getByRole("region", { name: "Replay" })).toBeVisible();
  });

  test("becomes an event of the host where it matches a rule of the operator's own", async () => {
    await page.goto(`${lab.engine.url}/consoles/rules`);
    await page.getByRole("button", { name: "Add a rule" }).click();
    const sheet = page.getByRole("dialog");
    await sheet.getByLabel("Name").fill("Coffee is out");
    await sheet.getByLabel("Regular expression", { exact: true }).fill("coffee: \\d+ beans? left");
    await page.keyboard.press("Enter");
    await expect(sheet).toBeHidden();
    await page.goto(`${lab.engine.url}/hosts/${lab.host}/events`);
    await expect(page.getByText("Live", { exact: true })).toBeVisible();
    await printed(
      lab.host,
      first,
      Buffer.from("the pot is low\r\ncoffee: 3 beans left\r\nthe pot is empty\r\n"),
    );
    const event = page.getByRole("row").filter({ hasText: "Coffee is out: coffee: 3 beans left" });
    await expect(event).toBeVisible({ timeout: 20_000 });
    await event.getByRole("button").click();
    await expect(page.getByText("the pot is low")).toBeVisible();
  });

  test("is nothing while the BMC's serial over LAN is off: the doctor says so and switches it on", async () => {
    await ipmitool(lab.simulator, "sol", "set", "enabled", "false", "1");
    await page.goto(`${lab.engine.url}/hosts/${lab.host}/console`);
    await page.getByRole("button", { name: "More" }).click();
    await page.getByRole("menuitem", { name: "Why is it empty?" }).click();
    const layer = page
      .getByRole("dialog")
      .getByRole("listitem")
      .filter({ hasText: /^Serial over LAN\b/ });
    await expect(layer).toContainText("Switched off on the BMC.", { timeout: 30_000 });
    await layer.getByRole("button", { name: "Switch serial over LAN on" }).click();
    await expect(layer).toContainText("Enabled.", { timeout: 30_000 });
    expect(await ipmitool(lab.simulator, "sol", "info", "1")).toMatch(/^Enabled\s+: true$/m);
  });
});
