import { afterAll, beforeAll, expect, test } from "vitest";
import { ComparedBmc } from "./testing/compare";

let bmc: ComparedBmc;

beforeAll(async () => {
  bmc = await ComparedBmc.start("127.2.45.91");
});

afterAll(() => bmc.stop());

const groups: readonly string[] = [
  "channel",
  "chassis",
  "chassis bootparam",
  "chassis bootparam set",
  "chassis policy",
  "chassis power",
  "dcmi",
  "dcmi power",
  "dcmi thermalpolicy",
  "fru",
  "lan",
  "lan stats",
  "lan6",
  "mc",
  "mc reset",
  "pef",
  "pef filter",
  "pef policy",
  "power",
  "raw",
  "sdr fill",
  "session",
  "sol",
  "sol payload",
  "user",
  "user set",
];

test.each(groups.flatMap((words) => [words, `${words} help`, `${words} nonsense`]))(
  "%s: output, complaint and exit code are ipmitool's",
  async (line) => {
    await bmc.expectSameAsIpmitool(line.split(" "), { complaints: true });
  },
);

test.each([
  "chassis bootdev",
  "chassis bootdev help",
  "chassis bootmbox",
  "chassis bootmbox help",
  "chassis bootparam get",
  "chassis bootparam set bootflag",
  "chassis identify help",
  "dcmi power reading nonsense",
  "dcmi thermalpolicy get",
  "dcmi thermalpolicy get nonsense 1",
  "lan alert",
  "lan alert help",
  "lan6 help print",
  "lan6 help help",
  "lan6 help nonsense",
  "mc getsysinfo help",
  "mc watchdog help",
  "sdr nonsense",
  "sel nonsense",
  "sensor nonsense",
])("%s, too", async (line) => {
  const words = line.split(" ");
  // ipmitool has lost the lines about `off`.
  const except = [
    {
      pattern: /\n {3}(off\n {5}Shut off a running Watchdog timer)?\n*$/,
      becomes: "",
      reason: "a line lost",
    },
  ];
  await bmc.expectSameAsIpmitool(words, { complaints: true, except });
});

test.each(["chassis bootmbox nonsense", "lan alert nonsense", "firewall nonsense"])(
  "%s ends as in ipmitool, but says that nobody knows the word",
  async (line) => {
    await bmc.expectSameAsIpmitool(line.split(" "));
    expect((await bmc.ours(line.split(" "))).complaint).toMatch(/^Invalid .*command: nonsense/);
  },
);
