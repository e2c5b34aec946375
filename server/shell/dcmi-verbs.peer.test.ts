import { afterAll, beforeAll, test } from "vitest";
import { ComparedBmc } from "./testing/compare";

// ipmi_sim knows no DCMI: what is compared here is how refusals are told. Texts of answers are in dcmi/dcmi.test.ts.

let bmc: ComparedBmc;

beforeAll(async () => {
  bmc = await ComparedBmc.start("127.2.45.3");
});

afterAll(() => bmc.stop());

test.each([
  "dcmi",
  "dcmi help",
  "dcmi discover",
  "dcmi power",
  "dcmi power reading",
  "dcmi power reading 5_sec",
  "dcmi power get_limit",
  "dcmi power set_limit",
  "dcmi power set_limit limit nonsense",
  "dcmi power set_limit action nonsense",
  "dcmi power activate",
  "dcmi sensors",
  "dcmi get_temp_reading",
  "dcmi asset_tag",
  "dcmi set_asset_tag x",
  "dcmi get_mc_id_string",
  "dcmi thermalpolicy get 1 1",
  "dcmi get_conf_param",
])("%s is refused as ipmitool tells it", async (line) => {
  await bmc.expectSameAsIpmitool(line.split(" "));
});
