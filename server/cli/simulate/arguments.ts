import { isIP } from "node:net";
import { parseArgs } from "node:util";
import { personalityByName } from "../../simulator/personalities";
import type { Personality } from "../../simulator/personality";
import type { Profile } from "../../simulator/profiles/profile";
import { profiles } from "../../simulator/profiles/profiles";

export interface SimulateArguments {
  readonly address: string;
  readonly port: number;
  readonly count: number;
  readonly byPort: boolean;
  readonly user: string;
  readonly password: string;
  readonly profiles: readonly [Profile, ...Profile[]];
  readonly sensors: number | undefined;
  readonly seed: number;
  readonly log: string | undefined;
  readonly state: string | undefined;
  readonly personalities: readonly Personality[];
  readonly bmcKey: Buffer | undefined;
  readonly slots: number | undefined;
  readonly mishaps: boolean;
  readonly withParent: boolean;
}

/** What was typed makes no sense; the message says what would. */
export class ArgumentError extends Error {}

const known: Readonly<Partial<Record<string, Profile>>> = profiles;
const NAME_BYTES = 16;
const KEY_BYTES = 20;

export const help = `Usage: lightsout simulate [options]

Simulated BMCs that answer IPMI 1.5 and 2.0 over UDP. Prints "ready" when all of them listen; ends on Ctrl-C.

  --bind ADDRESS       address of the first BMC (127.2.0.1); the next have the addresses after it
  --port PORT          UDP port (623)
  --count N            how many (1)
  --by-port            all on one address, on consecutive ports
  --user NAME          administrator's name (admin)
  --password PASSWORD  administrator's password (admin)
  --kg KEY             BMC key K_g: text, or 0x and hex digits (none)
  --profile NAME       ${Object.keys(profiles).join(", ")}; several times for a mix (all in turn)
  --sensors N          sensors of each (24)
  --slots N            sessions of each (as the profile has it)
  --seed N             what is left to chance follows from it (1)
  --mishaps            faults come and go
  --personality NAME   a way to misbehave; several times for more
  --state DIR          users, network settings and thresholds are kept there and outlive a restart (kept nowhere)
  --log FILE           one line of JSON for each executed action
  --with-parent        end when standard input ends
  --help               this text

Events that their event filters (pef) take are sent as Platform Event Traps, SNMP v1 over UDP, to the alert
destinations of their LAN configuration (lan alert). No destination is set at first.
`;

/** Null when help was asked for. Throws ArgumentError. */
export function parseSimulateArguments(args: readonly string[]): SimulateArguments | null {
  const values = optionsOf(args);
  if (values.help) return null;
  const address = values.bind ?? "127.2.0.1";
  if (isIP(address) === 0) throw new ArgumentError(`--bind: ${address} is not an IP address`);
  return {
    address,
    port: whole("--port", values.port ?? "623", 1, 65_535),
    count: whole("--count", values.count ?? "1", 1, 100_000),
    byPort: values["by-port"] ?? false,
    user: short("--user", values.user ?? "admin", NAME_BYTES),
    password: short("--password", values.password ?? "admin", KEY_BYTES),
    profiles: profilesOf(values.profile ?? []),
    sensors: optionalWhole("--sensors", values.sensors, 0, 250),
    seed: whole("--seed", values.seed ?? "1", 0, 0x7fff_ffff),
    log: values.log,
    state: values.state,
    personalities: (values.personality ?? []).map(personality),
    bmcKey: values.kg === undefined ? undefined : bmcKey(values.kg),
    slots: optionalWhole("--slots", values.slots, 1, 63),
    mishaps: values.mishaps ?? false,
    withParent: values["with-parent"] ?? false,
  };
}

function optionsOf(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      strict: true,
      allowPositionals: false,
      options: {
        bind: { type: "string" },
        port: { type: "string" },
        count: { type: "string" },
        "by-port": { type: "boolean" },
        user: { type: "string" },
        password: { type: "string" },
        kg: { type: "string" },
        profile: { type: "string", multiple: true },
        sensors: { type: "string" },
        slots: { type: "string" },
        seed: { type: "string" },
        mishaps: { type: "boolean" },
        personality: { type: "string", multiple: true },
        log: { type: "string" },
        state: { type: "string" },
        "with-parent": { type: "boolean" },
        help: { type: "boolean", short: "h" },
      },
    }).values;
  } catch (error) {
    // Node's own words name the option, never its value.
    throw new ArgumentError(error instanceof Error ? error.message : String(error));
  }
}

function whole(option: string, text: string, least: number, most: number): number {
  const value = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= least && value <= most)) {
    throw new ArgumentError(`${option}: a number from ${least} to ${most} is needed, not "${text}"`);
  }
  return value;
}

function optionalWhole(option: string, text: string | undefined, least: number, most: number) {
  return text === undefined ? undefined : whole(option, text, least, most);
}

function short(option: string, text: string, most: number): string {
  if (Buffer.byteLength(text) > most) throw new ArgumentError(`${option}: at most ${most} bytes`);
  return text;
}

function profilesOf(names: readonly string[]): readonly [Profile, ...Profile[]] {
  const wanted = names.length > 0 ? names : Object.keys(known);
  const [first, ...more] = wanted.map((name) => {
    const profile = known[name];
    if (profile === undefined) {
      throw new ArgumentError(`--profile: there is no "${name}", but ${Object.keys(known).join(", ")}`);
    }
    return profile;
  });
  if (first === undefined) throw new ArgumentError("--profile: there is none");
  return [first, ...more];
}

function personality(name: string): Personality {
  const found = personalityByName(name);
  if (found === undefined) throw new ArgumentError(`--personality: there is no "${name}"`);
  return found;
}

function bmcKey(text: string): Buffer {
  const isHex = /^0x/i.test(text);
  if (isHex && !/^0x([0-9a-f]{2})+$/i.test(text)) {
    throw new ArgumentError("--kg: pairs of hex digits are needed after 0x");
  }
  const key = isHex ? Buffer.from(text.slice(2), "hex") : Buffer.from(text, "utf8");
  if (key.length > KEY_BYTES) throw new ArgumentError(`--kg: at most ${KEY_BYTES} bytes`);
  return key;
}
