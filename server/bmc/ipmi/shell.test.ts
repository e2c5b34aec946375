import { describe, expect, test } from "vitest";
import { ShellSyntaxError } from "../capabilities";
import { parseShellLine, shellVerbs } from "./shell";

const refusal = (line: string) =>
  parseShellLine(line).then(
    () => null,
    (error: unknown) => (error instanceof ShellSyntaxError ? error : null),
  );

describe("a line of the IPMI shell", () => {
  test.each([
    ["sel elist last 5", "sel elist", "read"],
    ["ipmitool -v chassis power cycle", "chassis power cycle", "once"],
    ["power off", "power off", "idempotent"],
    ["bmc info", "mc info", "read"],
    ["raw 6 1", "raw", "read"],
    ["raw 0 2 3", "raw", "once"],
  ])("%s is %s, of the class %s", async (line, verb, commandClass) => {
    expect(await parseShellLine(line)).toMatchObject({ verb, class: commandClass });
  });

  test("a controller behind the BMC is part of what is written down", async () => {
    expect((await parseShellLine("-t 0x30 -b 0 mc info")).written).toBe("-t 0x30 mc info");
    expect((await refusal("-t 0x300 mc info"))?.message).toContain("-t");
  });

  test.each([
    ["user set password 2 hunter2", "user set password 2 ********"],
    ["user test 2 16 hunter2", "user test 2 16 ********"],
    ["lan set 1 password hunter2", "lan set 1 password ********"],
    ["lan set 1 snmp hunter2", "lan set 1 snmp ********"],
  ])("%s is written down without its secret", async (line, written) => {
    expect((await parseShellLine(line)).written).toBe(written);
  });

  test("help is no mistake", async () => {
    expect(await refusal("help")).toMatchObject({ exitCode: 0, message: expect.stringContaining("chassis") });
    expect(await refusal("sel help")).toMatchObject({ exitCode: 0 });
  });

  test.each(["", "fry eggs", "chassis power explode", "-H 192.0.2.1 mc info", `user set name 2 "x`])(
    "%j is refused before anything is sent",
    async (line) => {
      expect((await refusal(line))?.exitCode).toBe(1);
    },
  );

  test("what ipmitool prints before it complains is kept", async () => {
    expect(await refusal("dcmi power set_limit limit x")).toMatchObject({ exitCode: 1, output: "\n" });
    expect(await refusal("fry eggs")).toMatchObject({ output: "" });
  });

  test("a console is opened elsewhere", async () => {
    expect((await refusal("sol activate"))?.message).toContain("Console tab");
  });
});

test("every verb has words, one line of help and a class", async () => {
  const verbs = await shellVerbs();
  expect(verbs.length).toBeGreaterThan(100);
  for (const { path, summary } of verbs) {
    expect(path.length).toBeGreaterThan(0);
    expect(summary).toMatch(/\S/);
  }
  expect(new Set(verbs.map(({ path }) => path.join(" "))).size).toBe(verbs.length);
});
