import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { main } from "./main";

const sample = (name: string) => fileURLToPath(new URL(`sample/${name}`, import.meta.url));

function run(...args: string[]): { code: number; lines: string[] } {
  const lines: string[] = [];
  const code = main(args, (line) => lines.push(line));
  return { code, lines };
}

function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "lightsout-vectors-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

/** A folder with one file of this content. */
function folderOf(name: string, content: string | Buffer): string {
  const folder = emptyFolder();
  writeFileSync(join(folder, name), content);
  return folder;
}

test("right vectors pass, and the last line says how many", () => {
  const { code, lines } = run(sample("right"));
  expect(lines.filter((line) => line.startsWith("FAILED"))).toEqual([]);
  expect(lines.at(-1)).toMatch(/^[1-9]\d* passed, 0 failed$/);
  expect(code).toBe(0);
});

test("a wrong reading and a wrong password are told with file, name, field, what was expected and what came", () => {
  const { code, lines } = run(sample("wrong"));
  expect(
    lines.some((line) => /^FAILED sensors\.json: .+: ipmitool\.value: expected .+, got /.test(line)),
  ).toBe(true);
  expect(lines.some((line) => /^FAILED sessions\.json: with another password: rakp2: /.test(line))).toBe(
    true,
  );
  expect(lines.at(-1)).toMatch(/^\d+ passed, [1-9]\d* failed$/);
  expect(code).toBe(1);
});

test("an empty folder, a missing one and none at all are failures", () => {
  expect(run(emptyFolder()).lines.at(-1)).toBe("0 passed, 1 failed");
  expect(run(sample("nowhere"))).toMatchObject({ code: 1 });
  expect(run()).toMatchObject({ code: 1 });
});

test("a file with nothing known in it is named, and is no failure beside others", () => {
  const folder = folderOf("notes.json", '{"made": "today"}');
  writeFileSync(join(folder, "x.bin"), Buffer.of(1, 0, 0, 0, 0, 0, 0, 255));
  expect(run(folder)).toEqual({
    code: 0,
    lines: ["not read: notes.json: nothing in it is of a kind known here", "1 passed, 0 failed"],
  });
});

test("a described FRU has to be sound, and have what is described: type, internal use area, fields", () => {
  const chassis = Buffer.from("010217c3414243c14100000000000000", "hex");
  chassis.writeUInt8(-chassis.reduce((sum, byte) => sum + byte, 0) & 0xff, chassis.length - 1);
  const image = Buffer.concat([
    Buffer.of(1, 1, 2, 0, 0, 0, 0, 252),
    Buffer.from("\u0001secret\u0000", "latin1"),
    chassis,
  ]);
  const described = (data: string, type: number) =>
    `[common]\ninclude_board = false\n[internal]\ndata = '${data}'\n[chassis]\ntype = ${type}\npart_number = "ABC"\n`;
  const check = (bytes: Buffer, toml: string) => {
    const folder = folderOf("x.bin", bytes);
    writeFileSync(join(folder, "x.toml"), toml);
    return run(folder);
  };
  expect(check(image, described("secret", 0x17))).toEqual({ code: 0, lines: ["6 passed, 0 failed"] });
  expect(check(image, described("public", 0x17))).toMatchObject({ code: 1 });
  expect(check(image, described("secret", 0x11))).toMatchObject({ code: 1 });
  const flipped = Buffer.from(image);
  flipped.writeUInt8(flipped.readUInt8(31) ^ 1, 31);
  expect(check(flipped, described("secret", 0x17)).lines[0]).toMatch(/^FAILED x\.bin: fru: .*checksum/);
});

test("a table is known by any of its entries, and one that cannot be read fails", () => {
  const entries = { 1: { raw: "zz", ipmitool: [] }, 2: { raw: "0200f01d9db218bf26706fc012f5d629" } };
  const { code, lines } = run(folderOf("sel.json", JSON.stringify(entries)));
  expect(lines[0]).toMatch(/^FAILED sel\.json: record 1: raw: /);
  expect(code).toBe(1);
});

test("words ipmitool has for a maker's bytes are compared, and what it turned round is explained", () => {
  const said = (text: string) => ({
    raw: "0100020a0000002000040c026fa0f005",
    ipmitool: [" Pre-Init ", "0000000010", "Memory #0x02", text, "Asserted"],
  });
  const turned = {
    raw: "0200de0a0000002e9401ee95c8917e97",
    ipmitool: [" Pre-Init ", "0000000010", "OEM record de", "2e9401", "ee95c8917e97"],
  };
  const right = { 1: said("Correctable ECC (Correctable ECC |  DIMM1, DIMM3)"), 2: turned };
  const { code, lines } = run(folderOf("sel.json", JSON.stringify(right)));
  expect(lines[0]).toMatch(/^explained: sel\.json: record 2: ipmitool: .+ other way round\)$/);
  expect(code).toBe(0);
  const wrong = { 1: said("Correctable ECC (Correctable ECC |  DIMM2)") };
  expect(run(folderOf("sel.json", JSON.stringify(wrong)))).toMatchObject({ code: 1 });
});

test("a file that is no JSON is a failure; a FRU without a description only has to decode, and what is wrong with it is told", () => {
  expect(run(folderOf("x.json", "{"))).toMatchObject({ code: 1 });
  expect(run(folderOf("x.bin", Buffer.alloc(64, 0xa5)))).toEqual({
    code: 0,
    lines: ["warning: x.bin: FRU format version 5 is not known", "1 passed, 0 failed"],
  });
});

test("every flipped bit of a captured answer of the BMC is noticed", () => {
  const [session] = JSON.parse(readSample("right/sessions.json"));
  const rakp2 = session.packets.find(({ hex }: { hex: string }) => hex.slice(8, 12) === "0613");
  for (const offset of [24, 40, 56, 60, 80]) {
    const bytes = Buffer.from(rakp2.hex, "hex");
    bytes.writeUInt8(bytes.readUInt8(offset) ^ 1, offset);
    const packets = session.packets.map((one: object) =>
      one === rakp2 ? { ...one, hex: bytes.toString("hex") } : one,
    );
    expect(run(folderOf("s.json", JSON.stringify([{ ...session, packets }]))).code, `byte ${offset}`).toBe(1);
  }
});

test("a message of the key exchange that names another session or request is noticed, and what a packet is called", () => {
  const [session] = JSON.parse(readSample("right/sessions.json"));
  const changed = (type: string, offset: number) =>
    session.packets.map((one: { hex: string }) => {
      if (one.hex.slice(8, 12) !== type) return one;
      const bytes = Buffer.from(one.hex, "hex");
      bytes.writeUInt8(bytes.readUInt8(offset) ^ 1, offset);
      return { ...one, hex: bytes.toString("hex") };
    });
  const TAG = 16;
  const SESSION = 20;
  for (const [type, offset] of [
    ["0611", TAG],
    ["0612", SESSION],
    ["0613", TAG],
    ["0613", SESSION],
    ["0614", SESSION],
    ["0615", TAG],
    ["0615", SESSION],
  ] as const) {
    const vectors = [{ ...session, keys: {}, packets: changed(type, offset) }];
    expect(run(folderOf("s.json", JSON.stringify(vectors))).code, `${type} byte ${offset}`).toBe(1);
  }
  const named = session.packets.map((one: object) => ({ ...one, kind: "sol" }));
  expect(run(folderOf("s.json", JSON.stringify([{ ...session, packets: named }]))).code).toBe(1);
  expect(run(folderOf("s.json", JSON.stringify([{ ...session, user: "nobody" }]))).code).toBe(1);
});

function readSample(name: string): string {
  return readFileSync(sample(name), "utf8");
}
