import { CompletionCodeError, Privilege, type SdrRepository } from "@/server/ipmi";
import { getSelEntry } from "@/server/ipmi/commands/storage/get-sel-entry";
import { completionText } from "../completion-text";
import { type FruRow, readFruOf } from "../fru/fru-row";
import { parseNumber } from "../numbers";
import { rowsAt } from "../sdr/listing";
import type { SdrRow } from "../sdr/sdr-row";
import { readSensors } from "../sensor/sensor-rows";
import { defineVerb, UsageError, type VerbContext } from "../verb";
import { type Maker, readMaker } from "./makers/maker";
import { SelEvent, sensorOf } from "./sel-event";
import { eventObject } from "./sel-object";
import { verboseEvent } from "./sel-verbose";

/** An event, the sensor it is about and the FRUs of the sensor's entity. */
class EventReport {
  constructor(
    readonly event: SelEvent,
    private readonly repository: SdrRepository,
    private readonly sensor: SdrRow | null,
    private readonly frus: readonly FruRow[],
    private readonly maker: Maker | null,
  ) {}

  text(csv: boolean, verbosity: number, last: boolean): string {
    const record = sensorOf(this.repository, this.event);
    if (record === null || this.sensor === null) return verboseEvent(this.event, null, this.maker);
    return (
      verboseEvent(this.event, record, this.maker) +
      this.sensor.text({ csv, verbose: true, extended: false }) +
      this.frus.map((fru) => fru.text(verbosity > 0)).join("") +
      (last ? "" : "----------------------\n\n")
    );
  }

  toJSON(): object {
    const record = sensorOf(this.repository, this.event);
    return { ...eventObject(this.event, record), reading: this.sensor, frus: this.frus };
  }
}

interface Reports {
  readonly reports: readonly EventReport[];
  readonly failed: boolean;
}

export const get = defineVerb<{ readonly ids: readonly string[] }, Reports>({
  path: ["sel", "get"],
  usage: "<id>...<id>",
  summary: "All about single events: their sensors as they are now, and the FRUs these belong to",
  privilege: Privilege.User,
  class: "read",
  parse(ids) {
    if (ids.length === 0) throw new UsageError("usage: sel get <entry>", 0);
    return { ids };
  },
  async run(context, { ids }) {
    const reports: EventReport[] = [];
    const maker = await readMaker(context);
    let failed = false;
    for (const word of ids) {
      const event = await find(context, word);
      if (event === null) failed = true;
      else reports.push(await report(context, event, maker));
    }
    return { reports, failed };
  },
  text: ({ reports }, { csv, verbosity }) =>
    reports.map((report, index) => report.text(csv, verbosity, index === reports.length - 1)).join(""),
  exitCode: ({ failed }) => (failed ? 1 : 0),
});

async function find({ bmc, signal, note }: VerbContext, word: string): Promise<SelEvent | null> {
  const recordId = parseNumber(word, 0, 0xffff);
  if (recordId === null) {
    note(`Given SEL ID '${word}' is invalid.`);
    return null;
  }
  try {
    return new SelEvent((await bmc.send(getSelEntry, { recordId }, { signal })).record);
  } catch (error) {
    if (!(error instanceof CompletionCodeError)) throw error;
    note(`Get SEL Entry ${recordId.toString(16)} command failed: ${completionText(error.completionCode)}`);
    return null;
  }
}

async function report(context: VerbContext, event: SelEvent, maker: Maker | null): Promise<EventReport> {
  const repository = await context.sdr();
  const record = event.isOem ? null : sensorOf(repository, event);
  if (record === null) return new EventReport(event, repository, null, [], maker);
  const index = repository.records.indexOf(record);
  const eventOnly = record.kind === "event-only-sensor";
  const [sensor = null] = eventOnly
    ? await rowsAt(context, repository, [index], true)
    : await readSensors(context, repository, [index], !context.csv);
  const frus: FruRow[] = [];
  for (const locator of repository.records.filter((other) => other.kind === "fru-locator")) {
    const { id, instance } = locator.entity;
    if (id !== record.entity.id || instance !== record.entity.instance) continue;
    const fru = await readFruOf(context, repository, locator);
    if (fru !== null) frus.push(fru);
  }
  return new EventReport(event, repository, sensor, frus, maker);
}
