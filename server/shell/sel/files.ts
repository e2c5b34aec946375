import { Privilege } from "@/server/ipmi";
import { eventWord } from "../sdr/event-words";
import { hexByte } from "../sdr/sensor-text";
import { sensorTypeWord } from "../sdr/sensor-type-words";
import { defineVerb, UsageError, VerbFailure } from "../verb";
import { readMaker } from "./makers/maker";
import { FIRST_OEM, FIRST_OEM_TIMESTAMPED, SelEvent } from "./sel-event";
import { everything, hasEvents, listingText, readEvents, rowsOf, type SelListing } from "./sel-listing";

const RECORD_BYTES = 16;

interface FileArgument {
  readonly file: string;
}

function fileVerb(word: string, summary: string, content: (events: readonly SelEvent[]) => Uint8Array) {
  return defineVerb<FileArgument, SelListing>({
    path: ["sel", word],
    usage: "<filename>",
    summary,
    privilege: Privilege.User,
    class: "read",
    parse: fileArgument(word),
    async run(context, { file }) {
      const events = (await hasEvents(context)) ? await readEvents(context, everything) : [];
      const listing = { events: rowsOf(events, null, await readMaker(context)) };
      if (events.length > 0) {
        await context.files.write(file, content(events)).catch((cause: unknown) => {
          if (!(cause instanceof VerbFailure)) throw cause;
          const output = listingText(listing, context.csv, context.verbosity);
          throw new VerbFailure(cause.message, { cause, output });
        });
      }
      return listing;
    },
    text: (listing, { csv, verbosity }) => listingText(listing, csv, verbosity),
  });
}

export const save = fileVerb("save", "Lists the event log and saves it for `sel add`", (events) =>
  Buffer.from(events.map(addLine).join(""), "utf8"),
);

export const writeraw = fileVerb("writeraw", "Lists the event log and saves its bytes", (events) =>
  Buffer.concat(events.map((event) => turned(event.bytes))),
);

function readVerb(word: "readraw" | "ereadraw", summary: string) {
  return defineVerb<FileArgument, SelListing & { readonly incomplete: boolean }>({
    path: ["sel", word],
    usage: "<filename>",
    summary,
    privilege: Privilege.User,
    class: "read",
    parse: fileArgument(word),
    async run(context, { file }) {
      const bytes = await context.files.read(file).catch((cause: unknown) => {
        throw new VerbFailure("ipmitool: could not open input file.", { cause });
      });
      const events: SelEvent[] = [];
      for (let at = 0; at + RECORD_BYTES <= bytes.length; at += RECORD_BYTES) {
        events.push(new SelEvent(turned(bytes.subarray(at, at + RECORD_BYTES))));
      }
      const incomplete = bytes.length % RECORD_BYTES !== 0;
      if (incomplete) context.note("ipmitool: incomplete record found in file.");
      return {
        events: rowsOf(events, word === "ereadraw" ? await context.sdr() : null, await readMaker(context)),
        incomplete,
      };
    },
    text: (listing, { csv, verbosity }) => listingText(listing, csv, verbosity),
    exitCode: ({ incomplete }) => (incomplete ? 1 : 0),
  });
}

export const readraw = readVerb("readraw", "Lists the events of a file that `sel writeraw` wrote");
export const ereadraw = readVerb("ereadraw", "The same with names of sensors");

function fileArgument(word: string) {
  return ([file]: readonly string[]): FileArgument => {
    if (file === undefined) throw new UsageError(`usage: sel ${word} <filename>`, 0);
    return { file };
  };
}

/** ipmitool's files have the manufacturer of OEM records the other way round; both ways are the same turn. */
function turned(record: Buffer): Buffer {
  const bytes = Buffer.from(record);
  const type = bytes.readUInt8(2);
  if (type >= FIRST_OEM_TIMESTAMPED && type < FIRST_OEM) bytes.subarray(7, 10).reverse();
  return bytes;
}

function addLine(event: SelEvent): string {
  const bytes = [...turned(event.bytes).subarray(9)].map((byte) => `0x${hexByte(byte)}`).join(" ");
  const what = eventWord(event.sensorType, event.eventType, event.data) ?? "Unknown";
  return `${bytes} # ${sensorTypeWord(event.sensorType)} #0x${hexByte(event.sensorNumber)} ${what}\n`;
}
