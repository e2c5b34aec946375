import { afterAll, beforeAll, describe, test } from "vitest";
import { ComparedBmc } from "../testing/compare";

let bmc: ComparedBmc;

beforeAll(async () => {
  bmc = await ComparedBmc.start("127.2.47.17");
});
afterAll(() => bmc.stop());

describe.each([0, 1])("with -v %i times, prints what ipmitool prints", (verbosity) => {
  test.each([
    "pef info",
    "pef status",
    "pef filter list",
    "pef policy list",
    "pef filter enable 2",
    "pef filter disable 2",
    "pef filter enable 99",
    "pef policy enable 2",
    "pef policy list",
    "pef policy disable 2",
    "pef policy disable 99",
  ])("%s", (line) => bmc.expectSameAsIpmitool(line.split(" "), { view: { verbosity } }));
});

describe("words that make no sense, or that ipmitool does nothing for, end as in ipmitool", () => {
  test.each([
    "pef",
    "pef nonsense",
    "pef capabilities",
    "pef timer get",
    "pef filter create 1",
    "pef filter enable",
    "pef filter enable x",
    "pef filter enable 0",
    "pef policy enable 128",
  ])("%s", (line) => bmc.expectSameAsIpmitool(line.split(" ")));
});
