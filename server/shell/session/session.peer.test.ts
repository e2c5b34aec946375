import { afterEach, beforeEach, describe, test } from "vitest";
import { ComparedBmc } from "../testing/compare";

// A BMC each: our session stays open, and would be seen by the next ipmitool.
let bmc: ComparedBmc;

beforeEach(async () => {
  bmc = await ComparedBmc.start("127.2.47.14");
});
afterEach(() => bmc.stop());

describe("reads print what ipmitool prints", () => {
  test.each([
    "session info active",
    "session info all",
    "session info id 0x1",
    "session info handle 1",
    "session info handle 0xfe",
  ])("%s", (line) => bmc.expectSameAsIpmitool(line.split(" ")));

  test.each(["session info active", "session info all"])("%s, comma separated", (line) =>
    bmc.expectSameAsIpmitool(line.split(" "), { view: { csv: true } }),
  );
});

test("words that make no sense end as in ipmitool", async () => {
  for (const line of [
    "session",
    "session info",
    "session info help",
    "session info nobody",
    "session info id",
    "session info id x",
    "session info handle",
    "session nonsense",
  ]) {
    await bmc.expectSameAsIpmitool(line.split(" "));
  }
});
