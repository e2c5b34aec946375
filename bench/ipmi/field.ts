import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { IpmiSimulator } from "../../e2e/fixtures/ipmi-sim";
import { analogSensors, discreteSensors } from "../../e2e/fixtures/rack-server";
import { temporaryFolder } from "../../e2e/fixtures/temporary-folder";

export const HOSTS = 100;
export const SENSORS = 24;
export const HOST_RANGE = `127.1.0.[1-${HOSTS}]`;

/** A hundred ipmi_sim processes on 127.1.0.x port 623 with 24 sensors each. */
export class Field {
  private constructor(
    readonly folder: string,
    readonly simulators: readonly IpmiSimulator[],
  ) {}

  static async start(): Promise<Field> {
    const folder = await temporaryFolder();
    await mkdir(join(folder, "sdr-cache"), { recursive: true });
    const simulators = Array.from(
      { length: HOSTS },
      (_, i) =>
        new IpmiSimulator({
          folder: join(folder, `bmc${i + 1}`),
          address: `127.1.0.${i + 1}`,
          moreSensors: moreSensors(),
          // A hundred scripts at once take longer than tools wait, and what is sent again runs it again.
          chassisScript: false,
        }),
    );
    for (const simulator of simulators) await simulator.start();
    return new Field(folder, simulators);
  }

  get user(): string {
    return this.simulators[0]?.user ?? "";
  }

  get password(): string {
    return this.simulators[0]?.password ?? "";
  }

  /** Where FreeIPMI keeps its SDR cache during the bench. */
  get sdrCache(): string {
    return join(this.folder, "sdr-cache");
  }

  async stop(): Promise<void> {
    for (const simulator of this.simulators) await simulator.stop();
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** As many more temperatures as are missing to 24 sensors. */
function moreSensors() {
  const [sensor] = analogSensors;
  if (!sensor) throw new Error("the rack server has no sensor");
  const missing = SENSORS - analogSensors.length - discreteSensors.length;
  return Array.from({ length: missing }, (_, i) => ({
    ...sensor,
    number: 0x60 + i,
    name: `DIMM${i + 1} Area`,
    instance: 10 + i,
  }));
}
