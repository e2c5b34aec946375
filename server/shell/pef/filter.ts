import {
  CompletionCodeError,
  DecodeError,
  type EventFilter,
  getPefCapabilities,
  PefParameter,
  Privilege,
} from "@/server/ipmi";
import { evaluated } from "../channel/evaluated";
import { completionText } from "../completion-text";
import { parseByte } from "../numbers";
import { defineVerb, UsageError, type Verb, VerbFailure } from "../verb";
import { fieldsText } from "./fields";
import { filterFields } from "./filter-text";
import { filterHelp } from "./help";
import { readPef, writePef } from "./parameters";

interface NumberedFilter {
  readonly number: number;
  readonly filter: EventFilter;
}

export const listFilters = defineVerb<void, readonly NumberedFilter[]>({
  path: ["pef", "filter", "list"],
  usage: "",
  summary: "The event filter table",
  privilege: Privilege.Operator,
  class: "read",
  parse: () => undefined,
  run: async (context) => {
    const { bmc, signal, note } = context;
    const { filters: count } = await evaluated(bmc.send(getPefCapabilities, undefined, { signal }));
    if (count === 0) throw new VerbFailure("PEF Event Filtering isn't supported.");
    const filters: NumberedFilter[] = [];
    for (let number = 1; number <= count; number++) {
      try {
        const row = await readPef(context, "filter", PefParameter.Filter, number);
        if (row !== null) filters.push(row);
      } catch (error) {
        if (error instanceof CompletionCodeError) {
          note(`IPMI command failed: ${completionText(error.completionCode)}`);
        } else if (error instanceof DecodeError) note("Unexpected data length received.");
        else throw error;
        note(`Failed to get PEF Event Filter Entry ${number}.`);
      }
    }
    return filters;
  },
  text: (filters, { verbosity }) =>
    filters
      .map(({ number, filter }) => `${fieldsText(filterFields(number, filter), verbosity > 0)}\n`)
      .join(""),
});

export const switchFilter: readonly Verb[] = [switching("enable"), switching("disable")];

function switching(word: "enable" | "disable"): Verb {
  const enabled = word === "enable";
  return defineVerb<number, { number: number; enabled: boolean }>({
    path: ["pef", "filter", word],
    usage: "<id = 1..n>",
    summary: enabled ? "Switches a row of the event filter table on" : "Switches a row off",
    privilege: Privilege.Administrator,
    class: "idempotent",
    parse: (words) => {
      const [id] = words;
      if (id === undefined || words.length > 1) {
        throw new UsageError(`Not enough arguments given.\n${filterHelp}`);
      }
      const number = parseByte(id);
      if (number === null) throw new UsageError(`Invalid PEF Event Filter ID given: ${id}`);
      if (number >= 1) return number;
      throw new UsageError("PEF Event Filter ID out of range. Valid range is <1..255>.");
    },
    run: async (context, number) => {
      const size = await evaluated(readPef(context, "filter-count", PefParameter.FilterCount));
      const count = size?.count ?? 0;
      if (count === 0) throw new VerbFailure("PEF Filter isn't supported.");
      if (number > count) {
        throw new VerbFailure(`PEF Filter ID out of range. Valid range is (1..${count}).`);
      }
      await evaluated(writePef(context, { parameter: "filter-configuration", number, enabled }), {
        consequence: `Failed to ${word} PEF Filter ID ${number}.`,
      });
      return { number, enabled };
    },
    text: ({ number }) => `PEF Filter ID ${number} is ${word}d now.\n`,
  });
}
