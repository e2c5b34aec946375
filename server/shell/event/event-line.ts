import type { PlatformEventRequest } from "@/server/ipmi/commands/sensor-event/platform-event";
import { SelEvent } from "../sel/sel-event";
import { selLine } from "../sel/sel-line";
import { verboseEvent } from "../sel/sel-verbose";
import type { VerbView } from "../verb";

/** Software that is not ours to name: what events of remote consoles carry (IPMI 2.0 §5.5). */
const CONSOLE_SOFTWARE = 0x41;

/** The event as ipmitool lists it before sending: a SEL entry without number and time. */
export function eventLine(event: PlatformEventRequest, { csv, verbosity }: VerbView): string {
  const { sensorType, sensorNumber, eventType, data, asserted, revision } = event;
  const type = (asserted ? 0 : 0x80) | eventType;
  const { generatorId } = event;
  const record = new SelEvent(
    Buffer.from([
      ...[0, 0, 0, 0, 0, 0, 0],
      ...[generatorId ?? CONSOLE_SOFTWARE, 0, revision, sensorType, sensorNumber, type, ...data],
    ]),
  );
  return verbosity > 0 ? verboseEvent(record, null) : selLine(record, null, csv);
}
