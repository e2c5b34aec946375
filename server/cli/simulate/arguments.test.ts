import { describe, expect, it } from "vitest";
import { ArgumentError, help, parseSimulateArguments } from "./arguments";

describe("arguments of lightsout simulate", () => {
  it("has defaults for all of them", () => {
    const parsed = parseSimulateArguments([]);
    expect(parsed).toMatchObject({ address: "127.2.0.1", port: 623, count: 1, byPort: false, seed: 1 });
    expect(parsed?.profiles.map(({ name }) => name)).toContain("dell");
  });

  it("takes several personalities and makes", () => {
    const words = [
      "--profile",
      "dell",
      "--personality",
      "sol-port-swapped",
      "--personality",
      "sol-capacity-zero",
    ];
    const parsed = parseSimulateArguments(words);
    expect(parsed?.personalities.map(({ name }) => name)).toEqual(["sol-port-swapped", "sol-capacity-zero"]);
    expect(parsed?.profiles).toHaveLength(1);
  });

  it("takes K_g as text or as hex digits", () => {
    expect(parseSimulateArguments(["--kg", "secret"])?.bmcKey).toEqual(Buffer.from("secret"));
    expect(parseSimulateArguments(["--kg", "0x00ff"])?.bmcKey).toEqual(Buffer.from([0, 0xff]));
  });

  it.each([
    [["--count", "0"], "--count: a number from 1 to 100000"],
    [["--port", "70000"], "--port: a number from 1 to 65535"],
    [["--bind", "localhost"], "--bind: localhost is not an IP address"],
    [["--profile", "atari"], '--profile: there is no "atari"'],
    [["--personality", "nice"], '--personality: there is no "nice"'],
    [["--kg", "x".repeat(21)], "--kg: at most 20 bytes"],
    [["--kg", "0x00f"], "--kg: pairs of hex digits"],
    [["--user", "x".repeat(17)], "--user: at most 16 bytes"],
    [["--nonsense"], "--nonsense"],
    [["stray"], "stray"],
  ])("refuses %j", (words, message) => {
    expect(() => parseSimulateArguments(words)).toThrow(ArgumentError);
    expect(() => parseSimulateArguments(words)).toThrow(message);
  });

  it("never repeats a password", () => {
    const password = "a password of more than twenty bytes";
    expect(() => parseSimulateArguments(["--password", password])).toThrow(/^--password: at most 20 bytes$/);
  });

  it("has help, which names every option", () => {
    expect(parseSimulateArguments(["--help"])).toBeNull();
    for (const option of [
      "bind",
      "port",
      "count",
      "by-port",
      "user",
      "password",
      "kg",
      "profile",
      "sensors",
    ]) {
      expect(help).toContain(`--${option} `);
    }
  });
});
