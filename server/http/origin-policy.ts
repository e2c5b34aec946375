import { isIP } from "node:net";

/**
 * Which pages may talk to us: those of the configured origin, and those we served ourselves when somebody came by an IP address or
 * `localhost`. Other names are refused unless configured: a name that somebody else owns can be made to point here (DNS rebinding).
 */
export class OriginPolicy {
  readonly #configured: ReadonlySet<string>;

  constructor(configured: readonly URL[]) {
    this.#configured = new Set(configured.map((url) => url.origin));
  }

  /** `origin` and `host` as in the request's headers; exact match, no origin is no. */
  allows(origin: string | undefined, host: string | undefined): boolean {
    if (!origin) return false;
    if (this.#configured.has(origin)) return true;
    const url = URL.canParse(origin) ? new URL(origin) : null;
    if (!url || url.origin !== origin || url.protocol !== "http:") return false;
    return url.host === host && ownsItsName(url.hostname);
  }
}

function ownsItsName(hostname: string): boolean {
  return hostname === "localhost" || isIP(hostname.replace(/^\[(.*)\]$/, "$1")) !== 0;
}
