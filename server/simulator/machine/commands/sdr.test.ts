import { describe, expect, test } from "vitest";
import { Direct } from "../testing/direct";

/** Answers are completion code and data, in hex digits. */
const count = (bmc: Direct) => Buffer.from(bmc.raw(0x0a, 0x20) ?? "", "hex").readUInt16LE(2);

function reserved(): { bmc: Direct; reservation: string } {
  const bmc = new Direct();
  return { bmc, reservation: (bmc.raw(0x0a, 0x22) ?? "").slice(2) };
}

describe("clearing the SDR repository", () => {
  test("takes its reservation and the three letters", () => {
    const { bmc, reservation } = reserved();
    const before = count(bmc);
    expect(bmc.raw(0x0a, 0x27, "ffff434c52aa")).toBe("c5");
    expect(bmc.raw(0x0a, 0x27, `${reservation}434c53aa`)).toBe("cc");
    expect(bmc.raw(0x0a, 0x27, `${reservation}434c5201`)).toBe("cc");
    expect(count(bmc)).toBe(before);
    expect(bmc.actions).toEqual([]);
  });

  test("leaves nothing but the sensors themselves; asking how far it is erases nothing", () => {
    const { bmc, reservation } = reserved();
    expect(bmc.raw(0x0a, 0x27, `${reservation}434c5200`)).toBe("0001");
    expect(count(bmc)).toBeGreaterThan(0);
    expect(bmc.raw(0x0a, 0x27, `${reservation}434c52aa`)).toBe("0001");
    expect(count(bmc)).toBe(0);
    expect(bmc.raw(0x0a, 0x23, "0000000000ff")).toBe("cb");
    expect(bmc.raw(0x04, 0x21, "000000000005")?.slice(0, 2)).toBe("00");
    expect(new Direct().raw(0x0a, 0x23, "000000000005")?.slice(0, 2)).toBe("00");
  });
});

describe("adding to the SDR repository", () => {
  test("a whole record gets the next id", () => {
    const { bmc } = reserved();
    const id = count(bmc) + 1;
    const told = id.toString(16).padStart(2, "0");
    expect(bmc.raw(0x0a, 0x24, "000051c003aabbcc")).toBe(`00${told}00`);
    expect(bmc.raw(0x0a, 0x23, `0000${told}0000ff`)).toBe(`00ffff${told}0051c003aabbcc`);
    expect(bmc.raw(0x0a, 0x24, "000051c004aabbcc")).toBe("80");
    expect(bmc.raw(0x0a, 0x24, "0000")).toBe("80");
  });

  test("parts become a record with the last one", () => {
    const { bmc, reservation } = reserved();
    bmc.raw(0x0a, 0x27, `${reservation}434c52aa`);
    expect(bmc.raw(0x0a, 0x25, `${reservation}00000000000051c003`)).toBe("000100");
    expect(count(bmc)).toBe(0);
    expect(bmc.raw(0x0a, 0x25, `${reservation}01000401aabbcc`)).toBe("cb");
    expect(bmc.raw(0x0a, 0x25, `${reservation}01000501aabbcc`)).toBe("000100");
    expect(count(bmc)).toBe(1);
    expect(bmc.raw(0x0a, 0x25, `ffff01000501aabbcc`)).toBe("c5");
    expect(bmc.raw(0x0a, 0x25, `${reservation}00000001000051c003`)).toBe("80");
  });

  test("ends when the memory is full", () => {
    const { bmc, reservation } = reserved();
    bmc.raw(0x0a, 0x27, `${reservation}434c52aa`);
    const record = `000051c0fa${"00".repeat(250)}`;
    const answers = Array.from({ length: 100 }, () => bmc.raw(0x0a, 0x24, record)?.slice(0, 2));
    expect(answers.indexOf("c4")).toBe(count(bmc));
    expect(new Set(answers)).toEqual(new Set(["00", "c4"]));
  });
});
