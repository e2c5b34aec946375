import { describe, expect, test } from "vitest";
import { checksum } from "../../wire/checksum";
import { decodeFru } from "./decode-fru";
import { editFru } from "./edit-fru";
import { FruImageError, fruAreas, layOutFru } from "./fru-image";

const field = (text: string) => [0xc0 | text.length, ...Buffer.from(text)];

function area(...body: number[]): Buffer {
  const length = Math.ceil((body.length + 3) / 8) * 8;
  const bytes = Buffer.alloc(length);
  Buffer.from([1, length / 8, ...body]).copy(bytes);
  bytes.writeUInt8(checksum(bytes), length - 1);
  return bytes;
}

const multirecord = Buffer.from([0xc1, 0x82, 4, checksum(Buffer.from([7, 8, 9, 1])), 0, 7, 8, 9, 1]);
multirecord.writeUInt8(checksum(multirecord.subarray(0, 4)), 4);

const image = layOutFru(
  [
    { kind: "internal", bytes: Buffer.from([1, 2, 3, 4, 5, 6, 7, 8]) },
    { kind: "chassis", bytes: area(23, ...field("PN"), ...field("SN-1"), 0xc1) },
    { kind: "board", bytes: area(25, 1, 2, 3, ...field("Maker"), ...field("Board"), 0xc0, 0xc0, 0xc0, 0xc1) },
    { kind: "multirecord", bytes: multirecord },
  ],
  256,
);

const shown = (bytes: Buffer, label: string) =>
  decodeFru(bytes)
    .areas.flatMap(({ fields }) => fields)
    .find((found) => found.label === label)?.value;

describe("editing a field", () => {
  test("of equal length changes the field and one checksum", () => {
    const edited = editFru(image, { area: "chassis", index: 1, text: "SN-2" });
    expect(edited.before.toString()).toBe("SN-1");
    expect([...edited.image].filter((byte, index) => byte !== image[index])).toHaveLength(2);
    expect(shown(edited.image, "Serial number")).toBe("SN-2");
  });

  test("to something longer moves what is behind; all else stays as it was", () => {
    const text = "a serial number that needs more room than there was";
    const edited = editFru(image, { area: "chassis", index: 1, text }).image;
    expect(decodeFru(edited).warnings).toEqual([]);
    expect(shown(edited, "Serial number")).toBe(text);
    expect(shown(edited, "Manufacturer")).toBe("Maker");
    const others = (bytes: Buffer) =>
      fruAreas(bytes).flatMap(({ kind, bytes }) =>
        kind === "chassis" ? [] : [`${kind} ${bytes.toString("hex")}`],
      );
    expect(others(edited)).toEqual(others(image));
  });

  test("back and forth gives the same image", () => {
    const longer = editFru(image, { area: "board", index: 0, text: "Another Maker of Boards" }).image;
    expect(editFru(longer, { area: "board", index: 0, text: "Maker" }).image.equals(image)).toBe(true);
  });

  test("to one character takes a blank along: C1h would end the fields", () => {
    const edited = editFru(image, { area: "chassis", index: 0, text: "X" }).image;
    expect(shown(edited, "Part number")).toBe("X");
    expect(shown(edited, "Serial number")).toBe("SN-1");
  });

  test.each([
    [{ area: "product", index: 0, text: "x" }, "no product area"],
    [{ area: "chassis", index: 2, text: "x" }, "no field 2"],
    [{ area: "chassis", index: 0, text: "x".repeat(64) }, "63 at the most"],
    [{ area: "chassis", index: 0, text: "漢字" }, "cannot hold"],
  ] as const)("%o is refused", (edit, why) => {
    expect(() => editFru(image, edit)).toThrow(why);
  });

  test("is refused where there is no room", () => {
    const full = image.subarray(0, 96);
    expect(() => editFru(full, { area: "chassis", index: 0, text: "x".repeat(60) })).toThrow(FruImageError);
  });
});

describe("an image that must not be written", () => {
  const spoilt = (offset: number) => {
    const bytes = Buffer.from(image);
    bytes.writeUInt8((bytes.readUInt8(offset) ^ 0x40) & 0xff, offset);
    return bytes;
  };

  test("has a wrong checksum somewhere", () => {
    const [, chassis, board, multi] = fruAreas(image).map(({ offset }) => offset);
    for (const offset of [0, 3, 7, (chassis ?? 0) + 5, (board ?? 0) + 9, multi ?? 0, (multi ?? 0) + 6]) {
      expect(() => fruAreas(spoilt(offset))).toThrow(FruImageError);
    }
  });

  test("has overlapping areas, or areas past its end", () => {
    const overlapping = Buffer.from(image);
    overlapping.writeUInt8(overlapping.readUInt8(2) + 1, 3);
    overlapping.writeUInt8(0, 7);
    overlapping.writeUInt8(checksum(overlapping.subarray(0, 7)), 7);
    expect(() => fruAreas(overlapping)).toThrow(FruImageError);
    for (let length = 0; length < 65; length++) {
      expect(() => fruAreas(image.subarray(0, length)), String(length)).toThrow(FruImageError);
    }
  });
});
