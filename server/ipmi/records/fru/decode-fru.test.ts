import { describe, expect, test } from "vitest";
import { hex } from "../../commands/testing/vectors";
import { fruImage, infoArea, multirecord, text } from "../testing/fru-image";
import { decodeFru } from "./decode-fru";
import { fruExtent } from "./fru-extent";
import type { FruArea } from "./fru-inventory";

// Images are built from the tables of the FRU Information Storage Definition 1.0 r1.3, unless a test says otherwise.

const chassis = infoArea([0x17], [text("CHS-1U"), text("CH5N0042"), text("Rack A07 U12")]);
const board = infoArea(
  [0, 0x60, 0x08, 0xe2],
  [text("Acme"), text("X12DPi"), text("BS1"), hex("00"), text("v1")],
);
const product = infoArea(
  [25],
  [text("Acme"), text("NODE"), text("PN"), text("03"), text("SN"), hex("00"), hex("00")],
);

function fields(area: FruArea | undefined): readonly string[] {
  return area?.fields.map(({ label, value }) => `${label}: ${value}`) ?? [];
}

describe("areas", () => {
  test("chassis, board and product with their fields, empty ones left out, custom ones numbered", () => {
    const { areas, warnings } = decodeFru(fruImage({ chassis, board, product }));
    expect(warnings).toEqual([]);
    expect(areas.map(({ kind }) => kind)).toEqual(["chassis", "board", "product"]);
    expect(fields(areas[0])).toEqual([
      "Chassis type: Rack Mount Chassis",
      "Part number: CHS-1U",
      "Serial number: CH5N0042",
      "Custom 1: Rack A07 U12",
    ]);
    expect(fields(areas[1])).toEqual([
      "Manufactured: 2024-03-01 00:00",
      "Manufacturer: Acme",
      "Product name: X12DPi",
      "Serial number: BS1",
      "FRU file id: v1",
    ]);
    expect(fields(areas[2])).toEqual([
      "Manufacturer: Acme",
      "Product name: NODE",
      "Part number: PN",
      "Version: 03",
      "Serial number: SN",
    ]);
  });

  test("a Supermicro X11SCZ-F's board area", () => {
    // Real data: the board area of an X11SCZ-F, its header made to point at nothing else.
    const image = hex(
      `0100000100000 0fe 0108000ff7c8ca 5375 7065726d6963726fc8 58313153435a2d46cc564d323131533030333539 39ce4d44422d58313153435a2d462d42c0c1000000000000e6`.replaceAll(
        " ",
        "",
      ),
    );
    expect(fields(decodeFru(image).areas[0])).toEqual([
      "Manufactured: 2021-01-15 03:27",
      "Manufacturer: Supermicro",
      "Product name: X11SCZ-F",
      "Serial number: VM211S003599",
      "Part number: MDB-X11SCZ-F-B",
    ]);
  });

  test("all encodings; 8-bit text is Unicode where the language is not English", () => {
    const packed = [hex("02 beef"), hex("42 12b3"), hex("83 29dca6"), hex("c4 296ea65e"), text("Ab")];
    expect(fields(decodeFru(fruImage({ product: infoArea([44], packed) })).areas[0])).toEqual([
      "Manufacturer: beef",
      "Product name: 12-3",
      "Part number: IPMI",
      "Version: 温度",
      "Serial number: Ab",
    ]);
  });

  test("text is stripped of control and bidi characters", () => {
    const area = infoArea([0], [text("A\x1b[2Jcme\x00"), text("\x07")]);
    expect(fields(decodeFru(fruImage({ product: area })).areas[0])).toEqual(["Manufacturer: A[2Jcme"]);
  });
});

describe("multirecords", () => {
  test("a power supply", () => {
    const data = hex("2003 ffff 32 05 2823 302a c45a 7c67 2f 3f 0c 0e 2053 000000 00".replaceAll(" ", ""));
    const { areas } = decodeFru(fruImage({ multirecords: [multirecord(0, data, true)] }));
    expect(areas[0]?.title).toBe("Power supply");
    expect(fields(areas[0])).toEqual([
      "Capacity: 800 W",
      "Inrush current: 50 A for 5 ms",
      "Input voltage: 90.00 to 108.00 V",
      "Input voltage, second range: 232.36 to 264.92 V",
      "Input frequency: 47 to 63 Hz",
      "Dropout tolerance: 12 ms",
      "Peak capacity: 800 W for 5 s",
      "Hot swap: yes",
      "Auto-switching: yes",
      "Power factor correction: yes",
      "Predictive failure: no",
    ]);
  });

  test("DC output and load, plain and extended", () => {
    const output = hex("81 b004 8804 d804 7800 0000 e803".replaceAll(" ", ""));
    const load = hex("02 6afb 38fb 9cfb 6400 0a00 6400".replaceAll(" ", ""));
    const extended = hex("11 b004 8804 d804 7800 0000 e803".replaceAll(" ", ""));
    const { areas } = decodeFru(
      fruImage({
        multirecords: [
          multirecord(1, output, false),
          multirecord(2, load, false),
          multirecord(9, extended, true),
        ],
      }),
    );
    expect(fields(areas[0])).toEqual([
      "Output: 1",
      "Standby: yes",
      "Nominal voltage: 12.00 V",
      "Voltage range: 11.60 to 12.40 V",
      "Ripple and noise: 120 mV",
      "Current: 0.000 to 1.000 A",
    ]);
    expect(fields(areas[1])).toContain("Nominal voltage: -11.74 V");
    expect(fields(areas[1])).toContain("Current: 0.010 to 0.100 A");
    expect(fields(areas[2])).toContain("Current: 0.000 to 100.000 A");
  });

  test("management access, compatibility, OEM and unknown records", () => {
    const { areas, warnings } = decodeFru(
      fruImage({
        multirecords: [
          multirecord(3, Buffer.from("\x01http://10.0.0.1/\x1b"), false),
          multirecord(3, hex("07 00112233"), false),
          multirecord(4, hex("570100 0a 02 05 ff"), false),
          multirecord(0xc0, hex("5a3100 16001e"), false),
          multirecord(0x0b, hex("0102"), true),
        ],
      }),
    );
    expect(warnings).toEqual([]);
    expect(areas.map((area) => [area.title, fields(area)])).toEqual([
      ["Management access", ["System management URL: http://10.0.0.1/"]],
      ["Management access", ["System unique id: 00112233"]],
      [
        "Base compatibility",
        [
          "Manufacturer id: 343",
          "Entity id: 10",
          "Compatibility base: 2",
          "Code range start: 5",
          "Code mask: ff",
        ],
      ],
      ["OEM record C0h", ["Manufacturer id: 12634", "Data: 16001e"]],
      ["Record type 0Bh", ["Data: 0102"]],
    ]);
  });
});

describe("broken data is decoded as far as it goes, with warnings", () => {
  const image = fruImage({ chassis, board, product });

  test("wrong checksums", () => {
    const wrong = Buffer.from(image);
    wrong[7] = 0x55;
    wrong[8 + chassis.length - 1] = 0x55;
    const { areas, warnings } = decodeFru(wrong);
    expect(areas).toHaveLength(3);
    expect(warnings).toEqual(["header checksum is wrong", "chassis area checksum is wrong"]);
  });

  test("an area cut by the end of the data, or outside it", () => {
    const cut = image.subarray(0, 8 + chassis.length + board.length + 20);
    expect(decodeFru(cut)).toMatchObject({
      areas: { length: 3 },
      warnings: ["product area is cut at the end of the FRU data"],
    });
    expect(decodeFru(image.subarray(0, 8 + chassis.length)).warnings).toEqual([
      "board area lies outside the FRU data",
      "product area lies outside the FRU data",
    ]);
  });

  test("a field that claims more than its area, and one without end mark", () => {
    const lying = infoArea([0], [hex("ff 41 42")]);
    const { areas } = decodeFru(fruImage({ product: lying }));
    expect(fields(areas[0])[0]).toMatch(/^Manufacturer: AB/);
  });

  test("a multirecord with a wrong checksum is kept, a wrong header ends the list, so does the end of the data", () => {
    const records = [multirecord(0x0b, hex("01"), false), multirecord(0x0b, hex("02"), false)];
    expect(decodeFru(fruImage({ multirecords: records }))).toMatchObject({
      areas: { length: 2 },
      warnings: ["multirecord area ends without its last record"],
    });
    const wrong = fruImage({ multirecords: records });
    wrong[8 + 5] = 0x77;
    wrong[8 + 6 + 4] = 0x77;
    expect(decodeFru(wrong)).toMatchObject({
      areas: { length: 1 },
      warnings: ["multirecord 1: checksum is wrong", "multirecord 2: header checksum is wrong"],
    });
  });

  test("blank, short and foreign data", () => {
    expect(decodeFru(Buffer.alloc(256, 0xff)).warnings).toEqual(["no FRU data is programmed"]);
    expect(decodeFru(Buffer.alloc(256)).warnings).toEqual(["no FRU data is programmed"]);
    expect(decodeFru(hex("0100")).warnings).toEqual(["FRU data is shorter than its header"]);
    expect(decodeFru(hex("0200000000000000")).warnings).toEqual(["FRU format version 2 is not known"]);
    expect(decodeFru(hex("01000000000000ff"))).toEqual({ areas: [], warnings: [] });
  });

  test("a date that was never set", () => {
    const never = infoArea([0, 0x10, 0, 0], [text("Acme")]);
    expect(decodeFru(fruImage({ board: never }))).toMatchObject({
      areas: { 0: { fields: [{ label: "Manufacturer" }] } },
      warnings: ["board area: the manufacturing date was never set"],
    });
  });
});

test("the extent grows with what is known, to the end of the last area or record and no further", () => {
  const image = Buffer.concat([
    fruImage({ chassis, product, multirecords: [multirecord(0xc0, hex("5a3100"), true)] }),
    Buffer.alloc(1024, 0xff),
  ]);
  let known = 0;
  for (let round = 0; round < 10; round++) known = fruExtent(image.subarray(0, known));
  expect(known).toBe(image.length - 1024);
  expect(fruExtent(hex("01000000000000ff"))).toBe(8);
});
