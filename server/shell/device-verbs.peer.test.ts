import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { ComparedBmc, type CompareOptions } from "./testing/compare";

let bmc: ComparedBmc;

beforeAll(async () => {
  bmc = await ComparedBmc.start("127.2.45.2");
});

afterAll(() => bmc.stop());

const counting: CompareOptions = {
  except: [
    {
      pattern: /Present Countdown:.*/,
      becomes: "",
      reason: "ipmi_sim leaves it out; ipmitool prints what was in its memory",
    },
  ],
};

test.each([
  "mc info",
  "bmc info",
  "mc guid",
  "mc guid smbios",
  "mc guid ipmi",
  "mc guid dump",
  "mc guid nonsense",
  "mc selftest",
  "mc getenables",
  "mc getsysinfo os_name",
  "mc getsysinfo nonsense",
  "mc getsysinfo",
  "mc reset",
  "mc reset nonsense",
  "mc reset warm",
  "mc setenables",
  "mc setenables help",
  "mc watchdog",
  "mc watchdog help",
  "mc watchdog reset",
  "mc nonsense",
  "mc help",
  "mc",
  "chassis",
  "chassis help",
  "chassis status",
  "chassis selftest",
  "chassis poh",
  "chassis restart_cause",
  "chassis policy list",
  "chassis bootparam get 0",
  "chassis bootparam get 1",
  "chassis bootparam get 3",
  "chassis bootparam get 5",
  "chassis bootparam get 6",
  "chassis bootparam get 99",
  "chassis bootparam get nonsense",
  "chassis bootmbox get",
  "chassis bootmbox get block 0",
  "chassis identify nonsense",
  "chassis identify 300",
  "chassis power",
  "chassis power status",
  "chassis power nonsense",
  "power",
  "power status",
  "power nonsense",
  "raw 6 1",
  "raw 0x06 0x37",
  "raw application 1",
  "raw chassis 1",
  "raw 6 0x99",
  "raw 6",
  "raw",
  "raw help",
  "raw 6 256",
  "event",
  "event help",
  "event 1",
  "event 2",
  "event 3",
  "event nonsense unc",
  "i2c",
  "i2c 0x20 1",
  "i2c 0 1",
  "i2c bus=1 0xa0 65",
])("%s prints and ends as in ipmitool", async (line) => {
  await bmc.expectSameAsIpmitool(line.split(" "));
});

test.each(["mc watchdog get", "mc watchdog off"])("%s", async (line) => {
  await bmc.expectSameAsIpmitool(line.split(" "), counting);
});

test("what went wrong is said in ipmitool's words", async () => {
  for (const line of [
    "mc selftest",
    "chassis selftest",
    "chassis poh",
    "chassis restart_cause",
    "chassis policy list",
    "raw 6 0x99",
    "mc reset warm",
    "chassis bootparam get 99",
    "i2c 0x20 1",
    "chassis identify nonsense",
    "power",
    "chassis help",
    "mc nonsense",
  ]) {
    await bmc.expectSameAsIpmitool(line.split(" "), { complaints: true });
  }
});

test("each power verb is one datagram and prints what ipmitool prints", async () => {
  for (const word of ["off", "on", "soft", "up", "reset", "down", "on", "cycle", "diag", "acpi"]) {
    await bmc.expectSameAsIpmitool(["chassis", "power", word]);
  }
  const operations = () => bmc.simulator.actions().map(({ operation }) => operation);
  // The second half of the last cycle comes by itself, and later on a busy machine.
  const isOver = () => operations().lastIndexOf("power 1") > operations().lastIndexOf("power 0");
  await vi.waitFor(() => expect(isOver()).toBe(true), 10_000);
  const before = operations().length;
  await bmc.ours(["power", "off"]);
  expect(operations().slice(before)).toEqual(["power 0"]);
});

test("a boot device set by one is read by the other", async () => {
  for (const device of ["pxe", "disk", "bios", "cdrom", "none", "nonsense"]) {
    await bmc.expectSameAsIpmitool(["chassis", "bootdev", device]);
    await bmc.expectSameAsIpmitool(["chassis", "bootparam", "get", "5"]);
  }
  await bmc.expectSameAsIpmitool(["chassis", "bootdev", "pxe", "options=persistent,efiboot"]);
  await bmc.expectSameAsIpmitool(["chassis", "bootparam", "get", "5"]);
  await bmc.expectSameAsIpmitool(["chassis", "bootparam", "set", "bootflag", "force_disk"]);
});

test("an answer that ends early is not filled up from memory", async () => {
  const { output, complaint, exitCode } = await bmc.ours(["chassis", "bootparam", "get", "4"]);
  expect({ output, complaint, exitCode }).toEqual({
    output: "",
    complaint: "Error Getting Chassis Boot Parameter 4: too few bytes",
    exitCode: 1,
  });
});
