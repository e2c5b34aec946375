import { parseArgs } from "node:util";
import { Lab } from "../../e2e/fixtures/lab";
import { SerialPort } from "../../e2e/fixtures/serial-port";
import { measureEcho } from "./echo";
import { PrintingHost } from "./printing-host";
import { measureRecorded } from "./recorded-consoles";
import { type Section, takeSection } from "./results";
import { measureSearch } from "./search";
import { measureThroughput } from "./throughput";

/** Serial consoles: how late keys echo and how fast output comes beside the tools, two hundred recorded at once, and a search. */
const { values: wanted } = parseArgs({
  args: process.argv.slice(2).filter((word) => word.startsWith("--")),
  options: {
    /** One part alone. */
    only: { type: "string" },
    /** Alternating runs of echo and throughput. */
    rounds: { type: "string", default: "6" },
    /** Of output a run, for throughput. */
    seconds: { type: "string", default: "20" },
    /** For the recorded consoles. */
    minutes: { type: "string", default: "10" },
    consoles: { type: "string", default: "200" },
    /** Of logs to search, before they are compressed. */
    gib: { type: "string", default: "10" },
    /** The engine to start, instead of what `npm start` starts: one under a profiler. */
    program: { type: "string" },
  },
});
const SERIAL_PORT = 9400;
const rounds = Number(wanted.rounds);
const engine = wanted.program === undefined ? {} : { program: wanted.program };

const parts: Readonly<Record<string, () => Promise<Section>>> = {
  echo: () => withHost(new SerialPort("127.1.4.1", SERIAL_PORT), (lab) => measureEcho(lab, rounds)),
  throughput() {
    const host = new PrintingHost("127.1.4.2", SERIAL_PORT);
    return withHost(host, (lab) => measureThroughput(lab, host, { rounds, seconds: Number(wanted.seconds) }));
  },
  recorded: () =>
    measureRecorded({ consoles: Number(wanted.consoles), minutes: Number(wanted.minutes), ...engine }),
  search: () => measureSearch({ gibibytes: Number(wanted.gib), ...engine }),
};
if (wanted.only !== undefined && !(wanted.only in parts)) {
  throw new Error(`--only: there are ${Object.keys(parts).join(", ")}.`);
}
for (const [name, measure] of Object.entries(parts)) {
  if (wanted.only === undefined || wanted.only === name) await takeSection(measure);
}

/** One ipmi_sim whose serial port this is, and an engine that knows it. */
async function withHost(
  serial: SerialPort | PrintingHost,
  measure: (lab: Lab) => Promise<Section>,
): Promise<Section> {
  await serial.start();
  try {
    const { address, port } = serial;
    const lab = await Lab.start({ address, host: "console", serial: `${address}:${port}`, ...engine });
    return await measure(lab).finally(() => lab.stop());
  } finally {
    await serial.stop();
  }
}
