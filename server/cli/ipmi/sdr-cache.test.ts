import { mkdtemp, readdir, readFile, rename, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { Credentials, createIpmiClient, systemClock, systemEntropy, udpNetwork } from "@/server/ipmi";
import { getSdr } from "@/server/ipmi/commands/storage/get-sdr";
import { getSdrRepositoryInfo } from "@/server/ipmi/commands/storage/get-sdr-repository-info";
import { reserveSdrRepository } from "@/server/ipmi/commands/storage/reserve-sdr-repository";
import { ScriptedBmc } from "@/server/ipmi/readers/testing/scripted-bmc";
import { splitRecords } from "@/server/shell/sdr/split-records";
import { cachedRepository, repositoryOfFile } from "./sdr-cache";

/** A controller locator called "BMC". */
const record = Buffer.from("0100511210" + "2000009f000000070100c3424d4300", "hex");
record[4] = record.length - 5;

let folder: string;
let changes: number;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "lightsout-sdr-"));
  changes = 0;
});

afterEach(() => rm(folder, { recursive: true, force: true }));

function bmcWithOneRecord(): ScriptedBmc {
  return new ScriptedBmc()
    .on(getSdrRepositoryInfo, () => Buffer.from([0x51, 1, 0, 0, 1, changes, 0, 0, 0, 0, 0, 0, 0, 0x22]))
    .on(reserveSdrRepository, () => Buffer.of(1, 0))
    .on(getSdr, (data) => {
      const offset = data[4] ?? 0;
      const count = data[5] ?? 0;
      return Buffer.concat([
        Buffer.of(0xff, 0xff),
        record.subarray(offset, Math.min(record.length, offset + count)),
      ]);
    });
}

const client = createIpmiClient({
  network: udpNetwork,
  clock: systemClock,
  entropy: systemEntropy,
  endpoint: { address: "127.0.0.1", port: 9 },
  credentials: new Credentials({ username: "", password: "" }),
});

function repository(bmc: ScriptedBmc, into: string | null = folder) {
  const { signal } = new AbortController();
  return cachedRepository({ client, bmc, signal, folder: into, name: "../host 623" });
}

test("what was read is kept, and used while the BMC says that nothing changed", async () => {
  const first = await repository(bmcWithOneRecord());
  const again = bmcWithOneRecord();
  const second = await repository(again);
  expect(second.records).toEqual(first.records);
  expect(first.records).toHaveLength(1);
  expect(again.sent.map(({ name }) => name)).toEqual(["Get SDR Repository Info"]);
  changes = 1;
  const changed = bmcWithOneRecord();
  await repository(changed);
  expect(changed.count(getSdr)).toBeGreaterThan(0);
});

test("a name cannot leave the folder", async () => {
  await repository(bmcWithOneRecord());
  expect(await readdir(folder)).toHaveLength(1);
});

/** The one file in the folder. */
const keptFile = async () => join(folder, (await readdir(folder))[0] ?? "");

/** Whether the next run reads the records from the BMC. */
async function readsAnew(): Promise<boolean> {
  const bmc = bmcWithOneRecord();
  expect((await repository(bmc)).records).toHaveLength(1);
  return bmc.count(getSdr) > 0;
}

test.each([
  ["nonsense", () => Buffer.from("nonsense")],
  ["nothing", () => Buffer.alloc(0)],
  [
    "a flipped bit",
    (kept: Buffer) => Buffer.from(kept.map((byte, at) => (at === kept.length - 1 ? byte ^ 1 : byte))),
  ],
  ["a cut end", (kept: Buffer) => kept.subarray(0, -3)],
  ["more at the end", (kept: Buffer) => Buffer.concat([kept, Buffer.of(0)])],
  ["too much", (kept: Buffer) => Buffer.concat([kept, Buffer.alloc(2_000_000)])],
])("%s in the kept file is as if there were none, and is replaced", async (_, spoil) => {
  await repository(bmcWithOneRecord());
  const path = await keptFile();
  await writeFile(path, spoil(await readFile(path)));
  expect(await readsAnew()).toBe(true);
  expect(await readsAnew()).toBe(false);
});

test("it is for its owner only, and what a link leads to is not taken", async () => {
  await repository(bmcWithOneRecord());
  const path = await keptFile();
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  const outside = await mkdtemp(join(tmpdir(), "lightsout-elsewhere-"));
  await rename(path, join(outside, "kept"));
  await symlink(join(outside, "kept"), path);
  expect(await readsAnew()).toBe(true);
  await rm(outside, { recursive: true });
});

test("no folder, and one that cannot be made, do no harm", async () => {
  await repository(bmcWithOneRecord());
  expect((await repository(bmcWithOneRecord(), null)).records).toHaveLength(1);
  const under = join(await keptFile(), "nowhere");
  expect((await repository(bmcWithOneRecord(), under)).records).toHaveLength(1);
});

test("-S takes a dump; one that is cut off loses its last record", async () => {
  const path = join(folder, "dump");
  await writeFile(path, Buffer.concat([record, record]));
  expect((await repositoryOfFile(path)).images).toHaveLength(2);
  expect(splitRecords(Buffer.concat([record, record.subarray(0, 9)]))).toHaveLength(1);
  await expect(repositoryOfFile(join(folder, "none"))).rejects.toThrow("does not exist");
});
