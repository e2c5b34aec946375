import { describe, expect, it } from "vitest";
import { powerVerbs } from "@/lib/contracts/action";
import type { PowerState } from "@/lib/contracts/host";
import { needsTypedName, offeredVerbs, refusalOf } from "./verb-rules";

const host = (state: PowerState, actionId: string | null = null) => ({ power: { state }, actionId });
const all = () => true;
const refusals = (state: PowerState) =>
  Object.fromEntries(offeredVerbs.map((v) => [v, refusalOf(v, host(state), all)]));

describe("refusalOf", () => {
  it("offers every verb of the contract once", () => {
    expect([...offeredVerbs].sort()).toEqual([...powerVerbs].sort());
  });

  it("refuses only Power on for a host that is on", () => {
    expect(refusals("on")).toEqual({
      on: "already-on",
      "soft-off": null,
      off: null,
      cycle: null,
      reset: null,
      nmi: null,
    });
  });

  it("refuses all but Power on for a host that is off", () => {
    expect(refusals("off")).toEqual({
      on: null,
      "soft-off": "already-off",
      off: "already-off",
      cycle: "is-off",
      reset: "is-off",
      nmi: "is-off",
    });
  });

  it("refuses nothing when the state is unknown", () => {
    expect(Object.values(refusals("unknown")).every((r) => r === null)).toBe(true);
  });

  it("waits for the running action", () => {
    expect(refusalOf("off", host("on", "a1"), all)).toBe("busy");
    expect(refusalOf("bmc-reset", host("on", "a1"), all)).toBe("busy");
  });

  it("keeps BMC restart apart from power", () => {
    const operator = (p: string) => p === "power.control";
    expect(refusalOf("bmc-reset", host("on"), operator)).toBe("not-allowed");
    expect(refusalOf("off", host("on"), operator)).toBeNull();
    expect(refusalOf("off", host("on"), () => false)).toBe("not-allowed");
  });
});

describe("needsTypedName", () => {
  it("asks for the name of a protected host before anything that can lose data", () => {
    const asked = offeredVerbs.filter((v) => needsTypedName(v, { protected: true }));
    expect(asked).toEqual(["soft-off", "off", "cycle", "reset", "nmi"]);
  });

  it("does not ask on other hosts, except before a BMC restart", () => {
    expect(offeredVerbs.some((v) => needsTypedName(v, { protected: false }))).toBe(false);
    expect(needsTypedName("bmc-reset", { protected: false })).toBe(true);
  });
});
