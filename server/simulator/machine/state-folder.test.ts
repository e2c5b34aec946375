import { mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { StateFolder } from "./state-folder";
import { Direct } from "./testing/direct";

let folder = "";

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "lightsout-state-"));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

const NAME = "127.2.44.1:623";

test("configuration outlives the machine", async () => {
  const state = await StateFolder.open(join(folder, "state"));
  const bmc = new Direct({ onSettings: (settings) => state.save(NAME, settings) });
  bmc.raw(0x0c, 0x01, "0106ffff0000");
  bmc.raw(0x0c, 0x01, "0106ffffff80");
  await state.flush();
  const later = new Direct({ saved: await (await StateFolder.open(join(folder, "state"))).load(NAME) });
  expect(later.raw(0x0c, 0x02, "01060000")).toBe("0011ffffff80");
  const [file = ""] = await readdir(join(folder, "state"));
  expect(file).toBe("127.2.44.1_623.json");
  expect((await stat(join(folder, "state", file))).mode & 0o777).toBe(0o600);
});

test("a machine without a file starts as from the factory; a damaged file is refused", async () => {
  const state = await StateFolder.open(folder);
  expect(await state.load("other")).toEqual({});
  await writeFile(join(folder, "damaged.json"), '{"lan/6": 5}');
  await expect(state.load("damaged")).rejects.toBeInstanceOf(SyntaxError);
});
