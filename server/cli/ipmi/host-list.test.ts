import { describe, expect, test } from "vitest";
import { foldHosts } from "./fold-hosts";
import { expandHosts, meansMany } from "./host-list";

const files: Readonly<Record<string, string>> = {
  "rack.txt": "node1 # the first\n\nnode[2-3],gw\n",
  "./row/4": "a b",
};
const readFile = (path: string) => files[path] ?? "";

describe("names behind -H", () => {
  test.each([
    ["node1", ["node1"]],
    ["node[01-03]", ["node01", "node02", "node03"]],
    ["node[8-11]", ["node8", "node9", "node10", "node11"]],
    ["n[1,4-5]-bmc", ["n1-bmc", "n4-bmc", "n5-bmc"]],
    ["10.0.[1-2].[1-2]", ["10.0.1.1", "10.0.1.2", "10.0.2.1", "10.0.2.2"]],
    ["a,b,a", ["a", "b"]],
    ["a,n[1,2],b", ["a", "n1", "n2", "b"]],
    ["@rack.txt,x", ["node1", "node2", "node3", "gw", "x"]],
    ["./row/4", ["a", "b"]],
    ["fe80::1", ["fe80::1"]],
    ["[2001:db8::1]", ["2001:db8::1"]],
  ])("%s", (given, hosts) => {
    expect(expandHosts(given, readFile)).toEqual(hosts);
  });

  test.each(["node[", "node[3-1]", "node[a-b]", "n[1-99999999]", "n[1-9999].[1-9999]", "", ","])(
    "%j is refused",
    (given) => {
      expect(() => expandHosts(given, readFile)).toThrow();
    },
  );

  test.each([
    ["node1", false],
    ["node[1]", true],
    ["a,b", true],
    ["@x", true],
    ["/etc/bmcs", true],
    ["[2001:db8::1]", false],
  ])("%s means many: %s", (given, many) => {
    expect(meansMany(given)).toBe(many);
  });
});

test.each([
  [["node1", "node2", "node3", "node7"], "node[1-3,7]"],
  [["node01", "node02"], "node[01-02]"],
  [["node9", "node10", "node11"], "node[9-11]"],
  [["10.0.1.1", "10.0.1.2", "10.0.2.1"], "10.0.1.[1-2],10.0.2.1"],
  [["a", "b"], "a,b"],
  [["n1-bmc", "n2-bmc"], "n[1-2]-bmc"],
  [["n09", "n10", "n011"], "n[09-10],n011"],
])("%j folds to %s", (hosts, folded) => {
  expect(foldHosts(hosts)).toBe(folded);
});

test("what is folded can be said again", () => {
  const hosts = expandHosts("r[1-3]u[01-20],gw");
  expect(new Set(expandHosts(foldHosts(hosts)))).toEqual(new Set(hosts));
});
