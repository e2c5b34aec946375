import { QueryClient } from "@tanstack/react-query";
import { describe, expect, it } from "vitest";
import { hostFixture } from "@/components/hosts/host-fixture";
import type { Action } from "@/lib/contracts/action";
import { queryKeys } from "@/lib/query-keys";
import { applyLiveMessage, withAction, withHost } from "./apply-live-message";
import { retryDelay } from "./live-connection";

const action = (over: Partial<Action>): Action => ({
  id: "a1",
  hostId: "h1",
  hostName: "h1",
  kind: "power",
  verb: "cycle",
  status: "accepted",
  finished: false,
  step: "sending",
  failure: null,
  note: "",
  requestedBy: "a@b.c",
  requestedAt: "2026-11-22T12:00:00.000Z",
  finishedAt: null,
  ...over,
});

describe("live messages", () => {
  it("replaces a host by a newer version only", () => {
    const list = { hosts: [hostFixture({ version: 5, note: "held" })] };
    expect(withHost(list, hostFixture({ version: 4, note: "late" }))).toBe(list);
    expect(withHost(list, hostFixture({ version: 6, note: "new" })).hosts[0]?.note).toBe("new");
  });

  it("adds a host it did not know and removes one that is gone", () => {
    const client = new QueryClient();
    client.setQueryData(queryKeys.hosts, { hosts: [hostFixture({ name: "h1" })] });
    applyLiveMessage(client, { type: "host", host: hostFixture({ name: "h2" }) });
    applyLiveMessage(client, { type: "host-removed", id: "h1" });
    expect(client.getQueryData(queryKeys.hosts)).toMatchObject({ hosts: [{ id: "h2" }] });
  });

  it("does not invent a list that was never loaded", () => {
    const client = new QueryClient();
    applyLiveMessage(client, { type: "host", host: hostFixture() });
    expect(client.getQueryData(queryKeys.hosts)).toBeUndefined();
  });

  it("never turns a finished action back to a running one", () => {
    const done = { actions: [action({ finished: true, status: "confirmed" })] };
    expect(withAction(done, action({ finished: false }))).toBe(done);
  });

  it("keeps the newest twenty actions, newest first", () => {
    const held = Array.from({ length: 20 }, (_, i) =>
      action({ id: `a${i}`, requestedAt: `2026-11-22T12:00:${String(59 - i).padStart(2, "0")}.000Z` }),
    );
    const next = withAction(
      { actions: held },
      action({ id: "new", requestedAt: "2026-11-22T13:00:00.000Z" }),
    );
    expect(next.actions).toHaveLength(20);
    expect(next.actions[0]?.id).toBe("new");
  });
});

describe("reconnecting", () => {
  it("doubles the pause up to its limit and spreads it by chance", () => {
    expect([retryDelay(0, 0), retryDelay(0, 1)]).toEqual([250, 500]);
    expect(retryDelay(3, 1)).toBe(4000);
    expect(retryDelay(30, 1)).toBe(15_000);
  });
});
