import { mkdir, rm, writeFile } from "node:fs/promises";
import { type Comparison, comparisonTable, document } from "./comparison";
import { Field, HOST_RANGE, HOSTS, SENSORS } from "./field";
import { type CommandRun, runCommand } from "./run-command";
import { measureStart } from "./start";
import { measureSweep } from "./sweep";

/** The command line beside ipmipower, ipmi-sensors and ipmitool, against a hundred ipmi_sim. Runs alternate. */
const RUNS = 5;
const field = await Field.start();
try {
  const { user, password, sdrCache } = field;
  const login = ["-D", "LAN_2_0", "-W", "opensesspriv", "-l", "ADMIN", "-u", user, "-p", password, "-I", "3"];
  const sensors = [
    ...login,
    "-h",
    HOST_RANGE,
    "-F",
    "64",
    "--quiet-cache",
    "--sdr-cache-directory",
    sdrCache,
  ];
  const ourCache = `${field.folder}/our-cache`;
  const lightsout = (hosts: string, ...verb: string[]) => [
    // A bundle of certificates in the person's shell costs each start of Node 65 ms, and is not the program's.
    ...["env", "-u", "NODE_EXTRA_CA_CERTS"],
    `XDG_CACHE_HOME=${ourCache}`,
    ...[process.execPath, "tools/lightsout.cjs", "ipmi", "-I", "lanplus", "-C", "3"],
    ...["-H", hosts, "-U", user, "-P", password, ...verb],
  ];
  const all = { atLeastLines: HOSTS };
  const allSensors = { atLeastLines: HOSTS * SENSORS };

  const compare = async (
    comparison: Omit<Comparison, "ours" | "peers">,
    run: { ours: () => Promise<CommandRun>; peer: () => Promise<CommandRun> },
  ): Promise<Comparison> => {
    const ours: CommandRun[] = [];
    const peers: CommandRun[] = [];
    for (let i = 0; i < RUNS; i++) {
      peers.push(await run.peer());
      ours.push(await run.ours());
    }
    console.log(comparisonTable([{ ...comparison, ours, peers }]));
    return { ...comparison, ours, peers };
  };

  const emptyCaches = async () => {
    for (const folder of [sdrCache, ourCache]) await rm(folder, { recursive: true, force: true });
    await mkdir(sdrCache, { recursive: true });
  };

  const power = ["ipmipower", ...login, "-h", HOST_RANGE, "--stat"];
  const comparisons = [
    await compare(
      { work: `power state of ${HOSTS} hosts`, peer: "ipmipower --stat", goal: "≤ 1.0 × wall" },
      {
        peer: () => runCommand(power, all),
        ours: () => runCommand(lightsout(HOST_RANGE, "power", "status"), all),
      },
    ),
    await compare(
      {
        work: `all sensors of ${HOSTS} hosts, cold cache`,
        peer: "ipmi-sensors -F 64, cache flushed",
        goal: "≤ 0.7 × wall",
      },
      {
        peer: async () => {
          await emptyCaches();
          return runCommand(["ipmi-sensors", ...sensors], allSensors);
        },
        ours: async () => {
          await emptyCaches();
          return runCommand(lightsout(HOST_RANGE, "sdr"), allSensors);
        },
      },
    ),
  ];
  await runCommand(["ipmi-sensors", ...sensors], allSensors);
  await runCommand(lightsout(HOST_RANGE, "sdr"), allSensors);
  comparisons.push(
    await compare(
      {
        work: `all sensors of ${HOSTS} hosts, warm cache`,
        peer: "ipmi-sensors -F 64",
        goal: "≤ 1.0 × wall, ≤ 2 × CPU",
      },
      {
        peer: () => runCommand(["ipmi-sensors", ...sensors], allSensors),
        ours: () => runCommand(lightsout(HOST_RANGE, "sdr"), allSensors),
      },
    ),
    await compare(
      { work: "one host, sdr", peer: "ipmitool -C 3 sdr", goal: "within 150 ms" },
      {
        peer: () =>
          runCommand(
            ["ipmitool", "-I", "lanplus", "-C", "3", "-H", "127.1.0.1", "-U", user, "-P", password, "sdr"],
            { atLeastLines: SENSORS },
          ),
        ours: () => runCommand(lightsout("127.1.0.1", "sdr"), { atLeastLines: SENSORS }),
      },
    ),
  );
  const sweep = await measureSweep(field, () => runCommand(["ipmi-sensors", ...sensors], allSensors));
  const start = await measureStart();
  await writeFile(
    "bench/results/ipmi.md",
    document("IPMI: beside the tools people use", [
      `Against ${HOSTS} ipmi_sim processes on 127.1.0.x port 623, ${SENSORS} sensors each; whole processes; medians of ${RUNS} alternating runs.`,
      comparisonTable(comparisons),
      sweep,
      start,
    ]),
  );
} finally {
  await field.stop();
}
