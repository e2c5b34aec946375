import { describe, expect, it } from "vitest";
import { patchSearch } from "../data-table/url-params";
import { countFleet, filterHosts, parseFleetFilter } from "./fleet-filter";
import { sortHosts } from "./fleet-sort";
import { hostFixture } from "./host-fixture";

const parse = (search: string) => parseFleetFilter(new URLSearchParams(search));
const names = (hosts: readonly { name: string }[]) => hosts.map((host) => host.name);

const db1 = hostFixture({ name: "db1", tags: ["prod", "db"], powerDrawWatts: 310 });
const db2 = hostFixture({
  name: "db2",
  tags: ["db"],
  power: { state: "off", at: null },
  powerDrawWatts: null,
});
const db10 = hostFixture({
  name: "db10",
  tags: ["prod"],
  powerDrawWatts: 95,
  contact: { state: "failing", since: null, lastSeenAt: null, failure: null },
});
const web = hostFixture({
  name: "web",
  model: "X11DPi",
  health: { severity: "critical", reason: null, warnings: 0, criticals: 1 },
});
const fleet = [web, db10, db2, db1];

describe("fleet filter", () => {
  it("reads the address and leaves out what it does not know", () => {
    expect(parse("?q=a&power=off&health=bad&tag=x&tag=y&sort=-draw")).toEqual({
      search: "a",
      power: "off",
      health: null,
      contact: null,
      tags: ["x", "y"],
      sort: { key: "draw", descending: true },
    });
  });

  it("wants every word and every tag", () => {
    expect(names(filterHosts(fleet, parse("?q=X11+web")))).toEqual(["web"]);
    expect(names(filterHosts(fleet, parse("?tag=prod&tag=db")))).toEqual(["db1"]);
    expect(names(filterHosts(fleet, parse("?contact=failing")))).toEqual(["db10"]);
  });

  it("counts each state over the whole fleet", () => {
    expect(countFleet(fleet)).toEqual({ all: 4, on: 3, off: 1, failing: 1, critical: 1, warning: 0 });
  });
});

describe("fleet order", () => {
  it("counts in names as people do", () => {
    expect(names(sortHosts(fleet, { key: "name", descending: false }))).toEqual([
      "db1",
      "db2",
      "db10",
      "web",
    ]);
  });

  it("puts a host that does not answer before a critical one", () => {
    expect(names(sortHosts(fleet, { key: "health", descending: false })).slice(0, 2)).toEqual([
      "db10",
      "web",
    ]);
  });

  it("keeps unknown power draw last both ways", () => {
    const two = [db2, db1, db10];
    expect(names(sortHosts(two, { key: "draw", descending: false }))).toEqual(["db10", "db1", "db2"]);
    expect(names(sortHosts(two, { key: "draw", descending: true }))).toEqual(["db1", "db10", "db2"]);
  });
});

describe("address", () => {
  it("changes only what it is told to", () => {
    expect(patchSearch("?q=a&tag=x&sort=name", { tag: ["y", "z"], q: null })).toBe("?sort=name&tag=y&tag=z");
    expect(patchSearch("?q=a", { q: "" })).toBe("");
  });
});
