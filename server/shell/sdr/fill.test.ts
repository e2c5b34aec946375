import { expect, test } from "vitest";
import { Credentials, createIpmiClient, systemClock, systemEntropy, udpNetwork } from "@/server/ipmi";
import { addSdr } from "@/server/ipmi/commands/storage/add-sdr";
import { clearSdrRepository } from "@/server/ipmi/commands/storage/clear-sdr-repository";
import { getSdrRepositoryInfo } from "@/server/ipmi/commands/storage/get-sdr-repository-info";
import { partialAddSdr } from "@/server/ipmi/commands/storage/partial-add-sdr";
import { reserveSdrRepository } from "@/server/ipmi/commands/storage/reserve-sdr-repository";
import { ScriptedBmc } from "@/server/ipmi/readers/testing/scripted-bmc";
import { lookUp } from "../registry";
import { runVerb } from "../run-verb";
import { createVerbContext } from "../verb-context";

const record = (id: number, length: number) =>
  Buffer.from([id, 0, 0x51, 0xc0, length, ...Array.from({ length }, (_, index) => index)]);
const file = Buffer.concat([record(1, 25), record(2, 3)]);

const client = createIpmiClient({
  network: udpNetwork,
  clock: systemClock,
  entropy: systemEntropy,
  endpoint: { address: "127.0.0.1", port: 9 },
  credentials: new Credentials({ username: "", password: "" }),
});

/** A repository that needs `busy` looks until it is erased. */
function repository(busy: number, support = 0x06) {
  let left = busy;
  return new ScriptedBmc()
    .on(getSdrRepositoryInfo, () => Buffer.from([0x51, ...new Array<number>(12).fill(0), support]))
    .on(addSdr, () => Buffer.of(1, 0))
    .on(reserveSdrRepository, () => Buffer.of(7, 0))
    .on(clearSdrRepository, () => Buffer.of(left-- > 0 ? 0 : 1))
    .on(partialAddSdr, (data) => Buffer.of((data[2] ?? 0) || 0x44, 0));
}

async function fill(bmc: ScriptedBmc, content: Buffer) {
  const context = createVerbContext({
    client,
    bmc,
    signal: new AbortController().signal,
    note: () => undefined,
    files: { read: async () => content, write: () => Promise.reject(new Error("nothing is written")) },
  });
  return runVerb(await lookUp(["sdr", "fill", "file", "dump"]), { ...context, wait: async () => undefined });
}

test("the head makes the record, the rest follows in parts; the last says so", async () => {
  const bmc = repository(0);
  expect(await fill(bmc, file)).toMatchObject({ output: "SDRR successfully erased\n", exitCode: 0 });
  const parts = bmc.sent.filter(({ name }) => name === partialAddSdr.name).map(({ data }) => data);
  expect(parts.map((data) => data.subarray(0, 6).toString("hex"))).toEqual([
    "070000000000",
    "070044000500",
    "070044001801",
    "070000000000",
    "070044000501",
  ]);
  expect(Buffer.concat(parts.map((data) => data.subarray(6)))).toEqual(file);
});

test("a BMC that takes no parts is given whole records", async () => {
  const bmc = repository(0, 0x02);
  expect(await fill(bmc, file)).toMatchObject({ exitCode: 0 });
  const whole = bmc.sent.filter(({ name }) => name === addSdr.name).map(({ data }) => data);
  expect(Buffer.concat(whole)).toEqual(file);
  expect(bmc.count(partialAddSdr)).toBe(0);
});

test("it waits until the repository is erased, and gives up at last", async () => {
  const wait = "Wait for SDRR erasure completed...\n";
  expect(await fill(repository(2), file)).toMatchObject({
    output: `${wait}${wait}SDRR successfully erased\n`,
    exitCode: 0,
  });
  const never = repository(100);
  expect(await fill(never, file)).toMatchObject({ exitCode: 1, complaint: "Cannot erase SDRR. Giving up." });
  expect(never.count(partialAddSdr)).toBe(0);
});

test("a file that is no dump, or ends early, erases nothing", async () => {
  for (const content of [Buffer.alloc(0), file.subarray(0, -1), Buffer.from("no")]) {
    const bmc = repository(0);
    expect(await fill(bmc, content)).toMatchObject({ exitCode: 1 });
    expect(bmc.sent).toEqual([]);
  }
});

test("a record the BMC refuses ends it, and is named", async () => {
  const bmc = repository(0).on(partialAddSdr, () => 0x80);
  expect(await fill(bmc, file)).toMatchObject({
    exitCode: 1,
    output: "SDRR successfully erased\n",
    complaint: expect.stringContaining("Cannot add SDR ID 0x0001"),
  });
});
