import { Privilege } from "@/server/ipmi";
import type { SdrRecord } from "@/server/ipmi/records/sdr/decode-sdr";
import { defineVerb, UsageError, type VerbView } from "../verb";
import { type Listing, listRecords } from "./listing";

/** What `sdr list` can be asked for, by its word. */
const kinds: Readonly<Record<string, readonly SdrRecord["kind"][] | null>> = {
  all: null,
  full: ["full-sensor"],
  compact: ["compact-sensor"],
  event: ["event-only-sensor"],
  mcloc: ["controller-locator"],
  fru: ["fru-locator"],
  generic: ["generic-locator"],
};
const USAGE = "[all|full|compact|event|mcloc|fru|generic]";

interface ListArguments {
  /** Null: all records. */
  readonly kinds: readonly SdrRecord["kind"][] | null;
}

function listVerb(word: "list" | "elist", aliases: readonly (readonly string[])[], summary: string) {
  return defineVerb<ListArguments, Listing>({
    path: ["sdr", word],
    aliases,
    usage: USAGE,
    summary,
    privilege: Privilege.User,
    class: "read",
    parse([kind]) {
      if (kind === undefined) return { kinds: ["full-sensor", "compact-sensor"] };
      const found = Object.hasOwn(kinds, kind) ? kinds[kind] : undefined;
      if (found !== undefined) return { kinds: found };
      throw new UsageError(`Invalid SDR ${word} command: ${kind}\nusage: sdr ${word} ${USAGE}`);
    },
    run: (context, args) =>
      listRecords(
        context,
        ({ kind }) => args.kinds === null || args.kinds.includes(kind),
        isVerbose(context),
        (row) => context.partly({ rows: [row] }),
      ),
    text: (listing, view) => listingText(listing, view, word === "elist"),
  });
}

function isVerbose({ verbosity, csv }: VerbView): boolean {
  return verbosity > 0 && !csv;
}

export function listingText({ rows }: Listing, { csv, verbosity }: VerbView, extended: boolean): string {
  return rows.map((row) => row.text({ csv, verbose: verbosity > 0, extended })).join("");
}

export const list = listVerb("list", [["sdr"]], "Sensors with their readings");
export const elist = listVerb("elist", [], "Sensors with their numbers, entities and states");
