import type { HostSummary } from "@/lib/contracts/host";

/** A healthy host for tests. */
export function hostFixture(over: Partial<HostSummary> = {}): HostSummary {
  return {
    id: over.name ?? "h1",
    name: "h1",
    address: "192.0.2.1",
    port: 623,
    driver: "ipmi",
    tags: [],
    protected: false,
    simulated: false,
    note: "",
    power: { state: "on", at: "2026-11-22T12:00:00.000Z" },
    powerDrawWatts: null,
    health: { severity: "ok", reason: null, warnings: 0, criticals: 0 },
    contact: { state: "online", since: null, lastSeenAt: "2026-11-22T12:00:00.000Z", failure: null },
    manufacturer: null,
    model: null,
    serial: null,
    identify: null,
    actionId: null,
    version: 1,
    ...over,
  };
}
