import type { IpmiError } from "@/server/ipmi";
import { CompletionCodeError } from "@/server/ipmi";
import type { VerbOutcome } from "@/server/shell/run-verb";
import { foldHosts } from "./fold-hosts";
import type { HostOutcome } from "./run-on-many";

export interface Streams {
  out(text: string): void;
  error(text: string): void;
}

/** How outcomes of many hosts are shown: `add` as they come, `end` when all are there. */
export interface Report {
  add(outcome: HostOutcome): void;
  end(): void;
}

/** `host: ` before each line, as pdsh and FreeIPMI do; failures at the end. */
export function linesReport({ out, error }: Streams): Report {
  const failures: HostOutcome[] = [];
  return {
    add(each) {
      out(prefixed(each.host, each.outcome.output));
      if (each.outcome.complaint !== "") failures.push(each);
    },
    end() {
      for (const { host, outcome } of failures) error(prefixed(host, outcome.complaint));
    },
  };
}

const RULE = "-".repeat(16);

/** Hosts that answer the same share a heading (FreeIPMI's --consolidate-output). */
export function consolidatedReport({ out, error }: Streams): Report {
  const byOutput = new Map<string, string[]>();
  const byComplaint = new Map<string, string[]>();
  const put = (map: Map<string, string[]>, key: string, host: string) => {
    if (key === "") return;
    const hosts = map.get(key) ?? [];
    map.set(key, hosts);
    hosts.push(host);
  };
  return {
    add({ host, outcome }) {
      put(byOutput, outcome.output, host);
      put(byComplaint, outcome.complaint.trimEnd(), host);
    },
    end() {
      for (const [output, hosts] of byOutput) {
        out(`${RULE}\n${foldHosts(hosts)}\n${RULE}\n${withNewline(output)}`);
      }
      for (const [complaint, hosts] of byComplaint) error(prefixed(foldHosts(hosts), complaint));
    },
  };
}

/** One JSON object a line, as they come. */
export function jsonReport(verb: string, { out }: Streams): Report {
  return {
    add: ({ host, outcome }) => out(`${JSON.stringify(asJson(host, verb, outcome))}\n`),
    end: () => undefined,
  };
}

export interface JsonOutcome {
  readonly host: string;
  readonly verb: string;
  readonly data?: unknown;
  readonly error?: {
    readonly code: IpmiError["code"] | "usage" | "failed";
    readonly message: string;
    readonly completionCode?: number;
  };
}

/** What `--json` prints for a host. Bytes are hex digits. */
export function asJson(host: string, verb: string, outcome: VerbOutcome): JsonOutcome {
  const { failure, complaint, exitCode, data } = outcome;
  if (complaint === "" && failure === null) return { host, verb, data: plain(data) ?? null };
  return {
    host,
    verb,
    error: {
      code: failure?.code ?? (exitCode === 0 ? "usage" : "failed"),
      message: complaint.trim(),
      ...(failure instanceof CompletionCodeError && { completionCode: failure.completionCode }),
    },
  };
}

function plain(value: unknown): unknown {
  if (value instanceof Uint8Array) return Buffer.from(value).toString("hex");
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Map) return plain(Object.fromEntries(value));
  if (value instanceof Set) return [...value].map(plain);
  if (Array.isArray(value)) return value.map(plain);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]));
}

function prefixed(host: string, text: string): string {
  if (text === "") return "";
  const lines = withNewline(text).slice(0, -1).split("\n");
  return lines.map((line) => `${host}: ${line}\n`).join("");
}

function withNewline(text: string): string {
  return text.endsWith("\n") ? text : `${text}\n`;
}
