import { rm } from "node:fs/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { IpmiSimulator } from "@/e2e/fixtures/ipmi-sim";
import { temporaryFolder } from "@/e2e/fixtures/temporary-folder";
import { inTerminal, lightsoutIpmi } from "../testing/programs";

const KEY = "KGtestkey123";
let folder: string;
let simulator: IpmiSimulator;

beforeAll(async () => {
  folder = await temporaryFolder();
  simulator = new IpmiSimulator({ folder: `${folder}/sim`, address: "127.2.55.7", bmcKey: KEY });
  await simulator.start();
});
afterAll(async () => {
  await simulator.stop();
  await rm(folder, { recursive: true, force: true });
});

const login = ["-I", "lanplus", "-C", "3", "-H", "127.2.55.7", "-U", "ipmiusr"];
const command = (...words: string[]) => [process.execPath, "tools/lightsout.cjs", "ipmi", ...login, ...words];
const known = ["-k", KEY, "-P", "test"];

test("password and key are asked for and not shown", async () => {
  const { shown, exitCode } = await inTerminal(command("-a", "-Y", "power", "status"), [
    ["Password: ", "test\r"],
    ["Key: ", `${KEY}\r`],
  ]);
  expect(shown).toContain("Chassis Power is on");
  expect(shown).not.toContain(KEY);
  expect(exitCode).toBe(0);
});

test("user test asks for the password it was not given", async () => {
  const right = await inTerminal(command(...known, "user", "test", "2", "16"), [
    ["Password for user 2: ", "test\r"],
  ]);
  expect(right.shown).toContain("Success");
  expect(right.shown).not.toMatch(/2: test/);
});

test("user set password asks twice, and sets nothing when the two differ", async () => {
  const { shown, exitCode } = await inTerminal(command(...known, "user", "set", "password", "2"), [
    ["Password for user 2: ", "one\r"],
    ["Password for user 2: ", "two\r"],
  ]);
  expect(shown).toContain("Passwords do not match or are longer than 20");
  expect(exitCode).toBe(1);
});

test("a script is not asked", async () => {
  const { error, exitCode } = await lightsoutIpmi([...login, ...known, "user", "set", "password", "2"]);
  expect(error).toContain("Unable to parse password argument.");
  expect(exitCode).toBe(1);
});

test("shell completes words and remembers lines", async () => {
  const { shown, exitCode } = await inTerminal(command(...known, "shell"), [
    ["ipmi> ", "pow\t"],
    ["power", " stat\t"],
    ["status", "\r"],
    ["Chassis Power is on", "\u001b[A\r"],
    ["Chassis Power is on", "exit\r"],
  ]);
  expect(shown.match(/Chassis Power is on/g)).toHaveLength(2);
  expect(exitCode).toBe(0);
});

test("on many hosts a person confirms what hurts when done twice", async () => {
  const two = command(...known, "-H", "127.2.55.[7-8]", "power", "reset");
  const { shown, exitCode } = await inTerminal(two, [["[y", "n\r"]]);
  expect(shown).toContain("power reset");
  expect(exitCode).not.toBe(0);
  expect(simulator.actions()).toEqual([]);
});
