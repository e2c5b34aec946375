import { Privilege } from "@/server/ipmi";
import { getSelTime } from "@/server/ipmi/commands/storage/get-sel-time";
import { setSelTime } from "@/server/ipmi/commands/storage/set-sel-time";
import { failAs } from "../fail-as";
import { timestampNumeric } from "../timestamps";
import { defineVerb, UsageError, type VerbContext } from "../verb";

interface Clock {
  /** Of the BMC: since 1970, or since it started when it is a small number. */
  readonly seconds: number;
}

const text = ({ seconds }: Clock) => `${timestampNumeric(seconds)}\n`;

function read({ bmc, signal }: VerbContext): Promise<Clock> {
  return failAs(bmc.send(getSelTime, undefined, { signal }), { silent: "Get SEL Time command failed" });
}

export const timeGet = defineVerb<void, Clock>({
  path: ["sel", "time", "get"],
  usage: "",
  summary: "The clock of the event log",
  privilege: Privilege.User,
  class: "read",
  parse: () => undefined,
  run: read,
  text,
});

/** Sets the clock to an instant: the BMC keeps UTC, people say and see the time of their zone. */
export const timeSet = defineVerb<{ readonly seconds: number | "now" }, Clock>({
  path: ["sel", "time", "set"],
  usage: '"mm/dd/yyyy hh:mm:ss"|now',
  summary: "Sets the clock of the event log",
  privilege: Privilege.Operator,
  class: "idempotent",
  parse([word]) {
    if (word === undefined) throw new UsageError('usage: sel time set "mm/dd/yyyy hh:mm:ss"', 0);
    if (/^now/i.test(word)) return { seconds: "now" };
    return { seconds: parseTime(word) };
  },
  async run(context, { seconds }) {
    const now = Math.floor(context.now().getTime() / 1000);
    const request = { seconds: seconds === "now" ? now : seconds };
    await failAs(context.bmc.send(setSelTime, request, { signal: context.signal }), {
      silent: "Set SEL Time command failed",
    });
    return read(context);
  },
  text,
});

/** Local time; years of two digits as C reads them: 69–99 are 19xx. */
function parseTime(word: string): number {
  const [, month, day, year, hour, minute, second] =
    /^\s*(\d{1,2})\/(\d{1,2})\/(\d{4}|\d{1,2})\s+(\d{1,2}):(\d{1,2}):(\d{1,2})\s*$/.exec(word)?.map(Number) ??
    [];
  const parts = [month, day, hour, minute, second].map((part) => part ?? Number.NaN);
  const [m = 0, d = 0, h = 0, min = 0, s = 0] = parts;
  const fullYear =
    year === undefined ? Number.NaN : year >= 100 ? year : year >= 69 ? 1900 + year : 2000 + year;
  const date = new Date(fullYear, m - 1, d, h, min, s);
  const same = date.getMonth() === m - 1 && date.getDate() === d && h < 24 && min < 60 && s < 60;
  const seconds = date.getTime() / 1000;
  if (!same || !(seconds >= 0 && seconds < 0xffff_ffff))
    throw new UsageError("Specified time could not be parsed");
  return seconds;
}

export const timeUsage = defineVerb<void, void>({
  path: ["sel", "time"],
  usage: "get|set",
  summary: "The clock of the event log",
  privilege: Privilege.User,
  class: "read",
  parse() {
    throw new UsageError("sel time commands: get set", 0);
  },
  run: async () => undefined,
  text: () => "",
});
