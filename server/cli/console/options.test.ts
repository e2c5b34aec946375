import { expect, test } from "vitest";
import { OptionError, readConsoleOptions } from "./options";

const read = (line: string, environment = {}) =>
  readConsoleOptions(line.split(" ").filter(Boolean), environment);

test("host, login, address", () => {
  const options = read("node7 -l ada@example.com --url https://oob.example.com:8443 -w");
  expect(options).toMatchObject({ host: "node7", email: "ada@example.com", escape: "~", watch: true });
  expect(options.url.origin).toBe("https://oob.example.com:8443");
});

test("what is not said comes from the environment", () => {
  const options = read("node7", {
    LIGHTSOUT_URL: "http://10.0.0.1:3000",
    LIGHTSOUT_EMAIL: "ada@example.com",
  });
  expect(options).toMatchObject({ email: "ada@example.com" });
  expect(options.url.origin).toBe("http://10.0.0.1:3000");
});

test.each([
  ["", "one host"],
  ["a b -l x", "one host"],
  ["a", "who you are"],
  ["a -l", "-l needs a value"],
  ["a -l x --nope", "no option --nope"],
  ["a -l x -u ftp://x", "not an http"],
  ["a -l x -e ab", "escape character"],
])("%j is refused, saying why", (line, why) => {
  expect(() => read(line)).toThrow(OptionError);
  expect(() => read(line)).toThrow(why);
});
