import { Privilege } from "@/server/ipmi";
import { parseNumber } from "../numbers";
import { defineVerb, UsageError } from "../verb";
import { readMaker } from "./makers/maker";
import { hasEvents, listingText, readEvents, rowsOf, type Selection, type SelListing } from "./sel-listing";

const INT_MAX = 2_147_483_647;

function listVerb(word: "list" | "elist", summary: string) {
  return defineVerb<Selection, SelListing>({
    path: ["sel", word],
    usage: "[<count>|first <count>|last <count>]",
    summary,
    privilege: Privilege.User,
    class: "read",
    parse: parseSelection,
    async run(context, selection) {
      if (!(await hasEvents(context))) return { events: [] };
      const named = word === "elist" && context.verbosity === 0;
      const repository = named ? await context.sdr() : null;
      const maker = await readMaker(context);
      const events = await readEvents(context, selection, (event) =>
        context.partly({ events: rowsOf([event], repository, maker) }),
      );
      return { events: rowsOf(events, repository, maker) };
    },
    text: (listing, { csv, verbosity }) => listingText(listing, csv, verbosity),
  });
}

function parseSelection(words: readonly string[]): Selection {
  const [first, second] = words;
  if (first === undefined || words.length > 2) return { from: "first", count: 0 };
  if (second === undefined) return selection("first", first);
  if (first.startsWith("last")) return selection("last", second);
  if (first.startsWith("first")) return selection("first", second);
  throw new UsageError("Unknown sel list option");
}

/** A negative count is from the other end. */
function selection(from: Selection["from"], text: string): Selection {
  const count = parseNumber(text, -INT_MAX, INT_MAX);
  if (count === null) throw new UsageError(`Numeric argument required; got '${text}'`);
  if (count >= 0) return { from, count };
  return { from: from === "first" ? "last" : "first", count: -count };
}

export const list = listVerb("list", "The event log");
export const elist = listVerb("elist", "The event log with names of sensors and what they read");
