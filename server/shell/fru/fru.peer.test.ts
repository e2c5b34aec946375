import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fullFru } from "@/e2e/fixtures/rich-fru";
import { richServer } from "@/e2e/fixtures/rich-server";
import { lookUp } from "../registry";
import { runVerb } from "../run-verb";
import { ComparedBmc } from "../testing/compare";
import { createVerbContext } from "../verb-context";

let bmc: ComparedBmc;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "fru-"));
  bmc = await ComparedBmc.start("127.2.46.7", { machine: richServer });
  await bmc.ipmitool(["mc", "info"]); // waits until it answers
});

afterAll(async () => {
  await bmc.stop();
  await rm(folder, { recursive: true });
});

describe("fru prints what ipmitool prints", () => {
  test.each([
    "fru",
    "fru print",
    "fru list",
    "fru print 0",
    "fru print 1",
    "fru print 2",
    "fru print 9",
    "fru print x",
    "fru print 300",
    "fru read",
    "fru write 1",
    "fru edit",
    "fru internaluse",
    "fru internaluse 0 info",
    "fru internaluse 0 print",
    "fru internaluse 0 read",
    "fru internaluse 0 nonsense",
    "fru internaluse 1 info",
    "fru internaluse 1 print",
    "fru internaluse 2 print",
    "fru internaluse 9 info",
    "fru internaluse 9 print",
  ])("%s", async (words) => {
    await bmc.expectSameAsIpmitool(words.split(" "));
    await bmc.expectSameAsIpmitool(words.split(" "), { view: { verbosity: 1 } });
    await bmc.expectSameAsIpmitool(words.split(" "), { view: { csv: true } });
  });
});

/** Our verbs with files. */
async function ours(...words: string[]) {
  const context = createVerbContext({
    client: bmc.client,
    signal: AbortSignal.timeout(50_000),
    note: () => undefined,
    files: { read: (path) => readFile(path), write: (path, content) => writeFile(path, content) },
  });
  return runVerb(await lookUp(words), context);
}

describe("fru files and edits", () => {
  test("what we read is what ipmitool reads, and what is there", async () => {
    const [mine, theirs] = [join(folder, "mine"), join(folder, "theirs")];
    const printed = await ours("fru", "read", "0", mine);
    expect(printed.output).toBe((await bmc.ipmitool(["fru", "read", "0", theirs])).output);
    expect(await readFile(mine)).toEqual(fullFru);
    expect(await readFile(theirs)).toEqual(fullFru);
  });

  test("an edited field is what ipmitool shows, and all else is as before", async () => {
    const before = (await bmc.ipmitool(["fru", "print", "0"], { verbosity: 1 })).output;
    const text = "a much longer serial number than there was";
    const { output, exitCode } = await ours("fru", "edit", "0", "field", "c", "0", text);
    expect([output, exitCode]).toEqual([`Updating Field 'LSO-CH-100' with '${text}' ...\n`, 0]);
    const after = (await bmc.ipmitool(["fru", "print", "0"], { verbosity: 1 })).output;
    expect(after).toBe(before.replace("LSO-CH-100", text));
  });

  test("a file is written back; one that is not consistent is not", async () => {
    const [good, bad] = [join(folder, "good"), join(folder, "bad")];
    await writeFile(good, fullFru);
    const spoilt = Buffer.from(fullFru);
    spoilt.writeUInt8(spoilt.readUInt8(30) ^ 1, 30);
    await writeFile(bad, spoilt);
    expect((await ours("fru", "write", "0", good)).exitCode).toBe(0);
    expect(await ours("fru", "write", "0", bad)).toMatchObject({ exitCode: 1, output: "" });
    const now = join(folder, "now");
    await ours("fru", "read", "0", now);
    expect(await readFile(now)).toEqual(fullFru);
  });

  test("the internal use area is written as ipmitool writes it, from a file of its size only", async () => {
    const [before, other, short] = ["before", "other", "short"].map((name) => join(folder, name));
    if (before === undefined || other === undefined || short === undefined) throw new Error("three files");
    const head = (await ours("fru", "internaluse", "0", "read", before)).output.split("\n")[0];
    const bytes = await readFile(before);
    await writeFile(other, Buffer.from(bytes.map((byte, index) => (index === 0 ? byte : 0xff - byte))));
    await writeFile(short, bytes.subarray(1));

    expect(await ours("fru", "internaluse", "0", "write", other)).toMatchObject({
      output: `${head}\n`,
      exitCode: 0,
    });
    const theirs = join(folder, "theirs-now");
    await bmc.ipmitool(["fru", "internaluse", "0", "read", theirs]);
    expect(await readFile(theirs)).toEqual(await readFile(other));
    const back = await bmc.ipmitool(["fru", "internaluse", "0", "write", before]);
    expect([back.output, back.exitCode]).toEqual([`${head}\n`, 0]);
    expect(await ours("fru", "internaluse", "0", "write", short)).toMatchObject({
      output: `${head}\n`,
      exitCode: 1,
      complaint: expect.stringContaining("File size does not fit Eeprom Size"),
    });
    expect(await ours("fru", "internaluse", "0", "write", join(folder, "nothing"))).toMatchObject({
      exitCode: 1,
    });
    const now = join(folder, "internal-now");
    await ours("fru", "internaluse", "0", "read", now);
    expect(await readFile(now)).toEqual(bytes);
  });
});
