import type { Query } from "./api-client";

/**
 * Keys of the browser's cache. What belongs to one host starts with `["host", id]`, so that
 * invalidating it without `exact` refreshes all of it.
 */
export const queryKeys = {
  me: ["me"],
  logins: ["logins"],
  users: ["users"],
  hosts: ["hosts"],
  host: (id: string) => ["host", id] as const,
  sensors: (id: string) => ["host", id, "sensors"] as const,
  /** Without a query: every list of this host's events. */
  events: (id: string, query?: Query) =>
    query ? (["host", id, "events", query] as const) : (["host", id, "events"] as const),
  shellVerbs: ["shell-verbs"],
  inventory: (id: string) => ["host", id, "inventory"] as const,
  consoleDoctor: (id: string) => ["host", id, "console-doctor"] as const,
  recording: (id: string) => ["host", id, "recording"] as const,
  consoleMarks: (id: string) => ["host", id, "console-marks"] as const,
  consoleTyped: (id: string, since: string) => ["host", id, "console-typed", since] as const,
  consolePolicies: ["console-policies"],
  consoleRules: ["console-rules"],
  boot: (id: string) => ["host", id, "boot"] as const,
  actions: (hostId: string) => ["host", hostId, "actions"] as const,
  action: (id: string) => ["action", id] as const,
  hostAudit: (id: string, query: Query) => ["host", id, "audit", query] as const,
  audit: (query: Query) => ["audit", query] as const,
} as const;
