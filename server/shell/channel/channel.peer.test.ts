import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ComparedBmc } from "../testing/compare";

let bmc: ComparedBmc;

beforeAll(async () => {
  bmc = await ComparedBmc.start("127.2.47.13");
});
afterAll(() => bmc.stop());

/** Our session and ipmitool's are counted, each by the other. */
const except = [
  { pattern: /(Active Session Count {2}: )\d/, becomes: "$1n", reason: "the other one's session counts too" },
];

describe("reads print what ipmitool prints", () => {
  test.each([
    "channel info",
    "channel info 0",
    "channel info 1",
    "channel info 7",
    "channel info 15",
    "channel authcap 1 4",
    "channel getaccess 1",
    "channel getaccess 1 2",
    "channel getciphers ipmi",
    "channel getciphers sol 1",
  ])("%s", (line) => bmc.expectSameAsIpmitool(line.split(" "), { except }));

  test("channel getciphers ipmi, comma separated", () =>
    bmc.expectSameAsIpmitool(["channel", "getciphers", "ipmi"], { view: { csv: true } }));
});

test("cipher suites that ipmitool leaves out are told on the error output", async () => {
  const { output, complaint } = await bmc.ours(["channel", "getciphers", "ipmi"]);
  expect(output.trim().split("\n")).toHaveLength(13);
  expect(complaint).toMatch(/^Also advertised: 12, 13, 14$/);
});

describe("writes print what ipmitool prints", () => {
  test.each([
    "channel setaccess 1 7 link=on privilege=4",
    "channel setaccess 1 7 callin=off ipmi=on privilege=operator",
    "channel getaccess 1 7",
  ])("%s", (line) => bmc.expectSameAsIpmitool(line.split(" "), { complaints: true }));
});

describe("words that make no sense end as in ipmitool", () => {
  test.each([
    "channel info 12",
    "channel info 1 2",
    "channel authcap 1",
    "channel authcap 1 7",
    "channel getaccess",
    "channel getaccess 1 64",
    "channel setaccess 1 7",
    "channel setaccess 1 7 colour=blue",
    "channel setaccess 1 7 privilege=boss",
    "channel getciphers",
    "channel getciphers tea",
  ])("%s", (line) => bmc.expectSameAsIpmitool(line.split(" "), { complaints: true }));
});
