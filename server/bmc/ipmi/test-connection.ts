import { isIP } from "node:net";
import {
  type ChannelAuthenticationCapabilities,
  IpmiError,
  Privilege,
  type ProbeStep,
  probe,
  type SessionInfo,
} from "@/server/ipmi";
import { BmcError } from "../bmc-error";
import type { BmcIdentity, BmcTarget, ConnectionProgress, Deadline } from "../capabilities";
import { deviceInWords, toDeviceId } from "./device-id";
import { IdentityPin } from "./identity-pin";
import { loginOf, loginOptions } from "./login";
import { mapFailure } from "./map-failure";
import { credentialsOf, type ReachOptions } from "./reach";

const TOTAL_BUDGET_MS = 30_000;

/** Walks name → route → RMCP → capabilities → login → device. Leaves no session behind. */
export async function testConnection(
  target: BmcTarget,
  environment: ReachOptions,
  progress: ConnectionProgress,
  deadline: Deadline = {},
): Promise<BmcIdentity> {
  progress.running("name");
  const addresses = await environment.resolve(target.address);
  progress.ok("name", nameInWords(target.address, addresses));
  let failure: unknown = new BmcError({
    layer: "name",
    code: "name-not-found",
    detail: `${target.address} has no address.`,
  });
  for (const [index, address] of addresses.entries()) {
    const budgetMs = (deadline.budgetMs ?? TOTAL_BUDGET_MS) / (addresses.length - index);
    const walk = new Walk(progress, `${address} port ${target.port}`);
    try {
      return await walk.at(address, target, environment, { ...deadline, budgetMs });
    } catch (error) {
      if (!(error instanceof IpmiError)) throw error;
      failure = walk.explain(error);
      if (error.code !== "no-answer" && error.code !== "no-route") break;
    }
  }
  throw failure;
}

const privilegeWords: Readonly<Record<Privilege, string>> = {
  [Privilege.Callback]: "callback",
  [Privilege.User]: "user: power, boot and console will be refused",
  [Privilege.Operator]: "operator",
  [Privilege.Administrator]: "administrator",
  [Privilege.Oem]: "OEM level",
};

function nameInWords(name: string, addresses: readonly string[]): string {
  return isIP(name) === 0 ? `${name} is ${addresses.join(", ")}` : `${name} is an address`;
}

class Walk {
  #step: ProbeStep = "route";
  #session: SessionInfo | null = null;
  #capabilities: ChannelAuthenticationCapabilities | null = null;

  constructor(
    private readonly progress: ConnectionProgress,
    private readonly endpoint: string,
  ) {}

  async at(
    address: string,
    target: BmcTarget,
    environment: ReachOptions,
    deadline: Deadline,
  ): Promise<BmcIdentity> {
    const { network, clock, entropy, sessions } = environment;
    const pin = new IdentityPin(target, clock);
    const options = {
      network,
      clock,
      entropy,
      endpoint: { address, port: target.port },
      credentials: credentialsOf(target),
      ...loginOptions(target.ipmi, target.known, target.cipherSuite),
      enrolledGuid: pin.guid,
      admit: pin.admit,
      ...(sessions && { places: sessions }),
    };
    const found = await probe(options, this.#steps(), deadline);
    const { session } = found;
    const device = toDeviceId(found.device, session.guid);
    this.progress.ok("device", deviceInWords(device));
    const { guid, signs } = pin;
    return { guid, signs, device, cipherSuite: session.cipherSuite, login: loginOf(session) };
  }

  /** The failure of the step that was under way, with what to do about it. */
  explain(error: IpmiError): BmcError {
    const late = this.#step === "login" || this.#step === "device";
    const failure = mapFailure(error, this.#step === "device" ? "command" : "login");
    const remedy = this.#remedy(error);
    const layer = late && failure.layer === "rmcp" ? "login" : failure.layer;
    const detail = `${this.endpoint}: ${failure.detail}.${remedy && ` ${remedy}`}`;
    return new BmcError({ ...failure, layer, detail }, { cause: error });
  }

  #steps() {
    return {
      running: (step: ProbeStep) => {
        this.#step = step;
        this.progress.running(step);
      },
      ok: (step: ProbeStep) => {
        if (step === "route") this.progress.ok(step, `UDP to ${this.endpoint}`);
        if (step === "rmcp") this.progress.ok(step, "RMCP answers");
        if (step === "login") this.progress.ok(step, this.#sessionInWords());
        if (step === "capabilities") this.progress.ok(step, this.#capabilitiesInWords());
      },
      session: (opened: SessionInfo) => {
        this.#session = opened;
      },
      capabilities: (found: ChannelAuthenticationCapabilities) => {
        this.#capabilities = found;
      },
    };
  }

  #capabilitiesInWords(): string {
    const found = this.#capabilities;
    if (!found) return "IPMI 2.0";
    const versions = found.ipmi15 ? "IPMI 2.0 and 1.5" : "IPMI 2.0";
    const key = found.bmcKeySet ? "a BMC key (K_g) is set" : "no BMC key (K_g)";
    return `${versions}, channel ${found.channel}, ${key}`;
  }

  #sessionInWords(): string {
    if (!this.#session) return "";
    const { cipherSuite, privilege, profile } = this.#session;
    const how =
      cipherSuite === null ? `IPMI 1.5 with ${profile.authentication}` : `cipher suite ${cipherSuite}`;
    return `${how}, ${privilegeWords[privilege]}`;
  }

  #remedy(error: IpmiError): string {
    switch (error.code) {
      case "no-route":
        return "Check address and port, that IPMI over LAN is on, and that this machine has a route to the management network.";
      case "no-answer":
        return this.#step === "login" || this.#step === "device"
          ? "The BMC answers, but not to a login: it may be busy, or drops packets."
          : "Check the address, that the BMC has power, that IPMI over LAN is on, and that no firewall drops UDP.";
      case "bad-password":
        return this.#capabilities?.bmcKeySet
          ? "Check the password; if it is right, check the BMC key."
          : "Check the password. Some BMCs keep only the first 16 characters.";
      case "bad-user":
        return "Check the user's name, and that the user is enabled for IPMI over LAN.";
      case "bad-bmc-key":
        return "Check the BMC key (K_g).";
      case "sessions-exhausted":
        return "All sessions of the BMC are taken: wait a minute, or end another program's.";
      case "suite-refused":
        return "Enable cipher suite 17 or 3 on the BMC.";
      default:
        return "";
    }
  }
}
