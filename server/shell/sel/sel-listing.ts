import { readSel, type SdrRepository } from "@/server/ipmi";
import { getSelInfo } from "@/server/ipmi/commands/storage/get-sel-info";
import type { SensorRecord } from "@/server/ipmi/records/sdr/sensor-record";
import { failAs } from "../fail-as";
import type { VerbContext } from "../verb";
import type { Maker } from "./makers/maker";
import { SelEvent, sensorOf } from "./sel-event";
import { selLine } from "./sel-line";
import { eventObject } from "./sel-object";
import { verboseEvent } from "./sel-verbose";

/** Which events: all, the first or the last so many. */
export interface Selection {
  readonly from: "first" | "last";
  /** 0: all. */
  readonly count: number;
}

export const everything: Selection = { from: "first", count: 0 };

/** An event with the sensor it is about, where that was looked up. */
export class SelRow {
  constructor(
    readonly event: SelEvent,
    readonly sensor: SensorRecord | null,
    private readonly maker: Maker | null,
  ) {}

  text(csv: boolean, verbose: boolean): string {
    return verbose
      ? verboseEvent(this.event, null, this.maker)
      : selLine(this.event, this.sensor, csv, this.maker);
  }

  toJSON(): object {
    return eventObject(this.event, this.sensor);
  }
}

/** False for an empty log, which is said to be empty. */
export async function hasEvents(context: VerbContext): Promise<boolean> {
  const { bmc, signal } = context;
  const info = await failAs(bmc.send(getSelInfo, undefined, { signal }), {
    silent: "Get SEL Info command failed",
  });
  if (info.entries === 0) context.note("SEL has no entries");
  return info.entries > 0;
}

/** Reads events. `onEvent` hears of each at once, unless only the last ones are asked for: which these are shows at the end. */
export async function readEvents(
  { bmc, signal }: VerbContext,
  { from, count }: Selection,
  onEvent: (event: SelEvent) => void = () => {},
): Promise<readonly SelEvent[]> {
  const last = from === "last" && count > 0;
  const events: SelEvent[] = [];
  await readSel(bmc, {
    signal,
    ...(from === "first" && count > 0 && { most: count }),
    onRecord({ raw }) {
      const event = new SelEvent(raw);
      events.push(event);
      if (!last) onEvent(event);
    },
  });
  return last ? events.slice(-count) : events;
}

/** Rows as `sel list` has them, or as `sel elist` when the repository is given. */
export function rowsOf(
  events: readonly SelEvent[],
  repository: SdrRepository | null,
  maker: Maker | null,
): readonly SelRow[] {
  return events.map((event) => {
    const sensor = repository === null || event.isOem ? null : sensorOf(repository, event);
    return new SelRow(event, sensor, maker);
  });
}

export interface SelListing {
  readonly events: readonly SelRow[];
}

export function listingText({ events }: SelListing, csv: boolean, verbosity: number): string {
  return events.map((row) => row.text(csv, verbosity > 0)).join("");
}
