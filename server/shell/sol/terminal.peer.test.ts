import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { readFile, rm } from "node:fs/promises";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { IpmiSimulator } from "@/e2e/fixtures/ipmi-sim";
import { SerialPort } from "@/e2e/fixtures/serial-port";
import { temporaryFolder } from "@/e2e/fixtures/temporary-folder";

const ADDRESS = "127.2.47.16";
const BREAK = Buffer.from([0xff, 0xf3]);
const OPERATIONAL = "[SOL Session operational.  Use ~? for help]";

let folder: string;
let serial: SerialPort;
let bmc: IpmiSimulator;

beforeAll(async () => {
  folder = await temporaryFolder();
  serial = new SerialPort(ADDRESS, 9400);
  await serial.start();
  bmc = new IpmiSimulator({ folder: `${folder}/sim`, address: ADDRESS, serial: `${ADDRESS}:9400` });
  await bmc.start();
});
afterAll(async () => {
  await bmc.stop();
  await serial.stop();
  await rm(folder, { recursive: true, force: true });
});

const connection = ["-I", "lanplus", "-C", "3", "-H", ADDRESS, "-U", "ipmiusr", "-P", "test"];

/** A command in a pseudo-terminal of its own: `script` is the terminal, a shell in it notes the settings before and after. */
class Terminal {
  private readonly process: ChildProcess;
  private shown = "";
  private readonly waiting: { text: string; resolve: () => void; reject: (error: Error) => void }[] = [];
  readonly closed: Promise<void>;

  constructor(command: readonly string[]) {
    const line = command.map((word) => `'${word}'`).join(" ");
    const shell = `cd '${folder}'; stty -a > before; echo $$ > shell; ${line}; echo $? > code; stty -a > after`;
    this.process = spawn("script", ["-qec", shell, "/dev/null"], {
      stdio: ["pipe", "pipe", "inherit"],
      env: { ...process.env, SHELL: "/bin/sh" },
    });
    this.process.stdout?.on("data", (bytes: Buffer) => this.hear(bytes.toString("latin1")));
    this.closed = new Promise((resolve) => this.process.once("close", () => resolve()));
    void this.closed.then(() => {
      for (const { text, reject } of this.waiting) reject(new Error(`never saw ${text}:\n${this.shown}`));
    });
  }

  type(keys: string): void {
    this.process.stdin?.write(keys, "latin1");
  }

  /** Resolves when the text has appeared, anywhere; rejects when the command ends without it. */
  sees(text: string): Promise<void> {
    if (this.shown.includes(text)) return Promise.resolve();
    return new Promise((resolve, reject) => this.waiting.push({ text, resolve, reject }));
  }

  screen(): string {
    return this.shown;
  }

  kill(): void {
    this.process.kill("SIGKILL");
  }

  private hear(text: string): void {
    this.shown += text;
    for (const one of this.waiting.filter(({ text: wanted }) => this.shown.includes(wanted))) {
      this.waiting.splice(this.waiting.indexOf(one), 1);
      one.resolve();
    }
  }
}

function lightsout(...words: string[]): Terminal {
  return new Terminal([
    process.execPath,
    `${process.cwd()}/tools/lightsout.cjs`,
    "ipmi",
    ...connection,
    ...words,
  ]);
}

/** The process in the terminal that we started. */
async function pidOf(program: string): Promise<number> {
  const shell = (await readFile(`${folder}/shell`, "utf8")).trim();
  const children = (await readFile(`/proc/${shell}/task/${shell}/children`, "utf8")).trim().split(" ");
  for (const child of children) {
    if ((await readFile(`/proc/${child}/cmdline`, "utf8")).includes(program)) return Number(child);
  }
  throw new Error(`${program} does not run in the terminal`);
}

const exitCode = async () => Number(await readFile(`${folder}/code`, "utf8"));

async function expectTerminalRestored(): Promise<void> {
  const before = await readFile(`${folder}/before`, "utf8");
  expect(await readFile(`${folder}/after`, "utf8")).toBe(before);
}

describe("sol activate in a terminal", () => {
  beforeEach(async () => {
    for (const name of ["before", "after", "code"]) {
      if (existsSync(`${folder}/${name}`)) await rm(`${folder}/${name}`);
    }
  });

  test("types, shows, helps, sends a break and leaves", async () => {
    const terminal = lightsout("sol", "activate");
    await terminal.sees(OPERATIONAL);
    terminal.type("uname\r");
    await terminal.sees("you said: uname");
    expect(serial.typed()).toContain("uname\r");
    terminal.type("~?");
    await terminal.sees("send the escape character by typing it twice");
    terminal.type("~B");
    await terminal.sees("~B [send break]");
    terminal.type("still here\r");
    // ipmi_sim hands a break on as telnet does, and the port echoes it.
    await terminal.sees("still here\r\n");
    expect(Buffer.concat(serial.received).includes(BREAK)).toBe(true);
    terminal.type("~.");
    await terminal.closed;
    expect(terminal.screen()).toContain("~. [terminated ipmitool]");
    expect(await exitCode()).toBe(0);
    await expectTerminalRestored();
  });

  test("the host's line feeds reach the terminal as they are", async () => {
    const terminal = lightsout("sol", "activate", "nokeepalive");
    await terminal.sees(OPERATIONAL);
    serial.print("<one\ntwo\r\nthree>");
    await terminal.sees("three>");
    expect(terminal.screen()).toContain("<one\ntwo\r\nthree>");
    terminal.type("\r~.");
    await terminal.closed;
  });

  test("keys that mean something to terminals are the host's", async () => {
    const terminal = lightsout("sol", "activate");
    await terminal.sees(OPERATIONAL);
    terminal.type("a\u0003\u001a\u0011b\r");
    await terminal.sees("you said: a");
    expect(serial.typed()).toContain("a\u0003\u001a\u0011b\r");
    terminal.type("~.");
    await terminal.closed;
  });

  test("another escape character", async () => {
    const terminal = lightsout("-e", "&", "sol", "activate");
    await terminal.sees("[SOL Session operational.  Use &? for help]");
    terminal.type("~.\r");
    await terminal.sees("you said: ~.");
    terminal.type("&.");
    await terminal.closed;
    expect(await exitCode()).toBe(0);
  });

  test.each(["SIGTERM", "SIGHUP", "SIGINT"] as const)(
    "%s restores the terminal and frees the console",
    async (signal) => {
      const terminal = lightsout("sol", "activate");
      await terminal.sees(OPERATIONAL);
      process.kill(await pidOf("lightsout"), signal);
      await terminal.closed;
      expect(await exitCode()).toBe(1);
      await expectTerminalRestored();
      const next = lightsout("sol", "activate");
      await next.sees(OPERATIONAL);
      next.type("~.");
      await next.closed;
      expect(await exitCode()).toBe(0);
    },
  );

  test("a console in use is refused, as by ipmitool, and can be taken after sol deactivate", async () => {
    const holder = new Terminal(["ipmitool", ...connection, "sol", "activate"]);
    await holder.sees(OPERATIONAL);
    const refused = lightsout("sol", "activate");
    await refused.closed;
    expect(refused.screen()).toContain("Info: SOL payload already active on another session");
    expect(await exitCode()).toBe(1);
    const deactivating = lightsout("sol", "deactivate");
    await deactivating.closed;
    expect(await exitCode()).toBe(0);
    const taken = lightsout("sol", "activate");
    await taken.sees(OPERATIONAL);
    taken.type("~.");
    await taken.closed;
    holder.type("\r~.");
    holder.kill();
    await holder.closed;
  });

  test("the BMC's end of it is told, and the terminal restored", async () => {
    const terminal = lightsout("sol", "activate");
    await terminal.sees(OPERATIONAL);
    const deactivating = spawn("ipmitool", [...connection, "sol", "deactivate"], { stdio: "ignore" });
    await new Promise((resolve) => deactivating.once("exit", resolve));
    terminal.type("is anybody there?\r");
    await terminal.closed;
    expect(terminal.screen()).toContain("SOL session closed by BMC");
    expect(await exitCode()).toBe(1);
    await expectTerminalRestored();
  });
});
