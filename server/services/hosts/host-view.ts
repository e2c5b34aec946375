import type { HostDetail, HostSummary } from "@/lib/contracts/host";
import type { HostRow } from "@/server/database/host-store";
import type { HostLive } from "./live-hosts";

/** A row of the fleet: what is stored and what is known live. */
export function hostSummary(row: HostRow, live: HostLive): HostSummary {
  return {
    id: row.id,
    name: row.name,
    address: row.address,
    port: row.port,
    driver: row.driver,
    tags: [...row.tags],
    protected: row.protected,
    simulated: row.simulated,
    note: row.note,
    power: live.power,
    powerDrawWatts: live.powerDrawWatts,
    health: live.health,
    contact: live.contact,
    manufacturer: live.manufacturer,
    model: live.model,
    serial: live.serial,
    identify: live.identify,
    actionId: live.actionId,
    version: live.version,
  };
}

export function hostDetail(row: HostRow, live: HostLive, hasBmcKey: boolean): HostDetail {
  return {
    ...hostSummary(row, live),
    username: row.username,
    hasBmcKey,
    ipmi: row.ipmi,
    login: row.login,
    loginSentence: row.login?.sentence ?? null,
    createdAt: row.createdAt.toISOString(),
    enrolledAt: row.enrolledAt?.toISOString() ?? null,
    guid: row.guid,
    signs: row.signs,
    firmware: row.device?.firmware ?? null,
    ipmiVersion: row.device?.ipmiVersion ?? null,
    cipherSuite: row.cipherSuite,
    manufacturerId: row.device?.manufacturerId ?? null,
    productId: row.device?.productId ?? null,
    restartCause: live.restartCause,
    powerOnHours: live.powerOnHours,
    lastPowerEvent: live.lastPowerEvent,
    chassisFaults: live.chassisFaults,
    powerRestorePolicy: live.powerRestorePolicy,
    clockOffsetSeconds: live.clockOffsetSeconds,
  };
}
