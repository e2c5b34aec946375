import { spawn } from "node:child_process";
import { once } from "node:events";
import { rm, writeFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { IpmiSimulator } from "@/e2e/fixtures/ipmi-sim";
import { temporaryFolder } from "@/e2e/fixtures/temporary-folder";
import { type Given, lightsoutIpmi, ipmitool as runIpmitool } from "../testing/programs";

const addresses = ["127.2.45.11", "127.2.45.12", "127.2.45.13"];
/** Nobody is there. */
const ABSENT = "127.2.45.14";

let folder: string;
let simulators: IpmiSimulator[];

beforeAll(async () => {
  folder = await temporaryFolder();
  simulators = addresses.map(
    (address, index) => new IpmiSimulator({ folder: `${folder}/${index}`, address, bmcKey: "KGtestkey123" }),
  );
  for (const simulator of simulators) await simulator.start();
});

afterAll(async () => {
  for (const simulator of simulators) await simulator.stop();
  await rm(folder, { recursive: true, force: true });
});

const login = ["-I", "lanplus", "-C", "3", "-U", "ipmiusr", "-k", "KGtestkey123"];
const lightsout = (args: readonly string[], given?: Given) => lightsoutIpmi([...login, ...args], given);
const ipmitool = (args: readonly string[], given?: Given) => runIpmitool([...login, ...args], given);

describe("one host", () => {
  test.each([
    ["-P test mc info"],
    ["-P test power status"],
    ["-P test -v chassis status"],
    ["-P test raw 6 1"],
    ["-P test nonsense"],
    ["-P test mc"],
    ["-P test help"],
    ["-P wrong mc info"],
    ["-P a-password-of-more-than-twenty mc info"],
    ["-f no-such-file mc info"],
  ])("%s: output and exit code are ipmitool's", async (line) => {
    const args = ["-H", "127.2.45.11", ...line.split(" ")];
    const [ours, theirs] = await Promise.all([lightsout(args), ipmitool(args)]);
    expect([ours.out, ours.exitCode]).toEqual([theirs.out, theirs.exitCode]);
  });

  test("password and key from the environment, neither in any output", async () => {
    const environment = { IPMITOOL_PASSWORD: "test", IPMI_KGKEY: "KGtestkey123" };
    const { out, exitCode } = await lightsout(["-H", "127.2.45.11", "-E", "-K", "power", "status"], {
      environment,
    });
    expect([out, exitCode]).toEqual(["Chassis Power is on\n", 0]);
    const wrong = await lightsout(["-H", "127.2.45.11", "-P", "s3cret-word", "-vvv", "mc", "info"]);
    expect(wrong.error).toContain("Error: Unable to establish IPMI v2 / RMCP+ session");
    expect(wrong.out + wrong.error).not.toContain("s3cret-word");
  });

  test("a password from a file, its first line", async () => {
    await writeFile(`${folder}/password`, "test\nnot this\n");
    const ended = await lightsout(["-H", "127.2.45.11", "-f", `${folder}/password`, "power", "status"]);
    expect(ended.out).toBe("Chassis Power is on\n");
  });

  test("a name is looked up", async () => {
    const ended = await lightsout(["-H", "no-such-host.invalid", "-P", "test", "mc", "info"]);
    expect(ended.exitCode).toBe(1);
    expect(ended.error).toContain("Address lookup for no-such-host.invalid failed");
  });

  test("without -H nothing is done", async () => {
    expect(await lightsout(["mc", "info"])).toMatchObject({ exitCode: 1, error: "No hostname specified!\n" });
  });

  test("JSON", async () => {
    const { out } = await lightsout(["-H", "127.2.45.11", "-P", "test", "--json", "power", "status"]);
    expect(JSON.parse(out)).toEqual({ host: "127.2.45.11", verb: "power status", data: { on: true } });
  });
});

describe("several lines over one session", () => {
  const host = ["-H", "127.2.45.11", "-P", "test"];

  test("exec runs a file; a line that fails does not end it, and is the exit code", async () => {
    await writeFile(`${folder}/script`, "power status # first\n\nmc nonsense\nraw 6 1\n");
    const ended = await lightsout([...host, "exec", `${folder}/script`]);
    expect(ended.out).toMatch(/^Chassis Power is on\n 20 /);
    expect(ended.exitCode).toBe(1);
  });

  test("shell takes lines from a pipe", async () => {
    const ended = await lightsout([...host, "shell"], { input: 'echo "a b"\npower status\nexit\nraw 6 1\n' });
    expect(ended.out).toContain("a b \n");
    expect(ended.out).toContain("Chassis Power is on\n");
    expect(ended.out).not.toContain(" 20 ");
    expect(ended.exitCode).toBe(0);
  });
});

describe("many hosts", () => {
  const range = "127.2.45.[11-13]";

  test("lines carry their host", async () => {
    const { out, exitCode } = await lightsout(["-H", range, "-P", "test", "power", "status"]);
    expect(out.trim().split("\n").sort()).toEqual(addresses.map((each) => `${each}: Chassis Power is on`));
    expect(exitCode).toBe(0);
  });

  test("one that does not answer fails the whole and is told at the end", async () => {
    const args = ["-H", `${range},${ABSENT}`, "-P", "test", "-N", "1", "-R", "1", "power", "status"];
    const { out, error, exitCode } = await lightsout(args);
    expect(out.trim().split("\n")).toHaveLength(3);
    expect(error).toMatch(new RegExp(`^${ABSENT}: `));
    expect(exitCode).toBe(1);
  });

  test("output that nobody reads any more ends it, without a word, as SIGPIPE ends others", async () => {
    const args = ["ipmi", ...login, "-H", range, "-P", "test", "sdr"];
    const child = spawn(process.execPath, ["tools/lightsout.cjs", ...args], {
      stdio: ["ignore", "pipe", "pipe"],
    });
    child.stdout.destroy();
    let error = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      error += text;
    });
    const [exitCode] = await once(child, "close");
    expect([exitCode, error]).toEqual([141, ""]);
  });

  test("a mistake is JSON, too", async () => {
    const { out, exitCode } = await lightsout(["-H", range, "-P", "test", "--json", "sdr", "nonsense"]);
    expect(JSON.parse(out)).toEqual({ error: { code: "usage", message: "Invalid SDR command: nonsense" } });
    expect(exitCode).toBe(1);
  });

  test("equal answers are told once", async () => {
    const { out } = await lightsout(["-H", range, "-P", "test", "--consolidate", "power", "status"]);
    expect(out).toBe("----------------\n127.2.45.[11-13]\n----------------\nChassis Power is on\n");
  });

  test("JSON is a line a host", async () => {
    const { out } = await lightsout(["-H", range, "-P", "test", "--json", "raw", "6", "1"]);
    const answers = out
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(answers.map(({ host }) => host).sort()).toEqual(addresses);
    expect(answers[0]?.data).toMatch(/^2003/);
  });

  test("what hurts when done twice needs --yes where nobody can be asked, and then happens once each", async () => {
    const refused = await lightsout(["-H", range, "-P", "test", "power", "cycle"]);
    expect(refused).toMatchObject({ exitCode: 1, out: "" });
    expect(refused.error).toContain("power cycle on 3 hosts needs --yes");
    expect(simulators.flatMap((each) => each.actions())).toEqual([]);
    expect((await lightsout(["-H", range, "-P", "test", "--yes", "power", "reset"])).exitCode).toBe(0);
    expect(simulators.map((each) => each.actions().length)).toEqual([1, 1, 1]);
  });
});
