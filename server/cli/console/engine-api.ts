/** What the engine refused, in its own words, or that it could not be reached. */
export class EngineError extends Error {
  override readonly name: string = "EngineError";
}

/** It could not be reached, or is just starting. */
export class EngineUnreachableError extends EngineError {}

/** What a proxy says when the engine is away, and the engine while it is not ready. */
const AWAY: ReadonlySet<number> = new Set([502, 503, 504]);

interface FoundHost {
  readonly id: string;
  readonly name: string;
}

export interface SocketWay {
  readonly address: URL;
  readonly protocols: string[];
  readonly headers: Record<string, string>;
}

/** The engine's API for one person: logs in, and out again. */
export class EngineApi {
  private cookie = "";

  constructor(readonly url: URL) {}

  /** Rejects with EngineError. */
  async login(email: string, password: string): Promise<void> {
    const answer = await this.call("POST", "/login", { email, password });
    this.cookie = answer.headers
      .getSetCookie()
      .map((cookie) => cookie.split(";", 1)[0])
      .join("; ");
  }

  async logout(): Promise<void> {
    await this.call("POST", "/logout").catch(() => undefined);
  }

  /** By name or id. Rejects with EngineError when there is none. */
  async host(nameOrId: string): Promise<FoundHost> {
    const { hosts } = (await (await this.call("GET", "/hosts")).json()) as { hosts: readonly FoundHost[] };
    const found = hosts.find(({ id, name }) => name === nameOrId || id === nameOrId);
    if (!found) throw new EngineError(`There is no host ${nameOrId}.`);
    return { id: found.id, name: found.name };
  }

  /** What a socket to the host's console is opened with: address, subprotocols, headers. */
  async consoleSocket(hostId: string): Promise<SocketWay> {
    const answer = await this.call("POST", "/ws-tickets", { purpose: "console", hostId });
    const { ticket } = (await answer.json()) as { ticket: string };
    const address = new URL(`/ws/console/${encodeURIComponent(hostId)}`, this.url);
    address.protocol = this.url.protocol === "https:" ? "wss:" : "ws:";
    return {
      address,
      protocols: ["lightsout.v1", "lightsout.terminal", `lightsout.ticket.${ticket}`],
      headers: this.headers(),
    };
  }

  private headers(): Record<string, string> {
    return { origin: this.url.origin, "x-lightsout": "1", ...(this.cookie && { cookie: this.cookie }) };
  }

  private async call(method: "GET" | "POST", path: string, body?: unknown): Promise<Response> {
    const address = new URL(`/api/v1${path}`, this.url);
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    const headers = this.headers();
    if (body !== undefined) headers["content-type"] = "application/json";
    const answer = await fetch(address, { method, headers, ...sent }).catch((cause: unknown) => {
      throw new EngineUnreachableError(`No engine answers at ${this.url.origin}.`, { cause });
    });
    if (answer.ok) return answer;
    const problem: unknown = await answer.json().catch(() => null);
    const said = detailOf(problem) ?? `The engine answered with ${answer.status}.`;
    throw AWAY.has(answer.status) ? new EngineUnreachableError(said) : new EngineError(said);
  }
}

function detailOf(problem: unknown): string | null {
  if (typeof problem !== "object" || problem === null || !("detail" in problem)) return null;
  return String(problem.detail);
}
