import { describe, expect, test } from "vitest";
import { getFruInventoryAreaInfo } from "../commands/storage/get-fru-inventory-area-info";
import { readFruData } from "../commands/storage/read-fru-data";
import { writeFruData } from "../commands/storage/write-fru-data";
import { FruImageError, layOutFru } from "../records/fru/fru-image";
import { checksum } from "../wire/checksum";
import { ScriptedBmc } from "./testing/scripted-bmc";
import { readFruDevice, writeFru } from "./write-fru";

function chassis(name: string): Buffer {
  const bytes = Buffer.alloc(Math.ceil((name.length + 6) / 8) * 8);
  Buffer.from([1, bytes.length / 8, 23, 0xc0 | name.length, ...Buffer.from(name), 0xc1]).copy(bytes);
  bytes.writeUInt8(checksum(bytes), bytes.length - 1);
  return bytes;
}

const image = (name: string) => layOutFru([{ kind: "chassis", bytes: chassis(name) }], 64);

/** An EEPROM behind the commands; `protectedFrom` takes writes without keeping them. */
function device(memory: Buffer, { most = 64, protectedFrom = 64 } = {}) {
  const writes: (readonly [offset: number, length: number])[] = [];
  const bmc = new ScriptedBmc()
    .on(getFruInventoryAreaInfo, () => Buffer.from([memory.length, 0, 0]))
    .on(readFruData, (data) => {
      const [offset, count] = [data.readUInt16LE(1), data.readUInt8(3)];
      return Buffer.concat([Buffer.from([count]), memory.subarray(offset, offset + count)]);
    })
    .on(writeFruData, (data) => {
      const [offset, bytes] = [data.readUInt16LE(1), data.subarray(3)];
      if (bytes.length > most) return 0xc8;
      writes.push([offset, bytes.length]);
      if (offset < protectedFrom) bytes.copy(memory, offset);
      return Buffer.from([bytes.length]);
    });
  return { bmc, writes };
}

describe("writing a FRU", () => {
  test("writes only what differs, the header last", async () => {
    const memory = image("one");
    const { bmc, writes } = device(memory);
    const wanted = layOutFru([{ kind: "board", bytes: chassis("two and a half") }], 64);
    const { written } = await writeFru(bmc, await readFruDevice(bmc, 0), wanted);
    expect(memory.equals(wanted)).toBe(true);
    expect(writes.at(-1)).toEqual([0, 8]);
    expect(written).toBeLessThan(64);
    writes.length = 0;
    await writeFru(bmc, await readFruDevice(bmc, 0), wanted);
    expect(writes).toEqual([]);
  });

  test("takes smaller parts where the BMC cannot do more", async () => {
    const memory = image("one");
    const { bmc, writes } = device(memory, { most: 16 });
    await writeFru(bmc, await readFruDevice(bmc, 0), image("another name, quite long"));
    expect(memory.equals(image("another name, quite long"))).toBe(true);
    expect(Math.max(...writes.map(([, length]) => length))).toBeLessThanOrEqual(16);
  });

  test("writes nothing of an image that is not consistent, or too long", async () => {
    const { bmc, writes } = device(image("one"));
    const present = await readFruDevice(bmc, 0);
    const spoilt = image("two");
    spoilt.writeUInt8(spoilt.readUInt8(12) ^ 1, 12);
    await expect(writeFru(bmc, present, spoilt)).rejects.toThrow(FruImageError);
    await expect(writeFru(bmc, present, Buffer.concat([image("two"), Buffer.alloc(8)]))).rejects.toThrow(
      "72 bytes",
    );
    expect(writes).toEqual([]);
  });

  test("notices that the device does not hold what was written", async () => {
    const { bmc } = device(image("one"), { protectedFrom: 8 });
    await expect(writeFru(bmc, await readFruDevice(bmc, 0), image("two"))).rejects.toThrow("write-protected");
  });
});
