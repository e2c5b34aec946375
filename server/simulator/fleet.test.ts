import { describe, expect, it } from "vitest";
import { fleetEndpoint } from "./fleet";

describe("a fleet of simulated BMCs", () => {
  const first = { address: "127.2.0.254", port: 623 };

  it("goes on with the next address, past the end of a subnet too", () => {
    expect(fleetEndpoint(first, 0, "addresses")).toEqual(first);
    expect(fleetEndpoint(first, 3, "addresses")).toEqual({ address: "127.2.1.1", port: 623 });
    expect(fleetEndpoint(first, 65_536, "addresses").address).toBe("127.3.0.254");
  });

  it("goes on with the next port", () => {
    expect(fleetEndpoint(first, 5, "ports")).toEqual({ address: "127.2.0.254", port: 628 });
  });

  it("says when there is no further address or port", () => {
    expect(() => fleetEndpoint({ address: "255.255.255.255", port: 1 }, 1, "addresses")).toThrow(RangeError);
    expect(() => fleetEndpoint({ address: "::1", port: 623 }, 1, "addresses")).toThrow(RangeError);
    expect(() => fleetEndpoint({ address: "::1", port: 65_535 }, 1, "ports")).toThrow(RangeError);
  });
});
