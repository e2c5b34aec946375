import { describe, expect, test } from "vitest";
import { type Cell, type Exception, judge } from "@/e2e/interop/outcome";
import { interoperabilityPage } from "./interop.mjs";

const cell = (verb: string, outcome: Cell["outcome"], connection = "suite 3"): Cell => ({
  peer: "board",
  connection,
  verb,
  outcome,
});
const noDcmi: Exception = { verbs: ["dcmi"], outcome: "refused C1", reason: "It has no DCMI." };

describe("cells are judged", () => {
  test("what works and what was expected not to are no surprise", () => {
    const { surprises, cells, stale } = judge([cell("mc", "works"), cell("dcmi", "refused C1")], [noDcmi]);
    expect(surprises).toEqual([]);
    expect(stale).toEqual([]);
    expect(cells.map(({ reason }) => reason)).toEqual([null, "It has no DCMI."]);
  });

  test.each([
    ["a verb that does not work", cell("mc", "refused C1")],
    ["another completion code", cell("dcmi", "refused D4")],
    ["a failure in place of a refusal", cell("dcmi", "FAILED: no-answer")],
    ["a verb that works all of a sudden", cell("dcmi", "works")],
  ])("%s is a surprise", (_what, unexpected) => {
    expect(judge([unexpected], [noDcmi]).surprises.map((each) => each.cell)).toEqual([unexpected]);
  });

  test("an exception that nothing needs is stale, also one of another peer or connection", () => {
    const elsewhere: Exception = { ...noDcmi, peers: ["another"] };
    const otherwise: Exception = { ...noDcmi, connections: ["suite 17"] };
    expect(judge([cell("dcmi", "refused C1")], [elsewhere, otherwise, noDcmi]).stale).toEqual([
      elsewhere,
      otherwise,
    ]);
  });
});

describe("the page", () => {
  const row = (cells: readonly Cell[], exceptions: readonly Exception[], verb: string) => {
    const run = { engine: judge(cells, exceptions).cells, clients: [], guest: [] };
    return interoperabilityPage(run)
      .split("\n")
      .find((line) => line.startsWith(`| \`${verb}\` |`));
  };

  test("has a sign for each outcome", () => {
    expect(row([cell("mc", "works")], [], "mc")).toBe("| `mc` | ✓ |");
    expect(row([cell("mc", "FAILED: no-answer")], [], "mc")).toBe("| `mc` | ✗ |");
    expect(row([cell("dcmi", "refused C1")], [noDcmi], "dcmi")).toBe("| `dcmi` | C1[1] |");
  });

  test("puts the connections of a verb into one cell, each outcome once, what works first", () => {
    const solOf15: Exception = { verbs: ["sol"], outcome: "not offered", reason: "IPMI 1.5 has none." };
    const cells = [
      cell("sol", "not offered", "IPMI 1.5, MD5"),
      cell("sol", "not offered", "IPMI 1.5, MD2"),
      cell("sol", "works", "suite 3"),
    ];
    const exceptions = [{ ...solOf15, connections: ["IPMI 1.5, MD5", "IPMI 1.5, MD2"] }];
    expect(row(cells, exceptions, "sol")).toBe("| `sol` | ✓ –[1] |");
  });

  test("shows a login that was refused as not offered, with its reason below", () => {
    const refused: Exception = { outcome: "refused suite-refused", reason: "It has only suite 17." };
    const { cells } = judge([cell("login", "refused suite-refused")], [refused]);
    const page = interoperabilityPage({ engine: cells, clients: [], guest: [] });
    expect(page).toContain("| suite 3 | –[1] |");
    expect(page).toContain("1. It has only suite 17.");
  });

  test("says why there was no guest", () => {
    const page = interoperabilityPage({
      engine: [],
      clients: [],
      guest: { missing: "QEMU is not installed" },
    });
    expect(page).toContain("Not part of the run: QEMU is not installed.");
  });
});
