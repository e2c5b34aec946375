import type { z } from "zod";
import * as access from "./contracts/access";
import * as action from "./contracts/action";
import * as audit from "./contracts/audit";
import * as doctor from "./contracts/console-doctor";
import * as event from "./contracts/event";
import * as host from "./contracts/host";
import * as inventory from "./contracts/inventory";
import * as shell from "./contracts/ipmi-shell";
import * as live from "./contracts/live";
import { Problem } from "./contracts/problem";
import * as recording from "./contracts/recording";
import * as sensor from "./contracts/sensor";
import * as typed from "./contracts/typed-text";

/** An answer of the API other than 2xx, or none at all (`status` 0: the engine could not be reached). */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly problem: Problem | null,
  ) {
    super(problem?.detail ?? "The engine did not answer.");
    this.name = "ApiError";
  }
}

type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
export type Query = Record<string, string | number | undefined>;

function withQuery(path: string, query?: Query): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query ?? {})) {
    if (value !== undefined && value !== "") search.set(key, String(value));
  }
  const text = search.toString();
  return text ? `${path}?${text}` : path;
}

/** Sends JSON and returns the response; rejects with ApiError. The custom header is half of the CSRF defence. */
async function request(
  method: Method,
  path: string,
  body?: unknown,
  signal?: AbortSignal,
): Promise<Response> {
  const headers: Record<string, string> = { accept: "application/json", "x-lightsout": "1" };
  if (body !== undefined) headers["content-type"] = "application/json";
  const init: RequestInit = { method, headers, credentials: "same-origin", cache: "no-store" };
  if (body !== undefined) init.body = JSON.stringify(body);
  if (signal) init.signal = signal;
  let response: Response;
  try {
    response = await fetch(`/api/v1${path}`, init);
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw new ApiError(0, null);
  }
  if (!response.ok) {
    const problem = Problem.safeParse(await response.json().catch(() => null));
    throw new ApiError(response.status, problem.success ? problem.data : null);
  }
  return response;
}

async function json<S extends z.ZodType>(
  schema: S,
  method: Method,
  path: string,
  body?: unknown,
  signal?: AbortSignal,
): Promise<z.infer<S>> {
  const response = await request(method, path, body, signal);
  return schema.parse(await response.json());
}

async function nothing(method: Method, path: string, body?: unknown): Promise<void> {
  await request(method, path, body);
}

/** Calls `onLine` for each line of NDJSON as it comes. Rejects with ApiError when the stream breaks. */
async function eachLine<S extends z.ZodType>(
  schema: S,
  response: Response,
  onLine: (line: z.infer<S>) => void,
  signal?: AbortSignal,
): Promise<void> {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  if (!reader) return;
  let pending = "";
  for (;;) {
    const { done, value } = await reader.read().catch((cause: unknown) => {
      if (signal?.aborted) throw cause;
      throw new ApiError(0, null);
    });
    pending += value ?? "";
    const lines = pending.split("\n");
    pending = lines.pop() ?? "";
    for (const line of lines) if (line) onLine(schema.parse(JSON.parse(line)));
    if (done) return;
  }
}

const at = (id: string, rest = "") => `/hosts/${encodeURIComponent(id)}${rest}`;

/** Every call the browser can make, typed by the same contracts the engine validates with. */
export const api = {
  me: (signal?: AbortSignal) => json(access.Me, "GET", "/me", undefined, signal),
  setup: (input: z.input<typeof access.SetupInput>) => json(access.Me, "POST", "/setup", input),
  login: (input: z.input<typeof access.LoginInput>) => json(access.Me, "POST", "/login", input),
  logout: () => nothing("POST", "/logout"),
  changePassword: (input: z.input<typeof access.PasswordChange>) =>
    nothing("POST", "/account/password", input),
  logins: () => json(access.LoginList, "GET", "/account/logins"),
  endLogin: (id: string) => nothing("DELETE", `/account/logins/${encodeURIComponent(id)}`),

  users: () => json(access.UserList, "GET", "/users"),
  createUser: (input: z.input<typeof access.UserInput>) => json(access.User, "POST", "/users", input),
  updateUser: (id: string, input: z.input<typeof access.UserUpdate>) =>
    json(access.User, "PATCH", `/users/${encodeURIComponent(id)}`, input),
  removeUser: (id: string) => nothing("DELETE", `/users/${encodeURIComponent(id)}`),

  /** Removes every simulated host and ends the simulators. */
  removeDemo: () => nothing("DELETE", "/demo"),

  hosts: (signal?: AbortSignal) => json(host.HostList, "GET", "/hosts", undefined, signal),
  host: (id: string, signal?: AbortSignal) => json(host.HostDetail, "GET", at(id), undefined, signal),
  createHost: (input: z.input<typeof host.HostInput>) => json(host.HostDetail, "POST", "/hosts", input),
  updateHost: (id: string, input: z.input<typeof host.HostUpdate>) =>
    json(host.HostDetail, "PATCH", at(id), input),
  removeHost: (id: string) => nothing("DELETE", at(id)),
  /** Asks the poller for a round now instead of at its turn. */
  pollHost: (id: string) => nothing("POST", at(id, "/poll")),

  /** Calls `onLine` for each step as it happens; resolves when the walk is over. */
  async testConnection(
    input: z.input<typeof host.ConnectionTestInput>,
    onLine: (line: host.ConnectionTestLine) => void,
    signal?: AbortSignal,
  ): Promise<void> {
    const response = await request("POST", "/connection-tests", input, signal);
    await eachLine(host.ConnectionTestLine, response, onLine, signal);
  },

  sensors: (id: string, signal?: AbortSignal) =>
    json(sensor.SensorList, "GET", at(id, "/sensors"), undefined, signal),
  sensorExport: (id: string, format: "csv" | "json") =>
    `/api/v1${at(id, `/sensors/export?format=${format}`)}`,
  events: (id: string, query: Query, signal?: AbortSignal) =>
    json(event.EventList, "GET", withQuery(at(id, "/events"), query), undefined, signal),
  eventExport: (id: string, format: "csv" | "json") => `/api/v1${at(id, `/events/export?format=${format}`)}`,
  inventory: (id: string) => json(inventory.Inventory, "GET", at(id, "/inventory")),

  power: (id: string, input: z.input<typeof action.PowerRequest>) =>
    json(action.Action, "POST", at(id, "/power"), input),
  identify: (id: string, input: z.input<typeof action.IdentifyRequest>) =>
    json(action.Action, "POST", at(id, "/identify"), input),
  /** As last read by the poller; null before. */
  boot: (id: string) => json(action.BootState.nullable(), "GET", at(id, "/boot")),
  setBoot: (id: string, input: z.input<typeof action.BootRequest>) =>
    json(action.Action, "PUT", at(id, "/boot"), input),
  consoleDoctor: (id: string) => json(doctor.DoctorReport, "GET", at(id, "/console/doctor")),
  fixConsole: (id: string, input: z.input<typeof doctor.DoctorFix>) =>
    json(doctor.DoctorReport, "POST", at(id, "/console/doctor/fix"), input),
  /** What is kept of a host's console. */
  recording: (id: string, signal?: AbortSignal) =>
    json(recording.RecordingInfo, "GET", at(id, "/console/recording"), undefined, signal),
  consoleStretch: (id: string, query: Query, signal?: AbortSignal) =>
    json(recording.ConsoleStretch, "GET", withQuery(at(id, "/console/stretch"), query), undefined, signal),
  consoleMarks: (id: string, query: Query, signal?: AbortSignal) =>
    json(recording.MarkList, "GET", withQuery(at(id, "/console/marks"), query), undefined, signal),
  /** Reads the whole recording; every call is in the audit. Aborting ends it. */
  verifyRecording: (id: string, signal?: AbortSignal) =>
    json(recording.RecordingVerification, "POST", at(id, "/console/verification"), undefined, signal),
  /** What was typed by people whose typing is kept. Every call is in the audit. */
  consoleTyped: (id: string, query: Query, signal?: AbortSignal) =>
    json(typed.TypedList, "GET", withQuery(at(id, "/console/typed"), query), undefined, signal),
  consoleExport: (id: string, query: recording.ExportQuery) =>
    `/api/v1${withQuery(at(id, "/console/export"), query)}`,
  /** Calls `onLine` for each match as it is found; resolves when the search is over. Aborting ends it. */
  async searchConsoles(
    input: z.input<typeof recording.ConsoleSearch>,
    onLine: (line: recording.SearchLine) => void,
    signal?: AbortSignal,
  ): Promise<void> {
    const response = await request("POST", "/console/search", input, signal);
    await eachLine(recording.SearchLine, response, onLine, signal);
  },
  consolePolicies: () => json(recording.ConsolePolicies, "GET", "/console/policy"),
  saveConsolePolicies: (input: recording.ConsolePolicies) =>
    json(recording.ConsolePolicies, "PUT", "/console/policy", input),
  consoleRules: () => json(recording.ConsoleRuleList, "GET", "/console/rules"),
  addConsoleRule: (input: recording.ConsoleRuleFields) =>
    json(recording.ConsoleRule, "POST", "/console/rules", input),
  updateConsoleRule: (id: string, input: recording.ConsoleRuleFields) =>
    json(recording.ConsoleRule, "PUT", `/console/rules/${encodeURIComponent(id)}`, input),
  removeConsoleRule: (id: string) => nothing("DELETE", `/console/rules/${encodeURIComponent(id)}`),
  clearEvents: (id: string, input: z.input<typeof action.EventClearRequest>) =>
    json(action.Action, "POST", at(id, "/events/clear"), input),
  resetBmc: (id: string, input: z.input<typeof action.BmcResetRequest>) =>
    json(action.Action, "POST", at(id, "/bmc-reset"), input),
  action: (id: string) => json(action.Action, "GET", `/actions/${encodeURIComponent(id)}`),
  /** Newest first, at most 20. */
  actions: (hostId: string) => json(action.ActionList, "GET", at(hostId, "/actions")),

  learntLoginsExport: () => "/api/v1/learnt-logins",
  shellVerbs: () => json(shell.ShellVerbList, "GET", "/ipmi-shell/verbs"),
  /**
   * Calls `onOutput` with the beginning of the output while the command runs; the answer has all of it. Aborting calls off what
   * can still be called off; a command that has left stays sent. Rejects with ApiError when the stream ends without an answer.
   */
  async runShellLine(
    id: string,
    input: z.input<typeof shell.ShellRequest>,
    onOutput: (text: string) => void,
    signal?: AbortSignal,
  ): Promise<shell.ShellAnswer> {
    const response = await request("POST", at(id, "/ipmi-shell"), input, signal);
    const answers: shell.ShellAnswer[] = [];
    const onLine = (line: shell.ShellLine) => {
      if (line.kind === "output") onOutput(line.text);
      else answers.push(line);
    };
    await eachLine(shell.ShellLine, response, onLine, signal);
    const answer = answers.at(-1);
    if (answer === undefined) throw new ApiError(0, null);
    return answer;
  },

  hostAudit: (id: string, query: Query) => json(audit.AuditList, "GET", withQuery(at(id, "/audit"), query)),
  audit: (query: Query) => json(audit.AuditList, "GET", withQuery("/audit", query)),
  auditExport: (query: Query, format: "csv" | "json") =>
    `/api/v1${withQuery("/audit/export", { ...query, format })}`,

  ticket: (input: z.input<typeof live.TicketRequest>) => json(live.Ticket, "POST", "/ws-tickets", input),
};
