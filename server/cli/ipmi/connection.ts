import { isIP } from "node:net";
import {
  type AuthenticationType,
  type CipherSuiteId,
  type Command,
  type CommandSender,
  type Credentials,
  createIpmiClient,
  type IpmiClient,
  IpmiError,
  isCipherSuiteId,
  type Pacing,
  Privilege,
  type SendOptions,
  systemClock,
  systemEntropy,
  udpNetwork,
  viaController,
  type Workaround,
  workarounds,
} from "@/server/ipmi";
import { UsageError } from "@/server/shell/verb";
import type { IpmiOptions } from "./options";

/** What the options say of every host, checked once. */
export interface ConnectionPlan {
  readonly protocol: "1.5" | "2.0" | "auto";
  readonly privilege: Privilege;
  readonly cipherSuites?: readonly CipherSuiteId[];
  readonly authentication?: AuthenticationType;
  readonly workarounds: readonly Workaround[];
}

const privileges: Readonly<Record<string, Privilege>> = {
  CALLBACK: Privilege.Callback,
  USER: Privilege.User,
  OPERATOR: Privilege.Operator,
  ADMINISTRATOR: Privilege.Administrator,
  OEM: Privilege.Oem,
};

const authentications: Readonly<Record<string, AuthenticationType>> = {
  NONE: "none",
  MD2: "md2",
  MD5: "md5",
  PASSWORD: "password",
};

/** -o: what each of ipmitool's OEM types changes over LAN, in FreeIPMI's words. */
const oemWorkarounds: Readonly<Record<string, readonly Workaround[]>> = {
  supermicro: [],
  intelwv2: [],
  intelplus: ["intel20"],
  icts: [],
  ibm: [],
  i82571spt: [],
  kontron: [],
  quanta: [],
};

export const oemTypes = `
OEM Support:
	supermicro   Supermicro IPMIv1.5 BMC with OEM LAN authentication support
	intelwv2     Intel SE7501WV2 IPMIv1.5 BMC with extra LAN communication support
	intelplus    Intel IPMI 2.0 BMC with RMCP+ communication support
	icts         IPMI 2.0 ICTS compliance support
	ibm          IBM OEM support
	i82571spt    Intel 82571 MAC with integrated RMCP+ support in super pass-through mode
	kontron      Kontron OEM big buffer support
	quanta       Quanta IPMIv1.5 BMC with OEM LAN authentication support
`;

/** Throws UsageError. */
export function planConnection(options: IpmiOptions): ConnectionPlan {
  const { cipherSuites, authentication, oem } = options;
  const fromOem = oem === null ? [] : (oemWorkarounds[oem] ?? refuse(`OEM setup for "${oem}" failed`));
  const named = options.workarounds.map(
    (name) => knownWorkaround(name) ?? refuse(`unknown workaround: ${name}`),
  );
  return {
    protocol: protocols[options.interface ?? "either"],
    privilege: privilegeOf(options.privilege),
    workarounds: [...fromOem, ...named],
    ...(cipherSuites && { cipherSuites: cipherSuites.map(knownSuite) }),
    ...(authentication !== null && {
      authentication:
        authentications[authentication] ?? refuse(`Invalid authentication type: ${authentication}`),
    }),
  };
}

/** Without -I: RMCP+ first; IPMI 1.5 only when the BMC says that it knows nothing better. */
const protocols = { lan: "1.5", lanplus: "2.0", either: "auto" } as const;

function privilegeOf(word: string | null): Privilege {
  if (word === null) return Privilege.Administrator;
  return privileges[word.toUpperCase()] ?? refuse(`Invalid privilege level ${word}`);
}

function knownWorkaround(name: string): Workaround | null {
  return Object.hasOwn(workarounds, name) ? (name as Workaround) : null;
}

/** IPMI 2.0 table 22-20. */
const xrc4Suites: ReadonlySet<number> = new Set([4, 5, 9, 10, 13, 14]);

function knownSuite(id: number): CipherSuiteId {
  if (isCipherSuiteId(id)) return id;
  const why = xrc4Suites.has(id) ? ": it encrypts with xRC4, which OpenSSL 3 no longer has" : "";
  return refuse(`Unsupported cipher suite ID ${id}${why}`);
}

function refuse(why: string): never {
  throw new UsageError(why);
}

/** The client of one host; nothing is sent yet. Rejects with IpmiError when the name has no address. */
export async function openClient(
  host: string,
  options: IpmiOptions,
  plan: ConnectionPlan,
  credentials: Credentials,
): Promise<IpmiClient> {
  return createIpmiClient({
    network: udpNetwork,
    clock: systemClock,
    entropy: systemEntropy,
    endpoint: { address: await addressOf(host, options.family), port: options.port },
    credentials,
    ...plan,
    ...pacedBy(options),
  });
}

async function addressOf(host: string, family: 0 | 4 | 6): Promise<string> {
  const written = isIP(host);
  if (written !== 0 && (family === 0 || written === family)) return host;
  try {
    // An address of the other family is not looked up: Node would give it back.
    if (written !== 0) throw new TypeError(`not an address of IPv${family}`);
    const { lookup } = await import("node:dns/promises");
    return (await lookup(host, { family })).address;
  } catch (error) {
    throw new IpmiError("no-route", `Address lookup for ${host} failed`, { cause: error });
  }
}

/**
 * Where the verbs' commands go: to the BMC or a controller behind it, with -N's and -R's patience. What is said to be at the
 * BMC's own address is the BMC: nothing is bridged to it or through it.
 */
export function senderFor(client: IpmiClient, options: IpmiOptions): CommandSender {
  const { target, channel, transit, transitChannel, own } = options.bridge;
  const patient = withPatience(client, options);
  if (target === 0 || target === own) return patient;
  return viaController(patient, {
    channel,
    address: target,
    ...(transit !== 0 && transit !== own && { transit: { address: transit, channel: transitChannel } }),
  });
}

/** ipmitool's own. */
const DEFAULT_SECONDS = { lan: 2, lanplus: 1 } as const;
const DEFAULT_TRIES = 4;

/** -N and -R: how long to wait for each answer, and how often to ask. Nothing when neither was said. */
function pacedBy({ seconds, tries, interface: kind }: IpmiOptions): { readonly pacing?: Pacing } {
  if (seconds === null && tries === null) return {};
  const waitMs = (seconds ?? DEFAULT_SECONDS[kind ?? "lanplus"]) * 1000;
  return { pacing: { waitMs, transmissions: tries ?? DEFAULT_TRIES } };
}

/** Milliseconds that -N and -R give one request; null when neither was said. */
export function requestBudget(options: IpmiOptions): number | null {
  const { pacing } = pacedBy(options);
  return pacing === undefined ? null : pacing.waitMs * pacing.transmissions + MARGIN_MS;
}

/** The last wait ends before the budget does. */
const MARGIN_MS = 100;

/** Verbs that bring a budget of their own (`raw`, as in ipmitool) keep it. */
function withPatience(sender: CommandSender, options: IpmiOptions): CommandSender {
  const paced = pacedBy(options);
  const budgetMs = requestBudget(options);
  if (budgetMs === null) return sender;
  return {
    send: <Request, Response>(
      command: Command<Request, Response>,
      request: Request,
      said: SendOptions = {},
    ) => sender.send(command, request, said.budgetMs === undefined ? { ...said, ...paced, budgetMs } : said),
  };
}
