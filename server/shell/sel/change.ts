import { CompletionCode, CompletionCodeError, Privilege } from "@/server/ipmi";
import { addSelEntry } from "@/server/ipmi/commands/storage/add-sel-entry";
import { clearSel } from "@/server/ipmi/commands/storage/clear-sel";
import { deleteSelEntry } from "@/server/ipmi/commands/storage/delete-sel-entry";
import { reserveSel } from "@/server/ipmi/commands/storage/reserve-sel";
import { completionText } from "../completion-text";
import { failAs } from "../fail-as";
import { parseByte, parseNumber } from "../numbers";
import { defineVerb, UsageError, type VerbContext } from "../verb";
import { SelEvent } from "./sel-event";
import { selLine } from "./sel-line";

async function reserve({ bmc, signal }: VerbContext): Promise<number> {
  const silent = "Unable to reserve SEL";
  return (await failAs(bmc.send(reserveSel, undefined, { signal }), { silent })).reservationId;
}

/** The reservation keeps an event that comes in between from being erased unread: the BMC then refuses. */
export const clear = defineVerb<void, { readonly erasing: true }>({
  path: ["sel", "clear"],
  usage: "",
  summary: "Erases the event log",
  privilege: Privilege.Operator,
  class: "once",
  parse: () => undefined,
  async run(context) {
    const request = { reservationId: await reserve(context), operation: "initiate" } as const;
    await failAs(context.bmc.send(clearSel, request, { signal: context.signal }), {
      silent: "Unable to clear SEL",
    });
    return { erasing: true };
  },
  text: () => "Clearing SEL.  Please allow a few seconds to erase.\n",
});

interface Deleted {
  readonly deleted: readonly number[];
  readonly failed: boolean;
}

/** Last first, as ipmitool does. */
export const remove = defineVerb<{ readonly ids: readonly string[] }, Deleted>({
  path: ["sel", "delete"],
  usage: "<id>...<id>",
  summary: "Deletes single entries",
  privilege: Privilege.Operator,
  class: "once",
  parse(ids) {
    if (ids.length === 0) throw new UsageError("usage: sel delete <id>...<id>", 0);
    return { ids };
  },
  async run(context, { ids }) {
    let reservationId = await reserve(context);
    const deleted: number[] = [];
    let failed = false;
    for (const word of [...ids].reverse()) {
      const id = parseNumber(word, 0, 0xffff);
      if (id === null) {
        context.note(`Given SEL ID '${word}' is invalid.`);
        failed = true;
        continue;
      }
      let code = await deleteOne(context, reservationId, id);
      if (code === CompletionCode.ReservationCancelled && deleted.length > 0) {
        reservationId = await reserve(context); // some BMCs cancel it with each deletion
        code = await deleteOne(context, reservationId, id);
      }
      if (code === null) deleted.push(id);
      else context.note(`Unable to delete entry ${id}: ${completionText(code)}`);
      failed ||= code !== null;
    }
    return { deleted, failed };
  },
  text: ({ deleted }) => deleted.map((id) => `Deleted entry ${id}\n`).join(""),
  exitCode: ({ failed }) => (failed ? 1 : 0),
});

/** Null when the entry is gone, else why the BMC refused. */
async function deleteOne({ bmc, signal }: VerbContext, reservationId: number, recordId: number) {
  try {
    await bmc.send(deleteSelEntry, { reservationId, recordId }, { signal });
    return null;
  } catch (error) {
    if (error instanceof CompletionCodeError) return error.completionCode;
    throw error;
  }
}

interface Added {
  readonly events: readonly SelEvent[];
}

const EVENT_BYTES = 7;
/** "System management software" (IPMI 2.0 §5.5). */
const GENERATOR = 0x41;

export const add = defineVerb<{ readonly file: string }, Added>({
  path: ["sel", "add"],
  usage: "<filename>",
  summary: "Adds the events of a file: seven bytes a line, as `sel save` writes them",
  privilege: Privilege.Operator,
  class: "once",
  parse([file]) {
    if (file === undefined) throw new UsageError("usage: sel add <filename>", 0);
    return { file };
  },
  async run(context, { file }) {
    const content = await context.files.read(file);
    const events: SelEvent[] = [];
    for (const line of content.toString("utf8").split("\n")) {
      const event = eventOf(line, context);
      if (event === null) continue;
      events.push(event);
      const adding = context.bmc.send(addSelEntry, { record: event.bytes }, { signal: context.signal });
      await failAs(adding, { silent: "Add SEL Entry failed", output: addedText({ events }, context.csv) });
    }
    return { events };
  },
  text: (added, { csv }) => addedText(added, csv),
});

function addedText({ events }: Added, csv: boolean): string {
  return events.map((event) => selLine(event, null, csv)).join("");
}

function eventOf(line: string, context: VerbContext): SelEvent | null {
  const words = (line.split("#", 1)[0] ?? "").split(/\s+/).filter(Boolean);
  if (words.length === 0) return null;
  const bytes = words.slice(0, EVENT_BYTES).map(parseByte);
  const body = bytes.filter((byte) => byte !== null);
  if (body.length < EVENT_BYTES) {
    context.note(`Invalid Event: ${words.join(" ")}`);
    return null;
  }
  return new SelEvent(Buffer.from([0, 0, 0x02, 0, 0, 0, 0, GENERATOR, 0, ...body]));
}
