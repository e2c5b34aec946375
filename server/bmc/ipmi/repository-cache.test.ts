import { expect, test } from "vitest";
import { RepositoryCache } from "./repository-cache";
import { SharedRepositories } from "./shared-repositories";
import { ScriptedCalls } from "./testing/scripted-calls";

/** Invalid command (IPMI 2.0 table 5-2). */
const REFUSED = 0xc1;

/** A BMC with an empty repository that was changed `changes` times. */
function rig() {
  const calls = new ScriptedCalls();
  const bmc = { changes: 1 };
  calls.answers.set("Get Device ID", () => ({ manufacturerId: 343 }));
  calls.answers.set("Get SDR Repository Info", () => ({ records: 0, lastAdded: bmc.changes, lastErased: 0 }));
  for (const name of [
    "Reserve SDR Repository",
    "Get SDR",
    "Reserve Device SDR Repository",
    "Get Device SDR",
  ]) {
    calls.answers.set(name, () => REFUSED);
  }
  const now = { ms: 0 };
  const cache = new RepositoryCache(() => now.ms, new SharedRepositories());
  const current = () => calls.run(undefined, (sender) => cache.current(sender, {}));
  const asked = () => calls.sent.filter(({ name }) => name === "Get SDR Repository Info").length;
  return { bmc, now, cache, current, asked };
}

test("the BMC is asked now and then whether its repository changed, not each time", async () => {
  const { bmc, now, current, asked } = rig();
  const first = await current();
  const before = asked();
  now.ms = 299_000;
  expect(await current()).toBe(first);
  expect(asked()).toBe(before);
  now.ms = 300_000;
  expect(await current()).toBe(first);
  expect(asked()).toBe(before + 1);
  bmc.changes = 2;
  now.ms = 600_000;
  expect(await current()).not.toBe(first);
});

test("it is asked at once when it may have restarted", async () => {
  const { bmc, cache, current } = rig();
  const first = await current();
  bmc.changes = 2;
  expect(await current()).toBe(first);
  cache.doubt();
  expect(await current()).not.toBe(first);
});
