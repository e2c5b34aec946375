import { expect, test } from "vitest";
import { ipmiInventory } from "./inventory";
import { RepositoryCache } from "./repository-cache";
import { SharedRepositories } from "./shared-repositories";
import { ScriptedCalls } from "./testing/scripted-calls";

/** FRU 0 of the BMC, and FRU 0 of a controller at 30h: FRU device locator records. */
const locator = Buffer.from("010051110e30008000001000070100c3536174", "hex");

test("FRUs of controllers behind the BMC have ids and names of their own", async () => {
  const calls = new ScriptedCalls();
  calls.answers.set("Get Device ID", () => ({ manufacturerId: 343 }));
  calls.answers.set("Get SDR Repository Info", () => 0xc1);
  calls.answers.set("Get Device SDR Info", () => 0xc1);
  calls.answers.set("Reserve SDR Repository", () => ({ reservationId: 1 }));
  calls.answers.set("Get SDR", (request) => {
    const { offset, length } = request as { offset: number; length: number };
    return { nextRecordId: 0xffff, data: locator.subarray(offset, offset + length) };
  });
  calls.answers.set("Get FRU Inventory Area Info", () => 0xcb);
  const session = () => Promise.reject(new Error("not asked for"));
  const inventory = ipmiInventory(
    { session, bulk: calls.bulk },
    new RepositoryCache(() => 0, new SharedRepositories()),
  );
  const frus = await inventory.frus();
  expect(frus.map(({ id, name, absent }) => [id, name, absent])).toEqual([
    [0, "Builtin FRU Device", true],
    [0x3000, "Sat (controller 30h)", true],
  ]);
});
