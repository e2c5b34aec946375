import { type CommandSender, getDeviceId, IpmiError, Privilege, readSdrRepository } from "@/server/ipmi";
import { readDeviceSdrs } from "@/server/ipmi/readers/sdr-repository";
import { defineVerb, UsageError, type Verb, type VerbContext, VerbFailure } from "../verb";
import { parseAddresses, slotAddresses } from "./controller-addresses";
import { erased, recordWriter } from "./record-writer";

/** The records of one controller. */
interface Source {
  readonly address: number;
  readonly records: readonly Buffer[];
}

interface Collected {
  readonly controllers: readonly { readonly address: number; readonly records: number }[];
  /** How often the BMC was not done with erasing. */
  readonly waits: number;
}

interface Controllers {
  /** Where to look behind the BMC. */
  readonly addresses: readonly number[];
}

/** What ipmitool prints before and between. */
interface Wording {
  readonly before: (args: Controllers) => string;
  readonly own: string;
  readonly behind: (address: number) => string;
}

const silent: Wording = { before: () => "", own: "", behind: () => "" };

const told: Wording = {
  before: ({ addresses }) =>
    `List to scan: (Built-in) ${addresses.map((address) => `${hex(address)} `).join("")}\nClearing SDR Repository\n`,
  own: "Sanning built-in sensors..\n",
  behind: (address) => `Scanning ${hex(address).toUpperCase()}h..\n`,
};

function fillFrom(
  word: string,
  usage: string,
  summary: string,
  parse: (words: readonly string[]) => Controllers,
  wording: Wording = silent,
): Verb {
  return defineVerb<Controllers, Collected>({
    path: ["sdr", "fill", word],
    usage,
    summary,
    privilege: Privilege.Operator,
    class: "once",
    parse,
    run: async (context, args) => {
      const sources = await collect(context, args.addresses);
      const writer = await recordWriter(context);
      const waits = await writer.erase(wording.before(args));
      for (const [index, { records }] of sources.entries()) {
        const output = written(sources.slice(0, index + 1), waits, args, wording);
        for (const record of records) await writer.add(record, output);
      }
      const controllers = sources.map(({ address, records }) => ({ address, records: records.length }));
      return { controllers, waits };
    },
    text: ({ controllers, waits }, _, args) => written(controllers, waits, args, wording, args.addresses),
  });
}

/** What ipmitool prints up to the last of `sources`; `looked`: also of who did not answer. */
function written(
  sources: readonly { readonly address: number }[],
  waits: number,
  args: Controllers,
  { before, own, behind }: Wording,
  looked: readonly number[] = [],
): string {
  const load = (address: number) => `Load SDRs from 0x${address.toString(16)}\n`;
  const [main, ...others] = sources.map(({ address }) => address);
  const seen = looked.length > 0 ? looked : others;
  const lines = seen.map((address) => behind(address) + (others.includes(address) ? load(address) : ""));
  return [before(args), erased(waits), own, main === undefined ? "" : load(main), ...lines].join("");
}

function hex(address: number): string {
  return address.toString(16).padStart(2, "0");
}

const BMC_ADDRESS = 0x20;

/** Everything is read before anything is erased. The BMC's own sensors come first; slots where nobody answers are left out. */
async function collect(context: VerbContext, addresses: readonly number[]): Promise<readonly Source[]> {
  const { bmc, client, signal, note, address: own } = context;
  const warnings: string[] = [];
  const records = await readDeviceSdrs(bmc, { signal }, warnings);
  if (records.length === 0) {
    throw new VerbFailure("The controller has no device SDRs of its own: nothing was changed.");
  }
  const sources: Source[] = [{ address: own, records }];
  // -t leads to another controller: who sits behind the BMC is asked past it.
  const sender = own === BMC_ADDRESS ? bmc : client;
  for (const address of addresses) {
    if (address === own) continue;
    const route = { channel: 0, address };
    if (!(await answers(sender, route, signal))) {
      note("Get Device ID command failed");
      continue;
    }
    const { images, warnings: lost } = await readSdrRepository(sender, { signal, route });
    warnings.push(...lost);
    sources.push({ address, records: images });
  }
  if (warnings.length > 0) {
    const why = warnings.map((warning) => `${warning}\n`).join("");
    throw new VerbFailure(`${why}Not all records could be read: nothing was changed.`);
  }
  return sources;
}

/** An empty slot must not cost ten seconds. */
const PROBE_BUDGET_MS = 2_000;

async function answers(
  sender: CommandSender,
  route: { readonly channel: number; readonly address: number },
  signal: AbortSignal,
): Promise<boolean> {
  try {
    await sender.send(getDeviceId, undefined, { signal, route, budgetMs: PROBE_BUDGET_MS });
    return true;
  } catch (error) {
    const isAbsent =
      error instanceof IpmiError && ["no-answer", "completion-code", "decode"].includes(error.code);
    if (!isAbsent) throw error;
    return false;
  }
}

const rangeUsage = "Not enough parameters given.\nusage: sdr fill range <range>";

/** Replaces the repository by what the controllers know of their own sensors. */
export const fillCollected: readonly Verb[] = [
  fillFrom("sensors", "", "Replaces all records by those of the BMC's sensors and of all slots", () => ({
    addresses: slotAddresses,
  })),
  fillFrom("nosat", "", "Replaces all records by those of the BMC's own sensors", () => ({ addresses: [] })),
  fillFrom(
    "range",
    "<addresses, e.g. 0x28,0x32,0x40-0x44>",
    "Replaces all records by those of the BMC's sensors and of the controllers at these addresses",
    ([range]) => {
      if (range === undefined) throw new UsageError(rangeUsage);
      return { addresses: parseAddresses(range) };
    },
    told,
  ),
];
