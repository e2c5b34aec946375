import { isIPv6 } from "node:net";
import { systemClock, systemEntropy } from "../../ipmi";
import { fleetEndpoint, type SimulatedFleet, startFleet } from "../../simulator/fleet";
import { StateFolder } from "../../simulator/machine/state-folder";
import { bindUdp } from "../../simulator/socket";
import { ActionLog } from "./action-log";
import { ArgumentError, help, parseSimulateArguments, type SimulateArguments } from "./arguments";

/** Exit codes: 0 stopped as asked, 1 could not start, 2 arguments that make no sense. */
const FAILED = 1;
const MISUSED = 2;

/** `lightsout simulate`: runs until it is told to stop; resolves with the exit code. */
export async function simulate(args: string[]): Promise<number> {
  try {
    const parsed = parseSimulateArguments(args);
    if (parsed === null) {
      process.stdout.write(help);
      return 0;
    }
    return await run(parsed);
  } catch (error) {
    if (error instanceof ArgumentError) {
      process.stderr.write(`lightsout simulate: ${error.message}\nTry --help.\n`);
      return MISUSED;
    }
    if (isSystemError(error) || error instanceof RangeError || error instanceof SyntaxError) {
      process.stderr.write(`lightsout simulate: ${failureText(error)}\n`);
      return FAILED;
    }
    throw error;
  }
}

async function run(wanted: SimulateArguments): Promise<number> {
  const log = wanted.log === undefined ? null : await ActionLog.open(wanted.log);
  const state = wanted.state === undefined ? null : await StateFolder.open(wanted.state);
  const stopped = untilStopped(wanted.withParent);
  let fleet: SimulatedFleet | null = null;
  try {
    fleet = await start(wanted, log, state);
    process.stdout.write(`${placeText(wanted)}\nready\n`);
    await stopped;
    return 0;
  } finally {
    fleet?.stop();
    await state?.flush();
    await log?.close();
  }
}

function start(
  wanted: SimulateArguments,
  log: ActionLog | null,
  state: StateFolder | null,
): Promise<SimulatedFleet> {
  const { address, port, bmcKey, sensors, slots } = wanted;
  return startFleet({
    endpoint: { address, port },
    count: wanted.count,
    spread: wanted.byPort ? "ports" : "addresses",
    profiles: wanted.profiles,
    seed: wanted.seed,
    user: wanted.user,
    password: wanted.password,
    ...(bmcKey !== undefined && { bmcKey }),
    ...(sensors !== undefined && { sensors }),
    ...(slots !== undefined && { sessionSlots: slots }),
    mishaps: wanted.mishaps,
    personalities: wanted.personalities,
    clock: systemClock,
    entropy: systemEntropy,
    now: Date.now,
    bind: bindUdp,
    ...(state !== null && { state }),
    ...(log !== null && { log: (record) => log.write(record) }),
  });
}

/** Resolves on SIGINT, SIGTERM and, with `withParent`, when standard input ends. */
function untilStopped(withParent: boolean): Promise<void> {
  return new Promise((resolve) => {
    process.once("SIGINT", () => resolve());
    process.once("SIGTERM", () => resolve());
    if (withParent)
      process.stdin
        .once("end", () => resolve())
        .once("error", () => resolve())
        .resume();
  });
}

function placeText({ address, port, count, byPort }: SimulateArguments): string {
  const first = { address, port };
  const last = fleetEndpoint(first, count - 1, byPort ? "ports" : "addresses");
  const name = (endpoint: { address: string; port: number }) => placeName(endpoint.address, endpoint.port);
  if (count === 1) return `1 simulated BMC on ${name(first)}`;
  return `${count} simulated BMCs on ${name(first)} to ${name(last)}`;
}

/** IPv6 addresses in brackets, as in a URL. */
function placeName(address: string, port: number | undefined): string {
  const named = isIPv6(address) ? `[${address}]` : address;
  return port === undefined ? named : `${named}:${port}`;
}

const reasons: Readonly<Record<string, string>> = {
  EADDRINUSE: "something listens there already",
  EACCES: "not allowed (ports below 1024 need rights)",
  EPERM: "not allowed (ports below 1024 need rights)",
  EADDRNOTAVAIL: "this computer has no such address",
  EMFILE: "too many open files: raise the limit (ulimit -n)",
  ENOENT: "no such folder",
  EISDIR: "it is a folder",
};

function failureText(
  error: NodeJS.ErrnoException & { address?: string; port?: number; path?: string },
): string {
  const reason = reasons[error.code ?? ""] ?? error.message;
  if (error.address !== undefined) return `${placeName(error.address, error.port)}: ${reason}`;
  return error.path === undefined ? reason : `${error.path}: ${reason}`;
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && "code" in error && typeof error.code === "string" && "syscall" in error;
}
