import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type ConsolePolicies, defaultConsolePolicy } from "@/lib/contracts/recording";
import type { PolicyHost } from "./policy-of-host";
import { PolicyWatch } from "./policy-watch";
import { fakeClock } from "./testing/hub-bench";

const nothing: ConsolePolicies = { default: defaultConsolePolicy, tags: [], hosts: [] };
const recordAll: ConsolePolicies = { ...nothing, default: { ...defaultConsolePolicy, record: true } };

let told: { record: boolean; hosts: readonly PolicyHost[] }[];
let watch: PolicyWatch;
beforeEach(() => {
  vi.useFakeTimers();
  told = [];
  const hub = {
    setPolicies: (policies: ConsolePolicies, hosts: readonly PolicyHost[]) =>
      void told.push({ record: policies.default.record, hosts }),
  };
  watch = new PolicyWatch({ hub, clock: fakeClock });
});
afterEach(() => {
  vi.useRealTimers();
});

describe("policies of consoles", () => {
  it("count at once when they are laid down", () => {
    watch.start(nothing, [{ id: "h", tags: [] }]);
    watch.follow(recordAll);
    expect(told.map(({ record }) => record)).toEqual([false, true]);
  });

  it("count for hosts that come, and anew for those whose tags change, once for many", async () => {
    watch.start(recordAll, [{ id: "h", tags: ["db"] }]);
    watch.saw({ id: "h", tags: ["db"] });
    await vi.advanceTimersByTimeAsync(1000);
    expect(told.length).toBe(1);
    watch.saw({ id: "i", tags: [] });
    watch.saw({ id: "h", tags: ["web"] });
    await vi.advanceTimersByTimeAsync(1000);
    expect(told.slice(1).map(({ hosts }) => hosts)).toEqual([
      [
        { id: "h", tags: ["web"] },
        { id: "i", tags: [] },
      ],
    ]);
  });

  it("no longer count for hosts that are gone", () => {
    watch.start(nothing, [
      { id: "h", tags: [] },
      { id: "i", tags: [] },
    ]);
    watch.removed("h");
    watch.follow(recordAll);
    expect(told.at(-1)?.hosts.map(({ id }) => id)).toEqual(["i"]);
  });
});
