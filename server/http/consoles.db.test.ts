import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { HostEvent } from "@/lib/contracts/event";
import { type ConsoleRule, defaultConsolePolicy, type SearchLine } from "@/lib/contracts/recording";
import { LiveBus } from "@/server/live/live-bus";
import { keepMatch } from "@/server/services/consoles/keep-match";
import { addUser, startTestApi, type TestApi, TestBrowser } from "./testing/test-api";

let api: TestApi;
let root: TestBrowser;
let viewer: TestBrowser;
let id: string;

beforeAll(async () => {
  api = await startTestApi();
  await addUser(api, "root@example.org", "administrator");
  await addUser(api, "vera@example.org", "viewer");
  root = await new TestBrowser(api).login("root@example.org");
  viewer = await new TestBrowser(api).login("vera@example.org");
  const host = { name: "node7", address: "192.0.2.7", username: "u", password: "p", tags: ["rack:a"] };
  ({ id } = (await root.send("POST", "/hosts", host)).json());
  const recording = await api.services.consoles.recordings.open(id);
  recording.append(Buffer.from("Linux version 6.1\r\n\x1b[31mEDAC MC0: 1 CE memory read error\x1b[0m\r\n"));
  recording.mark({ kind: "power", text: "cycle", bytes: null });
  recording.append(Buffer.from("node7 login: "));
});
afterAll(async () => {
  await api.services.consoles.recordings.close();
  await api.stop();
});

const lines = (body: string): SearchLine[] =>
  body
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line));

describe("a recorded console", () => {
  it("is read by offset, with when it came and what happened", async () => {
    const info = (await viewer.send("GET", `/hosts/${id}/console/recording`)).json();
    expect(info).toMatchObject({ from: 0, alarm: null });
    const stretch = (await viewer.send("GET", `/hosts/${id}/console/stretch?from=0&bytes=17`)).json();
    expect(Buffer.from(stretch.data, "base64").toString()).toBe("Linux version 6.1");
    expect(stretch.times[0][0]).toBe(0);
    const newest = (await viewer.send("GET", `/hosts/${id}/console/stretch?bytes=7`)).json();
    expect(Buffer.from(newest.data, "base64").toString()).toBe("login: ");
    const { marks } = (await viewer.send("GET", `/hosts/${id}/console/marks`)).json();
    expect(marks).toMatchObject([{ kind: "power", text: "cycle" }]);
    const newestMark = await viewer.send("GET", `/hosts/${id}/console/marks?limit=1&which=newest`);
    expect(newestMark.json()).toEqual({ marks: marks.slice(-1) });
  });

  it("is exported, and the audit knows by whom", async () => {
    const raw = await viewer.send("GET", `/hosts/${id}/console/export?format=raw`);
    expect(raw.headers["content-disposition"]).toContain("attachment");
    expect(raw.body).toContain("\x1b[31mEDAC");
    const html = await viewer.send("GET", `/hosts/${id}/console/export?format=html`);
    expect(html.body).not.toContain("\x1b");
    const entries = (await root.send("GET", "/audit?limit=50")).json().entries;
    expect(entries.filter((entry: { action: string }) => entry.action === "console.export")).toHaveLength(2);
  });

  it("is verified, and the audit knows what was found", async () => {
    const found = await viewer.send("POST", `/hosts/${id}/console/verification`);
    expect(found.json()).toEqual({ segments: expect.any(Number), broken: null });
    const { entries } = (await root.send("GET", "/audit?limit=50")).json();
    expect(entries).toContainEqual(
      expect.objectContaining({
        action: "console.verify",
        detail: expect.stringContaining("as it was written"),
      }),
    );
  });

  it("is searched, by tag as well, and an expression that is none is a field error", async () => {
    // What was printed is written a little later.
    await vi.waitFor(
      async () => {
        const found = await viewer.send("POST", "/console/search", { pattern: "edac", tags: ["rack:a"] });
        expect(lines(found.body)).toMatchObject([
          { kind: "match", hostName: "node7", line: "EDAC MC0: 1 CE memory read error" },
          { kind: "end", matches: 1, stopped: null },
        ]);
      },
      { timeout: 5000, interval: 200 },
    );
    const elsewhere = await viewer.send("POST", "/console/search", { pattern: "edac", tags: ["rack:b"] });
    expect(lines(elsewhere.body)).toMatchObject([{ kind: "end", matches: 0 }]);
    const bad = await viewer.send("POST", "/console/search", { pattern: "(", regex: true });
    expect(bad.statusCode).toBe(400);
    expect(bad.json().fields[0].field).toBe("pattern");
  });
});

describe("policies", () => {
  it("are kept, audited, and forget hosts that are gone", async () => {
    const policies = {
      default: { ...defaultConsolePolicy, record: true },
      tags: [{ tag: "rack:a", policy: { keepDays: 7 } }],
      hosts: [
        { hostId: id, policy: { idleMinutes: 0 } },
        { hostId: "gone", policy: { record: false } },
      ],
    };
    const kept = (await root.send("PUT", "/console/policy", policies)).json();
    expect(kept.hosts).toEqual([policies.hosts[0]]);
    expect((await root.send("GET", "/console/policy")).json()).toEqual(kept);
    const [entry] = (await root.send("GET", "/audit?limit=1")).json().entries;
    expect(entry).toMatchObject({ action: "console.policy", outcome: "ok" });
    expect(entry.detail).toContain("tag rack:a: keepDays 7");
  });

  it("name a tag once", async () => {
    const tags = [
      { tag: "a", policy: {} },
      { tag: "a", policy: {} },
    ];
    const refused = await root.send("PUT", "/console/policy", {
      default: defaultConsolePolicy,
      tags,
      hosts: [],
    });
    expect(refused.statusCode).toBe(400);
  });
});

describe("rules", () => {
  const own = { name: "RAID", pattern: "degraded array", severity: "critical", enabled: true };
  const list = async (): Promise<ConsoleRule[]> => (await root.send("GET", "/console/rules")).json().rules;

  it("of ours are there, can be switched off, and nothing else", async () => {
    const [panic] = (await list()).filter((rule) => rule.id === "kernel-panic");
    expect(panic).toMatchObject({ builtIn: true, enabled: true });
    const changed = await root.send("PUT", "/console/rules/kernel-panic", { ...own, enabled: false });
    expect(changed.json()).toEqual({ ...panic, enabled: false });
    expect((await root.send("DELETE", "/console/rules/kernel-panic")).statusCode).toBeGreaterThanOrEqual(400);
    await api.services.consoles.rules.load();
    expect((await list()).find((rule) => rule.id === "kernel-panic")?.enabled).toBe(false);
  });

  it("of operators are added, changed and removed; one that can take for ever is refused", async () => {
    const { id: added } = (await root.send("POST", "/console/rules", own)).json();
    await root.send("PUT", `/console/rules/${added}`, { ...own, name: "RAID array" });
    expect((await list()).find((rule) => rule.id === added)?.name).toBe("RAID array");
    expect((await root.send("DELETE", `/console/rules/${added}`)).statusCode).toBe(204);
    const bad = await root.send("POST", "/console/rules", { ...own, pattern: "(a+)+b" });
    expect(bad.statusCode).toBe(400);
    expect(bad.json().fields[0].field).toBe("pattern");
  });

  it("that match make an event of the host, which the BMC's log does not take away", async () => {
    const [rule] = await list();
    if (!rule) throw new Error("there is no rule");
    const { events } = api.services.stores;
    const match = {
      hostId: id,
      rule,
      offset: 19,
      line: "EDAC MC0",
      context: ["before", "EDAC MC0"],
      times: 3,
    };
    await keepMatch({ events, live: new LiveBus(), now: () => new Date() }, match);
    await events.reconcile(id, [], new Date());
    const found: HostEvent[] = (await viewer.send("GET", `/hosts/${id}/events`)).json().events;
    expect(found).toMatchObject([
      {
        source: "console",
        offset: 19,
        context: "before\nEDAC MC0",
        archived: false,
        text: `${rule.name} (3 times): EDAC MC0`,
      },
    ]);
  });
});

describe("the doctor", () => {
  it("examines for everybody who may watch, mends for administrators", async () => {
    const report = (await viewer.send("GET", `/hosts/${id}/console/doctor`)).json();
    expect(report.checks.map((check: { layer: string }) => check.layer)).toContain("sol-enabled");
    expect(
      (await root.send("POST", `/hosts/${id}/console/doctor/fix`, { fix: "enable-sol" })).statusCode,
    ).toBe(200);
    expect(
      (await viewer.send("POST", `/hosts/${id}/console/doctor/fix`, { fix: "enable-sol" })).statusCode,
    ).toBe(403);
  });
});
