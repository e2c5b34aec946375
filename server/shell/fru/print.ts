import { getDeviceId, Privilege } from "@/server/ipmi";
import { failAs } from "../fail-as";
import { parseByte } from "../numbers";
import { idString } from "../sdr/id-string";
import { hasNoSdr } from "../sdr/needed-sdr";
import { defineVerb, UsageError, type VerbContext } from "../verb";
import { FruRow, readFruContent, readFruOf } from "./fru-row";

interface Frus {
  readonly frus: readonly FruRow[];
  readonly failed: boolean;
}

interface PrintArguments {
  /** Null: all. */
  readonly id: number | null;
}

const FRU_INVENTORY = 0x08;
const LOCATOR_NAME = 15;
const NAME_LENGTH = 16;

function printVerb(word: "print" | "list", aliases: readonly (readonly string[])[]) {
  return defineVerb<PrintArguments, Frus>({
    path: ["fru", word],
    aliases,
    usage: "[<fru id>]",
    summary: "What parts are, by their own data",
    privilege: Privilege.User,
    class: "read",
    parse: ([word]) => ({ id: word === undefined ? null : fruId(word) }),
    run: (context, { id }) => (id === null ? readAll(context) : readOne(context, id)),
    text: ({ frus }, { verbosity }) => frus.map((fru) => fru.text(verbosity > 0)).join(""),
    exitCode: ({ failed }) => (failed ? 1 : 0),
  });
}

export const print = printVerb("print", [["fru"]]);
export const list = printVerb("list", []);

export function fruId(word: string): number {
  const id = parseByte(word);
  if (id === null) throw new UsageError(`FRU ID '${word}' is either invalid or out of range.`);
  return id;
}

async function readOne(context: VerbContext, id: number): Promise<Frus> {
  const fru = new FruRow(null, id, await readFruContent(context, id, null), null);
  return { frus: [fru], failed: fru.failed };
}

/** The BMC's own first FRU, then those of the records in their order; the last one decides on the exit code. */
async function readAll(context: VerbContext): Promise<Frus> {
  const { bmc, signal } = context;
  const { support } = await failAs(bmc.send(getDeviceId, undefined, { signal }), {
    silent: "Get Device ID command failed",
    output: "FRU Device Description : Builtin FRU Device (ID 0)\n",
  });
  const frus: FruRow[] = [];
  const builtIn = "Builtin FRU Device (ID 0)";
  if (support.fruInventory) frus.push(new FruRow(builtIn, 0, await readFruContent(context, 0, null), null));
  const repository = await context.sdr();
  for (const [index, record] of repository.records.entries()) {
    const image = repository.images[index];
    if (image === undefined) continue;
    if (record.kind === "fru-locator" && record.fruId !== null) {
      const fru = await readFruOf(context, repository, record);
      if (fru !== null) frus.push(fru);
    }
    if (record.kind === "controller-locator" && record.capabilities & FRU_INVENTORY) {
      const { slaveAddress: address, channel } = record;
      if (address === context.address) continue;
      const heading = idString(image, LOCATOR_NAME).slice(0, NAME_LENGTH).padEnd(NAME_LENGTH);
      const content = await readFruContent(context, 0, { channel, address });
      frus.push(new FruRow(heading, 0, content, address));
    }
  }
  return { frus, failed: hasNoSdr(repository) || (frus.at(-1)?.failed ?? false) };
}
