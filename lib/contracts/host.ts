import { z } from "zod";
import { BoardSigns } from "./board-signs";
import { IpmiLogin, IpmiSettings } from "./ipmi-login";
import { Failure } from "./problem";
import { Severity } from "./severity";

export const PowerState = z.enum(["on", "off", "unknown"]);
export type PowerState = z.infer<typeof PowerState>;

/** IPv4, IPv6 (without brackets) or a DNS name. The rules live in lib/host-address.ts. */
const printableAscii = /^[\x20-\x7e]*$/;

export const HostName = z
  .string()
  .trim()
  .min(1, "required")
  .max(64, "too-long")
  .regex(/^[^\p{Cc}]*$/u, "control-characters");
/** 16 bytes on the wire (IPMI 2.0 §13.20). */
export const BmcUsername = z.string().max(16, "username-too-long").regex(printableAscii, "not-ascii");
/** 20 bytes in the longest form a BMC stores (IPMI 2.0 §22.30). */
export const BmcPassword = z.string().max(20, "password-too-long").regex(printableAscii, "not-ascii");
/** Text up to 20 bytes, or `0x` and 40 hex digits. */
export const BmcKey = z
  .string()
  .refine((v) => /^0x[0-9a-f]{40}$/i.test(v) || (v.length <= 20 && printableAscii.test(v)), "bad-bmc-key");
export const Tag = z
  .string()
  .trim()
  .min(1, "required")
  .max(32, "too-long")
  .regex(/^[\p{L}\p{N}][\p{L}\p{N}._:=-]*$/u, "bad-tag");

const address = z.string().trim().min(1, "required").max(253, "too-long");
const port = z.coerce.number("bad-port").int("bad-port").min(1, "bad-port").max(65535, "bad-port");

export const HostInput = z.strictObject({
  name: HostName,
  address,
  port: port.default(623),
  username: BmcUsername,
  password: BmcPassword,
  /** K_g; absent or empty when the BMC has none. */
  bmcKey: BmcKey.optional(),
  driver: z.literal("ipmi").default("ipmi"),
  ipmi: IpmiSettings.default({ protocol: "2.0", cipherSuites: [], workarounds: [] }),
  protected: z.boolean().default(false),
  note: z.string().max(2000, "too-long").default(""),
  tags: z.array(Tag).max(20, "too-many").default([]),
});
export type HostInput = z.infer<typeof HostInput>;

/** Absent fields keep their value; secrets are write-only. `bmcKey: ""` removes the key. */
export const HostUpdate = z.strictObject({
  name: HostName.optional(),
  address: address.optional(),
  port: port.optional(),
  username: BmcUsername.optional(),
  password: BmcPassword.optional(),
  bmcKey: BmcKey.optional(),
  ipmi: IpmiSettings.optional(),
  protected: z.boolean().optional(),
  note: z.string().max(2000, "too-long").optional(),
  tags: z.array(Tag).max(20, "too-many").optional(),
  /** Accept the BMC that answers now as this host's (its GUID, or what stands for it, changed: board swap). */
  acceptIdentity: z.boolean().optional(),
});
export type HostUpdate = z.infer<typeof HostUpdate>;

/** In the place of a sensor, where the chassis itself reports a fault. */
export const CHASSIS = "Chassis";

export const Health = z.object({
  severity: Severity,
  /** The worst sensor and what it says, null when all is well or nothing is known. */
  reason: z.object({ sensor: z.string(), text: z.string() }).nullable(),
  warnings: z.number().int(),
  criticals: z.number().int(),
});
export type Health = z.infer<typeof Health>;

/** Whether the BMC answers us. */
export const Contact = z.object({
  state: z.enum(["new", "online", "failing"]),
  /** When the present state began. */
  since: z.iso.datetime().nullable(),
  lastSeenAt: z.iso.datetime().nullable(),
  failure: Failure.nullable(),
});
export type Contact = z.infer<typeof Contact>;

export const HostSummary = z.object({
  id: z.string(),
  name: z.string(),
  address: z.string(),
  port: z.number().int(),
  driver: z.literal("ipmi"),
  tags: z.array(z.string()),
  protected: z.boolean(),
  /** Part of the demo: its BMC is simulated. */
  simulated: z.boolean(),
  note: z.string(),
  power: z.object({ state: PowerState, at: z.iso.datetime().nullable() }),
  powerDrawWatts: z.number().nullable(),
  health: Health,
  contact: Contact,
  manufacturer: z.string().nullable(),
  model: z.string().nullable(),
  serial: z.string().nullable(),
  /** Chassis identify: null when the BMC does not tell (IPMI 2.0 §28.2 optional bits). */
  identify: z.enum(["off", "timed", "on"]).nullable(),
  /** The running action, if any. */
  actionId: z.string().nullable(),
  /** Grows with every change; a live message with a lower one is stale. */
  version: z.number().int(),
});
export type HostSummary = z.infer<typeof HostSummary>;

export const HostDetail = HostSummary.extend({
  username: z.string(),
  hasBmcKey: z.boolean(),
  ipmi: IpmiSettings,
  /** How the last login spoke, null before the first, and the same in one English sentence. */
  login: IpmiLogin.nullable(),
  loginSentence: z.string().nullable(),
  createdAt: z.iso.datetime(),
  enrolledAt: z.iso.datetime().nullable(),
  /** Null before enrolment, and where the BMC has none of its own. */
  guid: z.string().nullable(),
  /** What stands for the GUID; null where none was needed. */
  signs: BoardSigns.nullable(),
  firmware: z.string().nullable(),
  ipmiVersion: z.string().nullable(),
  cipherSuite: z.number().int().nullable(),
  manufacturerId: z.number().int().nullable(),
  productId: z.number().int().nullable(),
  restartCause: z.string().nullable(),
  powerOnHours: z.number().nullable(),
  lastPowerEvent: z.string().nullable(),
  chassisFaults: z.array(z.string()),
  powerRestorePolicy: z.string().nullable(),
  /** Clock of the BMC's event log minus ours, seconds; null when unknown. */
  clockOffsetSeconds: z.number().nullable(),
});
export type HostDetail = z.infer<typeof HostDetail>;

export const HostList = z.object({ hosts: z.array(HostSummary) });

/** Test connection: one line of NDJSON a change. */
export const connectionSteps = ["name", "route", "rmcp", "capabilities", "login", "device"] as const;
export const ConnectionTestInput = z.strictObject({
  /** Test a stored host with its stored secrets, where the fields below are absent. */
  hostId: z.string().optional(),
  address: address.optional(),
  port: port.optional(),
  username: BmcUsername.optional(),
  password: BmcPassword.optional(),
  bmcKey: BmcKey.optional(),
  ipmi: IpmiSettings.optional(),
});
export type ConnectionTestInput = z.infer<typeof ConnectionTestInput>;
export const ConnectionTestLine = z.object({
  step: z.enum(connectionSteps),
  status: z.enum(["running", "ok", "failed", "skipped"]),
  /** What was found: the resolved address, the suite, the device. Shown as it is. */
  detail: z.string(),
  failure: Failure.nullable(),
  elapsedMs: z.number(),
});
export type ConnectionTestLine = z.infer<typeof ConnectionTestLine>;
