import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ComparedBmc } from "../testing/compare";

let bmc: ComparedBmc;

beforeAll(async () => {
  bmc = await ComparedBmc.start("127.2.47.11");
});
afterAll(() => bmc.stop());

describe("reads print what ipmitool prints", () => {
  test.each(["user list", "user list 1", "user summary", "user summary 1", "user test 2 16 test"])(
    "%s",
    (line) => bmc.expectSameAsIpmitool(line.split(" "), { complaints: true }),
  );

  test.each(["user list", "user summary"])("%s, comma separated", (line) =>
    bmc.expectSameAsIpmitool(line.split(" "), { view: { csv: true } }),
  );
});

describe("words that make no sense end as in ipmitool", () => {
  test.each([
    "user list 99",
    "user list 1 2",
    "user summary x",
    "user test 2 17 x",
    "user test 99 16 x",
    "user priv 2 9",
    "user priv 99 4",
    "user priv 2",
    "user set name 99 x",
    "user set name 2 seventeen-letters",
    "user set password 99 x",
    "user set password 2 seventeen-letters 16",
    "user set password 2 x 17",
    "user enable",
    "user disable 64",
  ])("%s", (line) => bmc.expectSameAsIpmitool(line.split(" "), { complaints: true }));
});

describe("writes", () => {
  test("print what ipmitool prints and show in the next list of either", async () => {
    for (const line of [
      "user set name 7 operator7",
      "user set password 7 secret",
      "user set password 7 seventeen-letters",
      "user enable 7",
      "user priv 7 3 1",
      "user disable 7",
    ]) {
      await bmc.expectSameAsIpmitool(line.split(" "), { complaints: true });
    }
    await bmc.expectSameAsIpmitool(["user", "list", "1"]);
    const { output } = await bmc.ipmitool(["user", "list", "1"]);
    expect(output).toContain("operator7");
  });
});
