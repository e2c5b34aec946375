import { afterAll, beforeAll, test } from "vitest";
import { ComparedBmc } from "../testing/compare";

let bmc: ComparedBmc;

beforeAll(async () => {
  bmc = await ComparedBmc.start("127.2.47.18");
});
afterAll(() => bmc.stop());

test.each([
  "firewall",
  "firewall info",
  "firewall info help",
  "firewall info netfn 6",
  "firewall info lun 9",
  "firewall info lun 0 netfn x",
])("%s ends as in ipmitool", (line) => bmc.expectSameAsIpmitool(line.split(" ")));
