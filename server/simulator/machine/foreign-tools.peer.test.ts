import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readFrus } from "../../ipmi/readers/fru";
import { readSdrRepository } from "../../ipmi/readers/sdr-repository";
import { readSel } from "../../ipmi/readers/sel";
import { SensorScanner } from "../../ipmi/readers/sensors";
import { systemClock, systemEntropy } from "../../ipmi/system";
import { profiles } from "../profiles/profiles";
import { createSimulatedBmc, type SimulatedBmc } from "../simulated-bmc";
import { bindUdp } from "../socket";
import { Direct, EPOCH } from "./testing/direct";

const run = promisify(execFile);

/** Half of the last digit shown, and a little for the binary noise in it. */
const ROUNDING = 0.0051;
const distance = (shown: number, value: number | null): number => Math.abs(shown - (value ?? Number.NaN));

/** Verbs of ipmitool that only read; each must end well and say nothing on stderr. */
const readVerbs = [
  "mc info",
  "mc selftest",
  "mc guid",
  "mc getenables",
  "mc watchdog get",
  "mc getsysinfo system_name",
  "chassis status",
  "chassis poh",
  "chassis restart_cause",
  "chassis bootparam get 5",
  "chassis policy list",
  "sdr info",
  "sensor list",
  "sel info",
  "sel elist",
  "sel time get",
  "lan print",
  "user list",
  "user summary",
  "channel info",
  "channel getciphers ipmi",
  "session info active",
  "sol info",
  "pef info",
  "pef status",
  "pef filter list",
  "pef policy list",
  "dcmi discover",
  "dcmi power reading",
  "dcmi power get_limit",
  "dcmi sensors",
  "dcmi asset_tag",
  "dcmi get_mc_id_string",
  "dcmi get_temp_reading",
  "dcmi get_conf_param",
  "firewall info netfn 6 lun 0",
];

describe.each(
  Object.values(profiles).map((profile, index) => ({
    name: profile.name,
    profile,
    address: `127.2.44.${20 + index}`,
  })),
)("a simulated $name", ({ profile, address }) => {
  let bmc: SimulatedBmc;
  let folder = "";
  // Its time stands still, so that every reader sees the same values.
  const direct = new Direct({
    profile,
    seed: 5,
    clock: systemClock,
    now: () => EPOCH,
    address,
    user: "admin",
    password: "a simulated one",
  });
  const machine = direct.machine;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "lightsout-machine-"));
    const endpoint = { address, port: 623 };
    bmc = createSimulatedBmc({
      machine,
      endpoint,
      socket: await bindUdp(endpoint),
      clock: systemClock,
      entropy: systemEntropy,
      traits: { cipherSuites: profile.cipherSuites },
    });
  });

  afterAll(async () => {
    bmc.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const ipmitool = (verb: string) =>
    run("ipmitool", [
      ...["-I", "lanplus", "-H", address, "-U", "admin", "-P", "a simulated one"],
      ...verb.split(" "),
    ]);

  /** Without a single workaround flag. */
  const freeIpmi = async (tool: string, ...options: string[]) => {
    const login = ["-h", address, "-D", "LAN_2_0", "-u", "admin", "-p", "a simulated one", "-l", "ADMIN"];
    const readsSdrs = ["ipmi-sensors", "ipmi-sel", "ipmi-fru"].includes(tool);
    const cache = readsSdrs ? ["--quiet-cache", `--sdr-cache-directory=${folder}`] : [];
    return (await run(tool, [...login, ...cache, ...options])).stdout;
  };

  test("every reading verb of ipmitool ends well, without a complaint", async () => {
    const complaints: string[] = [];
    for (const verb of readVerbs) {
      const { stderr } = await ipmitool(verb);
      if (stderr !== "") complaints.push(`${verb}: ${stderr}`);
    }
    expect(complaints).toEqual([]);
  });

  test("ipmitool and FreeIPMI read the values the machine has", async () => {
    const { sensors, controllers } = await readSdrRepository(direct);
    const own = sensors.filter(({ owner }) => owner.id === 0x20);
    const round = await new SensorScanner(own, controllers).read(direct);
    const analog = round.filter(({ value }) => value !== null);
    const tooled = (await ipmitool("sdr elist all")).stdout.split("\n").map((line) => line.split("|"));
    for (const { record, value } of analog) {
      const same = tooled.filter(([name]) => name?.trim() === record.name);
      const number = `${record.number.toString(16).toUpperCase().padStart(2, "0")}h`;
      const reading = same.find(([, column]) => column?.trim() === number)?.[4];
      // Rounded to two digits, each tool in its own way.
      expect(distance(Number.parseFloat(reading ?? ""), value)).toBeLessThanOrEqual(ROUNDING);
    }
    const csv = await freeIpmi("ipmi-sensors", "--comma-separated-output", "--no-header-output");
    const free = new Map(csv.split("\n").map((line) => [Number(line.split(",")[0]), line.split(",")]));
    for (const { record, value } of analog) {
      expect(distance(Number(free.get(record.recordId)?.[3]), value)).toBeLessThanOrEqual(ROUNDING);
    }
    expect(csv).not.toContain("Unrecognized");
  });

  test.runIf(profile.satellite)("FreeIPMI reads what is behind the BMC, too", async () => {
    const names = profile.satellite?.sensors.map(({ name }) => name) ?? [];
    const sensors = await freeIpmi("ipmi-sensors", "--bridge-sensors", "--no-header-output");
    expect(sensors.split("\n").flatMap((line) => line.split("|")[1]?.trim() ?? [])).toEqual(
      expect.arrayContaining(names),
    );
    const frus = await readFrus(direct, (await readSdrRepository(direct)).frus);
    const serials = frus.flatMap(({ inventory }) =>
      inventory.areas.flatMap(({ fields }) => fields.filter(({ label }) => /serial/i.test(label))),
    );
    const printed = await freeIpmi("ipmi-fru", "--bridge-fru");
    for (const { value } of serials) expect(printed).toContain(value);
  });

  test("the log, the FRUs and the chassis are the same to all", async () => {
    const { records } = await readSel(direct);
    const lines = (await ipmitool("sel elist")).stdout.trim().split("\n");
    expect(lines).toHaveLength(records.length);
    const events = await freeIpmi("ipmi-sel", "--no-header-output");
    expect(events.trim().split("\n")).toHaveLength(records.length);
    const { frus } = await readSdrRepository(direct);
    const readings = await readFrus(direct, frus);
    const printed = (await ipmitool("fru print")).stdout + (await freeIpmi("ipmi-fru"));
    expect(printed).not.toMatch(/Extra|checksum|invalid|Unable/i);
    const serial = readings[0]?.inventory.areas
      .flatMap(({ fields }) => fields)
      .find(({ label }) => label.toLowerCase().includes("serial"));
    expect(printed).toContain(serial?.value ?? "no serial number");
    expect(await freeIpmi("ipmi-chassis", "--get-chassis-status")).toMatch(/System Power\s*: on/);
    expect(await freeIpmi("bmc-info", "--get-device-id")).toContain(`(${profile.identity.manufacturerId})`);
    const watts = await freeIpmi("ipmi-dcmi", "--get-system-power-statistics");
    expect((await ipmitool("dcmi power reading")).stdout).toContain(
      /\d+ Watts/.exec(watts)?.[0] ?? "no watts",
    );
  });
});
