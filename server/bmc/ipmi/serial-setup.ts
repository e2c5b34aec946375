import type { DoctorFix } from "@/lib/contracts/console-doctor";
import {
  type CommandSender,
  CompletionCodeError,
  cipherSuite,
  DecodeError,
  findLanChannel,
  getChannelAccess,
  getSolConfigurationParameters,
  getUserAccess,
  getUserName,
  getUserPayloadAccess,
  IpmiError,
  isCipherSuiteId,
  type SendOptions,
  type SessionInfo,
  type SolBitRate,
  type SolParameter,
  setChannelAccess,
  setSolConfigurationParameters,
  setUserAccess,
  setUserPayloadAccess,
  solParameters,
  type UserAccess,
} from "@/server/ipmi";
import type { SerialSetup, SerialSetupControl } from "../serial-setup";
import type { Calls } from "./calls";
import { translated } from "./map-failure";

/** Standard payload type 1 (IPMI 2.0 table 13-16). */
const SOL_PAYLOAD = 1;
const OPERATOR = 3;
/** What the specification recommends where nothing is known: soon, and not one by one. */
const GATHER = { intervalMs: 50, characters: 64 };

/** Serial over LAN's settings on the BMC, read whole and mended one by one. */
export function ipmiSerialSetup(calls: Pick<Calls, "session">, username: string): SerialSetupControl {
  return {
    async read(deadline) {
      const { client, options, session } = await calls.session(deadline);
      return translated("command", () => read({ bmc: client, options, session, username }));
    },
    async fix(request, deadline) {
      const { client, options, session } = await calls.session(deadline);
      await translated("command", () => mend({ bmc: client, options, session, username }, request));
    },
  };
}

interface Way {
  readonly bmc: CommandSender;
  readonly options: SendOptions;
  readonly session: SessionInfo;
  readonly username: string;
}

async function read(way: Way): Promise<SerialSetup> {
  const { bmc, options, session } = way;
  const channel = await findLanChannel(bmc, options);
  const access = await told(bmc.send(getChannelAccess, { channel, settings: "active" }, options));
  const parameter = <Value>(one: SolParameter<Value>) =>
    told(bmc.send(getSolConfigurationParameters(one), { channel }, options));
  const authentication = await parameter(solParameters.authentication);
  const accumulation = await parameter(solParameters.accumulation);
  return {
    channel,
    channelMode: access?.mode ?? null,
    channelPrivilege: access?.privilegeLimit ?? null,
    user: await ourUser(way, channel),
    sol: {
      enabled: await parameter(solParameters.enabled),
      privilege: authentication?.privilege ?? null,
      forceEncryption: authentication?.forceEncryption ?? null,
      baud: bitsASecond(await parameter(solParameters.volatileBitRate)),
      storedBaud: bitsASecond(await parameter(solParameters.nonVolatileBitRate)),
      gatherMs: accumulation?.intervalMs ?? null,
      gatherCharacters: accumulation?.characters ?? null,
    },
    privilege: session.privilege,
    encrypted: isEncrypted(session),
  };
}

/**
 * Looks for our name among the users: ids are the BMC's, not the session's. Ours is enabled: behind the last one that is, nobody is looked
 * for, where the BMC tells who is and how many are (IPMI 2.0 §22.27).
 */
async function ourUser(way: Way, channel: number): Promise<SerialSetup["user"]> {
  const { bmc, options, username } = way;
  const accessOf = (userId: number) => told(bmc.send(getUserAccess, { channel, userId }, options));
  const first = await accessOf(1);
  if (first === null) return null;
  const { maximumUsers, enabledUsers } = first;
  const isCounted = first.enabled !== null && enabledUsers > 0;
  let left = enabledUsers;
  for (let userId = 1; userId <= maximumUsers; userId++) {
    const isOurs = (await told(bmc.send(getUserName, { userId }, options))) === username;
    const access = isOurs || isCounted ? await accessOf(userId) : null;
    if (isOurs) return access === null ? null : withPayloads(way, channel, userId, access);
    if (access?.enabled === true) left -= 1;
    if (isCounted && left === 0) return null;
  }
  return null;
}

async function withPayloads(
  { bmc, options }: Way,
  channel: number,
  userId: number,
  { ipmiMessaging: messaging, privilegeLimit: privilege }: UserAccess,
): Promise<SerialSetup["user"]> {
  const payloads = await told(bmc.send(getUserPayloadAccess, { channel, userId }, options));
  return { id: userId, messaging, privilege, payload: payloads?.standard.includes(SOL_PAYLOAD) ?? null };
}

async function mend(way: Way, { fix, baud }: DoctorFix): Promise<void> {
  const { bmc, options } = way;
  const channel = await findLanChannel(bmc, options);
  const set = <Value>(parameter: SolParameter<Value>, value: Value) =>
    bmc.send(setSolConfigurationParameters(parameter), { channel, value }, options);
  switch (fix) {
    case "open-channel":
      return openChannel(way, channel);
    case "allow-messaging": {
      const { user, access } = await ourAccess(way, channel);
      const { callbackOnly, linkAuthentication } = access;
      return bmc.send(
        setUserAccess,
        {
          channel,
          userId: user.id,
          privilegeLimit: access.privilegeLimit,
          access: { callbackOnly, linkAuthentication, ipmiMessaging: true },
        },
        options,
      );
    }
    case "enable-sol":
      return set(solParameters.enabled, true);
    case "set-baud": {
      const rate = toBitRate(baud);
      await told(set(solParameters.nonVolatileBitRate, rate));
      return set(solParameters.volatileBitRate, rate);
    }
    case "set-thresholds":
      return set(solParameters.accumulation, GATHER);
    case "allow-payload": {
      const userId = (await ourUser(way, channel))?.id;
      if (userId === undefined) throw notAmongUsers();
      const payloads = { standard: [SOL_PAYLOAD], oem: [] };
      return bmc.send(setUserPayloadAccess, { channel, userId, change: "enable", ...payloads }, options);
    }
    case "raise-privilege": {
      const user = await ourUser(way, channel);
      if (user === null) throw notAmongUsers();
      const privilegeLimit = Math.max(OPERATOR, user.privilege);
      return bmc.send(setUserAccess, { channel, userId: user.id, privilegeLimit, access: null }, options);
    }
    case "take-over":
      throw new RangeError("a console is taken over by whoever opens it");
  }
}

/** Always available, now and after the next start of the BMC; what else counts on the channel stays. */
async function openChannel({ bmc, options }: Way, channel: number): Promise<void> {
  for (const settings of ["stored", "active"] as const) {
    const access = {
      ...(await bmc.send(getChannelAccess, { channel, settings }, options)),
      mode: "always",
    } as const;
    await bmc.send(setChannelAccess, { channel, settings, access, privilegeLimit: null }, options);
  }
}

async function ourAccess(way: Way, channel: number) {
  const user = await ourUser(way, channel);
  if (user === null) throw notAmongUsers();
  const access = await way.bmc.send(getUserAccess, { channel, userId: user.id }, way.options);
  return { user, access };
}

function notAmongUsers(): IpmiError {
  return new IpmiError("privilege-too-low", "our user cannot be found among those the BMC shows us");
}

function bitsASecond(rate: SolBitRate | null): number | null {
  return typeof rate === "number" ? rate : null;
}

const rates: readonly number[] = [9600, 19_200, 38_400, 57_600, 115_200];

function toBitRate(baud: number | undefined): SolBitRate {
  if (baud === undefined || !rates.includes(baud)) throw new RangeError("not a bit rate of serial over LAN");
  return baud as SolBitRate;
}

function isEncrypted({ cipherSuite: id }: SessionInfo): boolean {
  return id !== null && isCipherSuiteId(id) && cipherSuite(id).encrypts;
}

/** Null where the BMC refuses or garbles the answer: one setting it does not tell hides none of the others. */
async function told<Result>(answer: Promise<Result>): Promise<Result | null> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof CompletionCodeError || error instanceof DecodeError) return null;
    throw error;
  }
}
