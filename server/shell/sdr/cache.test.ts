import { mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Command, IpmiClient } from "@/server/ipmi";
import { DecodeError } from "@/server/ipmi";
import { ByteReader } from "@/server/ipmi/wire/byte-reader";
import { VerbFailure } from "../verb";
import { cachedSdr, sdrFromFile } from "./cache";

const locator = (id: number, name: string) => {
  const body = [0x20, id, 0x80, 0, 0, 0x10, 0, 7, 1, 0, 0xc0 | name.length, ...Buffer.from(name)];
  return Buffer.from([id, 0, 0x51, 0x11, body.length, ...body]);
};

/** A BMC with two records, counting what it is asked. */
class Bmc {
  asked: string[] = [];
  changed = 1;
  firmware = 3;
  readonly records = [locator(1, "one"), locator(2, "two")];

  readonly client = {
    session: { guid: "00".repeat(16) },
    send: async (command: Command<unknown, unknown>, request: unknown) => {
      this.asked.push(command.name);
      const bytes = this.answer(command.name, Buffer.from(command.encode(request)));
      return command.decode(new ByteReader(bytes, command.name), request);
    },
  } as unknown as IpmiClient;

  private answer(name: string, data: Buffer): Buffer {
    if (name === "Get Device ID") return Buffer.from([0x20, 1, this.firmware, 0, 2, 0xbf, 1, 0, 0, 2, 0]);
    if (name === "Get SDR Repository Info")
      return Buffer.from([0x51, 2, 0, 0, 1, this.changed, 0, 0, 0, 1, 0, 0, 0, 2]);
    if (name === "Reserve SDR Repository") return Buffer.from([1, 0]);
    const index = data.readUInt16LE(2) <= 1 ? 0 : 1;
    const next = index === 0 ? [2, 0] : [0xff, 0xff];
    const [offset, length] = [data.readUInt8(4), data.readUInt8(5)];
    return Buffer.concat([
      Buffer.from(next),
      this.records[index]?.subarray(offset, offset + length) ?? Buffer.alloc(0),
    ]);
  }
}

let folder: string;
let bmc: Bmc;
const read = () =>
  cachedSdr({
    folder: join(folder, "sdr"),
    address: "10.0.0.1:623",
    client: bmc.client,
    signal: AbortSignal.timeout(5000),
  });
const file = async () => join(folder, "sdr", (await readdir(join(folder, "sdr")))[0] ?? "");

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "sdr-cache-"));
  bmc = new Bmc();
});
afterEach(() => rm(folder, { recursive: true }));

describe("the cache of SDRs", () => {
  test("a second reading asks only who the BMC is and whether something changed", async () => {
    const first = await read();
    bmc.asked = [];
    const second = await read();
    expect(bmc.asked).toEqual(["Get Device ID", "Get SDR Repository Info"]);
    expect(second.records).toEqual(first.records);
    expect(second.images).toEqual(first.images);
  });

  test("is for its owner only and leaves nothing else behind", async () => {
    await read();
    expect(await readdir(join(folder, "sdr"))).toHaveLength(1);
    expect((await stat(await file())).mode & 0o777).toBe(0o600);
    expect((await stat(join(folder, "sdr"))).mode & 0o777).toBe(0o700);
  });

  test.each([
    [
      "the repository",
      () => {
        bmc.changed++;
      },
    ],
    [
      "the firmware",
      () => {
        bmc.firmware++;
      },
    ],
  ] as const)("a change of %s makes it read anew", async (_, change) => {
    await read();
    bmc.asked = [];
    change();
    await read();
    expect(bmc.asked).toContain("Get SDR");
  });

  test.each([
    [
      "a flipped bit",
      (bytes: Buffer) => {
        bytes.writeUInt8((bytes.at(-1) ?? 0) ^ 1, bytes.length - 1);
        return bytes;
      },
    ],
    ["a cut end", (bytes: Buffer) => bytes.subarray(0, -3)],
    ["more at the end", (bytes: Buffer) => Buffer.concat([bytes, Buffer.from([0])])],
    [
      "another magic",
      (bytes: Buffer) => {
        bytes.writeUInt8(0, 0);
        return bytes;
      },
    ],
    ["nothing", () => Buffer.alloc(0)],
    ["too much", () => Buffer.alloc(2_000_000)],
  ] as const)("%s in the file is as if there were none", async (_, spoil) => {
    await read();
    const path = await file();
    await writeFile(path, spoil(await readFile(path)));
    bmc.asked = [];
    expect((await read()).records).toHaveLength(2);
    expect(bmc.asked).toContain("Get SDR");
  });

  test("the cache of one BMC is nothing for another, nor is what a link leads to", async () => {
    await read();
    const path = await file();
    const kept = await readFile(path);
    await rm(path);
    await writeFile(join(folder, "elsewhere"), kept);
    await symlink(join(folder, "elsewhere"), path);
    bmc.asked = [];
    await read();
    expect(bmc.asked).toContain("Get SDR");
  });

  test("a folder that cannot be made is no failure", async () => {
    await writeFile(join(folder, "sdr"), "a file");
    expect((await read()).records).toHaveLength(2);
  });
});

describe("a file of records", () => {
  const files = (content: Buffer) => ({
    read: async () => content,
    write: () => Promise.reject(new DecodeError("", 0, "")),
  });

  test("is read as `sdr dump` writes it", async () => {
    const repository = await sdrFromFile(files(Buffer.concat(bmc.records)), "dump");
    expect(repository.images).toEqual(bmc.records);
  });

  test.each(["01", "0100511105aabb"])("%s is none", async (hex) => {
    await expect(sdrFromFile(files(Buffer.from(hex, "hex")), "dump")).rejects.toThrow(VerbFailure);
  });
});
