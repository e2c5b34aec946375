import { expect, test } from "@playwright/test";
import { inTerminal } from "@/server/cli/testing/programs";
import { administrator } from "./fixtures/api";
import { Lab } from "./fixtures/lab";
import { SerialPort } from "./fixtures/serial-port";

const ADDRESS = "127.2.56.1";
const HOST = "terminal-7";

test.describe("a console joined from a terminal", () => {
  let serial: SerialPort;
  let lab: Lab;

  test.beforeAll(async () => {
    serial = new SerialPort(ADDRESS, 9400);
    await serial.start();
    lab = await Lab.start({ address: ADDRESS, host: HOST, serial: `${ADDRESS}:9400` });
  });
  test.afterAll(async () => {
    await lab?.stop();
    await serial?.stop();
  });

  const lightsout = (...words: string[]) => [
    "env",
    `LIGHTSOUT_PASSWORD=${administrator.password}`,
    process.execPath,
    `${process.cwd()}/tools/lightsout.cjs`,
    "console",
    ...words,
  ];
  const join = (...words: string[]) =>
    lightsout(HOST, "--url", lab.engine.url, "--login", administrator.email, ...words);

  test("types, is answered, says who is here, and leaves", async () => {
    const { shown, exitCode } = await inTerminal(join(), [
      ["you have the keyboard", "uname\r"],
      ["you said: uname", "~w"],
      [`${administrator.email} (you) has the keyboard`, "~."],
    ]);
    expect(exitCode).toBe(0);
    expect(shown).toContain(`[left ${HOST}]`);
    expect(serial.typed()).toContain("uname\r");
    const entries = await lab.admin.audit();
    expect(entries.map(({ action }) => action)).toEqual(
      expect.arrayContaining(["console.open", "console.close"]),
    );
  });

  test("what a host prints presses no keys", async () => {
    const before = serial.typed().length;
    const ended = inTerminal(join(), [
      ["you have the keyboard", "go\r"],
      ["here it comes", "~."],
    ]);
    await expect.poll(() => serial.typed().slice(before)).toBe("go\r");
    serial.print("\x1b[c\x1b[6n\x1b[>0q\x1bP$qm\x1b\\\x1b]52;c;?\x07here it comes\r\n");
    expect((await ended).exitCode).toBe(0);
    expect((await ended).shown).not.toContain("\x1b[c");
    expect(serial.typed().slice(before)).toBe("go\r");
  });

  test("who is joined stays while the engine is killed and started again", async () => {
    const ended = inTerminal(join(), [
      ["[open]", "before\r"],
      ["you said: before", ""],
      ["no connection to Lightsout; trying again", ""],
      ["[open]", "after\r"],
      ["you said: after", "~."],
    ]);
    await expect.poll(() => serial.typed()).toContain("before\r");
    await lab.engine.kill();
    await lab.engine.start();
    expect((await ended).exitCode).toBe(0);
    expect(serial.typed()).toContain("after\r");
  });

  test("a wrong password and an unknown host are said", async () => {
    const unknown = await inTerminal(
      lightsout("nobody", "--url", lab.engine.url, "--login", administrator.email),
      [],
    );
    expect(unknown.exitCode).toBe(1);
    expect(unknown.shown).toContain("There is no host nobody.");
    const nowhere = await inTerminal(
      lightsout(HOST, "--url", "http://127.0.0.1:9", "--login", administrator.email),
      [],
    );
    expect(nowhere.shown).toContain("No engine answers at http://127.0.0.1:9.");
  });
});
