import { afterAll, beforeAll, describe, test } from "vitest";
import { ComparedBmc } from "../testing/compare";

let bmc: ComparedBmc;

beforeAll(async () => {
  bmc = await ComparedBmc.start("127.2.47.15", { serial: "127.2.47.15:9400" });
});
afterAll(() => bmc.stop());

describe("reads print what ipmitool prints", () => {
  test.each(["sol info", "sol info 1", "sol payload status 1 2"])("%s", (line) =>
    bmc.expectSameAsIpmitool(line.split(" "), { complaints: true }),
  );

  test("sol info, comma separated", () => bmc.expectSameAsIpmitool(["sol", "info"], { view: { csv: true } }));
});

describe("writes print what ipmitool prints", () => {
  test.each([
    "sol set enabled true",
    "sol set volatile-bit-rate 38.4 1",
    "sol set non-volatile-bit-rate serial 1 noguard",
    "sol set retry-count 3",
    "sol payload enable 1 2",
    "sol payload disable 1 2",
    "sol deactivate",
    "sol looptest 2 10",
    "sol info 1",
  ])("%s", (line) => bmc.expectSameAsIpmitool(line.split(" ")));
});

describe("words that make no sense end as in ipmitool", () => {
  test.each([
    "sol",
    "sol info x",
    "sol info 1 2",
    "sol set",
    "sol set enabled",
    "sol set enabled maybe",
    "sol set nonsense 1",
    "sol set retry-count 8",
    "sol set privilege-level boss",
    "sol set volatile-bit-rate 7",
    "sol payload status 99",
    "sol payload status 1 64",
    "sol activate nonsense",
    "sol activate instance=x",
    "sol activate instance=16",
    "sol deactivate instance=0",
    "sol deactivate now",
    "sol looptest x",
    "sol looptest 1 2 3 4",
  ])("%s", (line) => bmc.expectSameAsIpmitool(line.split(" ")));
});
