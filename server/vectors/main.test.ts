import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { main } from "./main";

const sample = (name: string) => fileURLToPath(new URL(`sample/${name}`, import.meta.url));

function run(...args: string[]): { code: number; lines: string[] } {
  const lines: string[] = [];
  const code = main(args, (line) => lines.push(line));
  return { code, lines };
}

/** A folder with one file of this content. */
function folderOf(name: string, content: string | Buffer): string {
  const folder = mkdtempSync(join(tmpdir(), "lightsout-vectors-"));
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
  expect(run(mkdtempSync(join(tmpdir(), "lightsout-vectors-"))).lines.at(-1)).toBe("0 passed, 1 failed");
  expect(run(sample("nowhere"))).toMatchObject({ code: 1 });
  expect(run()).toMatchObject({ code: 1 });
});

test("a file that is no JSON is a failure, a FRU without a description only has to decode", () => {
  expect(run(folderOf("x.json", "{"))).toMatchObject({ code: 1 });
  expect(run(folderOf("x.bin", Buffer.alloc(64, 0xa5)))).toEqual({ code: 0, lines: ["1 passed, 0 failed"] });
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

function readSample(name: string): string {
  return readFileSync(sample(name), "utf8");
}
