import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type ConsolePolicies, defaultConsolePolicy } from "@/lib/contracts/recording";
import { PolicyKeeper } from "./policy-keeper";
import type { PolicyHost } from "./policy-of-host";
import { fakeClock } from "./testing/hub-bench";

const recordAll: ConsolePolicies = {
  default: { ...defaultConsolePolicy, record: true },
  tags: [],
  hosts: [],
};

let stored: Map<string, unknown>;
let told: { record: boolean; hosts: readonly PolicyHost[] }[];
let keeper: PolicyKeeper;
beforeEach(() => {
  vi.useFakeTimers();
  stored = new Map();
  told = [];
  keeper = new PolicyKeeper({
    settings: {
      get: async (key) => stored.get(key),
      set: async (key, value) => void stored.set(key, value),
    },
    hub: { setPolicies: (policies, hosts) => told.push({ record: policies.default.record, hosts }) },
    clock: fakeClock,
  });
});
afterEach(() => {
  vi.useRealTimers();
});

describe("policies of consoles", () => {
  it("are those that were laid down before the restart; at first nothing is recorded", async () => {
    await keeper.load([{ id: "h", tags: [] }]);
    await keeper.save(recordAll);
    await keeper.load([{ id: "h", tags: [] }]);
    expect(told.map(({ record }) => record)).toEqual([false, true, true]);
    expect(keeper.current).toEqual(recordAll);
  });

  it("count for hosts that come, and anew for those whose tags change", async () => {
    await keeper.load([{ id: "h", tags: ["db"] }]);
    keeper.saw({ id: "h", tags: ["db"] });
    await vi.advanceTimersByTimeAsync(1000);
    expect(told.length).toBe(1);
    keeper.saw({ id: "i", tags: [] });
    keeper.saw({ id: "h", tags: ["web"] });
    await vi.advanceTimersByTimeAsync(1000);
    expect(told.slice(1).map(({ hosts }) => hosts)).toEqual([
      [
        { id: "h", tags: ["web"] },
        { id: "i", tags: [] },
      ],
    ]);
    keeper.removed("h");
    await keeper.save(recordAll);
    expect(told.at(-1)?.hosts.map(({ id }) => id)).toEqual(["i"]);
  });

  it("that cannot be read keep the engine from starting rather than from recording", async () => {
    stored.set("console-policies", { default: { record: "yes" } });
    await expect(keeper.load([])).rejects.toThrow();
  });
});
