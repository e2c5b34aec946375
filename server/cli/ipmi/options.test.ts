import { describe, expect, test } from "vitest";
import { Privilege } from "@/server/ipmi";
import { UsageError } from "@/server/shell/verb";
import { planConnection } from "./connection";
import { parseOptions } from "./options";

const parse = (line: string) => parseOptions(line.split(" "));

describe("options", () => {
  test("ipmitool's, in any place and run together", () => {
    expect(parse("-Ilanplus -H bmc1 -U admin -P secret -vvc sel list -p 6230 last 5")).toMatchObject({
      interface: "lanplus",
      hosts: "bmc1",
      port: 6230,
      username: "admin",
      password: { kind: "given", text: "secret" },
      verbosity: 2,
      csv: true,
      words: ["sel", "list", "last", "5"],
    });
  });

  test("two dashes end them", () => {
    expect(parse("-H x -- raw 6 -1").words).toEqual(["raw", "6", "-1"]);
  });

  test("the password that is said last counts", () => {
    expect(parse("-P a -E").password).toEqual({
      kind: "environment",
      otherwise: { kind: "given", text: "a" },
    });
    expect(parse("-E -f file").password).toEqual({ kind: "file", path: "file" });
  });

  test("bridging, patience and K_g", () => {
    const options = parse("-t 0x30 -b 7 -T 0x82 -B 1 -l 2 -N 3 -R 5 -y 0x0a0B");
    expect(options.bridge).toEqual({ target: 0x30, channel: 7, transit: 0x82, transitChannel: 1, own: 0x20 });
    expect(options).toMatchObject({ lun: 2, seconds: 3, tries: 5, bmcKey: { bytes: Buffer.of(10, 11) } });
  });

  test("our own are long", () => {
    expect(parse("--fanout=8 --consolidate --json --yes --workarounds a,b mc info")).toMatchObject({
      fanout: 8,
      consolidate: true,
      json: true,
      yes: true,
      workarounds: ["a", "b"],
    });
  });

  test.each([
    ["-p x", "Invalid parameter given or out of range for '-p'."],
    ["-p 70000", "Port number 70000 is out of range."],
    ["-I open", "Error loading interface open"],
    ["-U seventeen-letters", "Username is too long (> 16 bytes)"],
    ["-C 300", "Invalid parameter given or out of range [0-255] for '-C'."],
    ["-y abc", "Number of Kg key characters is not even"],
    ["-y zz", "Kg key is not hexadecimal number"],
    ["-t 256", "Invalid parameter given or out of range for '-t'."],
    ["-4 -6", "Parameter is mutually exclusive with -4."],
    ["-4 -4", "Multiple -4 parameters given."],
    ["-T 0x82", "Transit address/channel 0x82/0 ignored. Target address must be specified!"],
    ["-l x", "Invalid parameter given or out of range for '-l'."],
    ["-H", "option requires an argument -- 'H'"],
    ["-x", "invalid option -- 'x'"],
    ["--fanout 0", "Invalid parameter given or out of range for '--fanout'."],
    ["--constructor", "unrecognized option '--constructor'"],
  ])("%s: %s", (line, message) => {
    expect(() => parse(line)).toThrow(new UsageError(message));
  });
});

describe("what they mean for a connection", () => {
  test("lanplus is RMCP+ and nothing else, lan is IPMI 1.5 because somebody says so", () => {
    expect(planConnection(parse("-I lanplus")).protocol).toBe("2.0");
    expect(planConnection(parse("-I lan -A MD5"))).toMatchObject({ protocol: "1.5", authentication: "md5" });
    expect(planConnection(parse("-H x"))).toMatchObject({
      protocol: "auto",
      privilege: Privilege.Administrator,
    });
  });

  test("suites are tried as listed; without -C the engine's policy holds", () => {
    expect(planConnection(parse("-C 3")).cipherSuites).toEqual([3]);
    expect(planConnection(parse("-C 17,3")).cipherSuites).toEqual([17, 3]);
    expect(planConnection(parse("-H x")).cipherSuites).toBeUndefined();
  });

  test.each(["-L nobody", "-A sha", "-o nonsense", "-W nonsense", "-C 99"])("%s is refused", (line) => {
    expect(() => planConnection(parse(line))).toThrow(UsageError);
  });

  test("a level may be lower, in any case of letters, with ipmitool's plus", () => {
    expect(planConnection(parse("-L user")).privilege).toBe(Privilege.User);
    expect(planConnection(parse("-L Operator+")).privilege).toBe(Privilege.Operator);
  });
});
