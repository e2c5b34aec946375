import {
  Credentials,
  createIpmiClient,
  type IpmiClient,
  type IpmiEnvironment,
  IpmiError,
  type Limits,
  type SessionPlaces,
} from "@/server/ipmi";
import { BmcError } from "../bmc-error";
import type { BmcIdentity, BmcTarget, Deadline } from "../capabilities";
import { IdentityPin } from "./identity-pin";
import { loginOptions } from "./login";
import { translated } from "./map-failure";
import type { ResolveName } from "./resolve-name";

export interface ReachOptions extends IpmiEnvironment {
  readonly resolve: ResolveName;
  readonly sessions?: SessionPlaces;
}

interface Candidate {
  readonly address: string;
  readonly client: IpmiClient;
  /** GUID that its logins are held to before they show what they know. */
  readonly heldTo: string | null;
}

const LOGIN_BUDGET_MS = 15_000;

/**
 * The way to one BMC: finds the address of its name that answers and stays with it, and holds every later login to the
 * identity and the cipher suite of the first.
 */
export class Reach {
  readonly #target: BmcTarget;
  readonly #options: ReachOptions;
  /** What every session is held to; learnt from the first one before enrolment. */
  readonly #pin: IdentityPin;
  #cipherSuite: number | null;
  #candidate: Candidate | null = null;
  /** Its candidate has answered and is the one to stay with. */
  #found = false;
  #searching: Promise<IpmiClient> | null = null;
  #closed = false;

  constructor(target: BmcTarget, options: ReachOptions) {
    this.#target = target;
    this.#options = options;
    this.#pin = new IdentityPin(target, options.clock);
    this.#cipherSuite = target.cipherSuite;
  }

  get identity(): Pick<BmcIdentity, "guid" | "signs"> {
    return this.#pin;
  }

  /** A client that was logged in once and logs in again by itself. Rejects with BmcError. */
  async client(deadline: Deadline = {}): Promise<IpmiClient> {
    if (this.#closed) throw closedError();
    if (this.#candidate && this.#found) return this.#candidate.client;
    this.#searching ??= this.#search(deadline).finally(() => {
      this.#searching = null;
    });
    return this.#searching;
  }

  /** The address found no longer answers: a name is looked up anew at the next call. */
  forget(): Promise<void> {
    return this.#drop();
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#drop();
  }

  async #search(deadline: Deadline): Promise<IpmiClient> {
    // A client whose login was refused is kept: it remembers not to try again.
    if (this.#candidate) return this.#enter(limitsOf(deadline));
    const addresses = await this.#options.resolve(this.#target.address);
    let failure: unknown = closedError();
    for (const [index, address] of addresses.entries()) {
      await this.#take(address);
      const budgetMs = (deadline.budgetMs ?? LOGIN_BUDGET_MS) / (addresses.length - index);
      try {
        return await this.#enter(limitsOf({ ...deadline, budgetMs }));
      } catch (error) {
        failure = error;
        if (!isUnreachable(error)) break;
        await this.#drop();
      }
    }
    throw failure;
  }

  /** Logs in. Before enrolment that teaches the GUID, and a second login is held to it. */
  async #enter(limits: Limits): Promise<IpmiClient> {
    const { client, address, heldTo } = this.#current();
    const session = await translated("login", () => client.connect(limits));
    if (heldTo !== this.#pin.guid) {
      this.#cipherSuite = session.cipherSuite;
      await this.#take(address);
      return this.#enter(limits);
    }
    this.#found = true;
    return client;
  }

  #current(): Candidate {
    if (this.#closed || !this.#candidate) throw closedError();
    return this.#candidate;
  }

  async #take(address: string): Promise<void> {
    await this.#drop();
    if (this.#closed) throw closedError();
    const { network, clock, entropy, sessions } = this.#options;
    const heldTo = this.#pin.guid;
    const client = createIpmiClient({
      network,
      clock,
      entropy,
      endpoint: { address, port: this.#target.port },
      credentials: credentialsOf(this.#target),
      ...loginOptions(this.#target.ipmi, this.#target.known, this.#cipherSuite),
      enrolledGuid: heldTo,
      admit: this.#pin.admit,
      ...(sessions && { places: sessions }),
    });
    this.#candidate = { address, client, heldTo };
  }

  async #drop(): Promise<void> {
    const dropped = this.#candidate;
    this.#candidate = null;
    this.#found = false;
    await dropped?.client.close();
  }
}

export function credentialsOf(target: BmcTarget): Credentials {
  const { username, password, bmcKey } = target;
  return new Credentials({ username, password, bmcKey });
}

function limitsOf({ signal, budgetMs }: Deadline): Limits {
  return { ...(signal && { signal }), budgetMs: budgetMs ?? LOGIN_BUDGET_MS };
}

function isUnreachable(error: unknown): boolean {
  const cause = error instanceof BmcError ? error.cause : null;
  return cause instanceof IpmiError && (cause.code === "no-answer" || cause.code === "no-route");
}

function closedError(): BmcError {
  return new BmcError({ layer: "login", code: "cancelled", detail: "The connection was closed." });
}
