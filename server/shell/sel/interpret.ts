import { Privilege } from "@/server/ipmi";
import { parseNumber } from "../numbers";
import { defineVerb, UsageError, VerbFailure } from "../verb";
import { SelEvent } from "./sel-event";
import { listingText, rowsOf, type SelListing } from "./sel-listing";

interface InterpretArguments {
  readonly file: string;
}

/**
 * Events a shelf manager printed, one a line:
 * `0x001F: Event: at Mar 27 06:41:10 2007;from:(0x9a,0,7); sensor:(0xc3,119); event:0x6f(asserted): 0xA3 0x00 0x88`.
 */
const shelfManagerLine =
  /^\s*(\S+?):?\s[^;]*;[^;]*;[^(]*\(\s*(\w+)\s*,\s*(\d+)\s*\)[^:]*:\s*(\w+)\((\w+)\):?\s+(\w+)\s+(\w+)\s+(\w+)/;

export const interpret = defineVerb<InterpretArguments, SelListing>({
  path: ["sel", "interpret"],
  usage: "<iana> <filename> <format(pps)>",
  summary: "Lists the events of a file that a shelf manager printed",
  privilege: Privilege.User,
  class: "read",
  parse([iana, file, format]) {
    if (iana === undefined || file === undefined || format === undefined) {
      throw new UsageError("usage: sel interpret iana filename format(pps)", 0);
    }
    if (parseNumber(iana, 0, 0xffff_ffff) === null) throw new UsageError(`Given IANA '${iana}' is invalid.`);
    if (!format.startsWith("pps")) throw new UsageError(`Given format '${format}' is unknown.`);
    return { file };
  },
  async run(context, { file }) {
    const content = await context.files.read(file).catch((cause: unknown) => {
      throw new VerbFailure(`Failed to open file '${file}' for reading.`, { cause });
    });
    const events: SelEvent[] = [];
    for (const line of content.toString("utf8").split("\n")) {
      const event = eventOf(line);
      if (event !== null) events.push(event);
      else if (line.trim() !== "") context.note("ipmitool: can't guess format.");
    }
    return { events: rowsOf(events, null, null) };
  },
  text: (listing, { csv, verbosity }) => listingText(listing, csv, verbosity),
});

function eventOf(line: string): SelEvent | null {
  const [, id, type, number, eventType, direction, ...data] = shelfManagerLine.exec(line) ?? [];
  const numbers = [id, type, `0x${Number(number).toString(16)}`, eventType, ...data].map((text) =>
    Number.parseInt(text ?? "", 16),
  );
  if (direction === undefined || numbers.some(Number.isNaN)) return null;
  const [recordId = 0, sensorType = 0, sensorNumber = 0, event = 0, ...bytes] = numbers;
  const record = Buffer.from([
    0,
    0,
    2,
    0,
    0,
    0,
    0,
    0x20,
    0,
    4,
    sensorType,
    sensorNumber,
    event & 0x7f,
    ...bytes,
  ]);
  record.writeUInt16LE(recordId & 0xffff);
  if (!direction.startsWith("a")) record.writeUInt8(record.readUInt8(12) | 0x80, 12);
  return new SelEvent(record);
}
