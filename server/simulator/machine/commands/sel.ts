import { CompletionCode } from "../../../ipmi/message/completion-code";
import type { Bmc } from "../bmc";
import { ANY_LENGTH, at, type Call, handlers, ok, refuse, u16, u32 } from "../handler";
import { SEL_RECORD_BYTES } from "../records/sel-record";

const SEL_VERSION = 0x51;
/** Delete, reserve, and get allocation information are supported (IPMI 2.0 §31.2, byte 15). */
const OPERATIONS = 0x0b;
const OVERFLOW = 0x80;
const WHOLE_RECORD = 0xff;
const CONFIRMATION = "CLR";
const ERASE = 0xaa;
const STATUS = 0x00;
const UTC_OFFSET_KEY = "sel/utc-offset";
const UNSPECIFIED_OFFSET = [0xff, 0x07] as const;
const FIRST_TIMESTAMPED_OEM = 0xc0;
const FIRST_PLAIN_OEM = 0xe0;
const LOG_CLEARED = 2;

/** SEL commands (IPMI 2.0 §31). */
export const selCommands = handlers(0x0a, [
  [0x40, 0, info],
  [
    0x41,
    0,
    ({ bmc: { eventLog } }) =>
      ok([
        ...u16(eventLog.options.capacity),
        ...u16(SEL_RECORD_BYTES),
        ...u16(eventLog.free),
        ...u16(eventLog.free),
        1,
      ]),
  ],
  [0x42, 0, ({ bmc }) => ok(u16(bmc.logReservation.reserve()))],
  [0x43, 6, getEntry],
  [0x44, 16, addEntry],
  [0x46, 4, deleteEntry],
  [0x47, 6, clear],
  [0x48, 0, ({ bmc }) => ok(u32(bmc.logSeconds(bmc.now())))],
  [
    0x49,
    4,
    ({ bmc, data }) => {
      bmc.logTimeOffset = data.readUInt32LE(0) - Math.floor(bmc.now() / 1000);
      return ok();
    },
  ],
  [0x5c, 0, ({ bmc }) => ok(bmc.settings.get(UTC_OFFSET_KEY) ?? UNSPECIFIED_OFFSET)],
  [
    0x5d,
    2,
    ({ bmc, data }) => {
      const minutes = data.readInt16LE(0);
      if (minutes !== 0x07ff && Math.abs(minutes) > 1440) return refuse(CompletionCode.InvalidField);
      bmc.settings.set(UTC_OFFSET_KEY, data);
      return ok();
    },
  ],
  // Auxiliary log status: no machine check log.
  [0x5a, 1, () => refuse(CompletionCode.NotPresent)],
  [0x5b, [2, ANY_LENGTH], () => refuse(CompletionCode.NotPresent)],
]);

function info({ bmc: { eventLog } }: Call) {
  const free = Math.min(0xfffe, eventLog.free * SEL_RECORD_BYTES);
  return ok([
    SEL_VERSION,
    ...u16(eventLog.size),
    ...u16(free),
    ...u32(eventLog.lastAddition),
    ...u32(eventLog.lastErase),
    OPERATIONS | (eventLog.overflow ? OVERFLOW : 0),
  ]);
}

function getEntry({ bmc, data }: Call) {
  const reservation = data.readUInt16LE(0);
  const [offset, count] = [at(data, 4), at(data, 5)];
  // Only reads of part of a record need one.
  const isPartial = offset !== 0 || (count !== WHOLE_RECORD && count !== SEL_RECORD_BYTES);
  if (isPartial && !bmc.logReservation.accepts(reservation, false)) {
    return refuse(CompletionCode.ReservationCancelled);
  }
  const found = bmc.eventLog.get(data.readUInt16LE(2));
  if (found === null) return refuse(CompletionCode.NotPresent);
  if (offset >= SEL_RECORD_BYTES) return refuse(CompletionCode.ParameterOutOfRange);
  const end = count === WHOLE_RECORD ? SEL_RECORD_BYTES : offset + count;
  return ok([...u16(found.next), ...found.record.subarray(offset, end)]);
}

function addEntry({ bmc, data }: Call) {
  const record = Buffer.from(data);
  const seconds = bmc.logSeconds(bmc.now());
  const type = at(record, 2);
  if (type < FIRST_PLAIN_OEM && (type === 0x02 || type >= FIRST_TIMESTAMPED_OEM))
    record.writeUInt32LE(seconds, 3);
  const id = bmc.eventLog.add(record, seconds);
  if (id === null) return refuse(CompletionCode.OutOfSpace);
  bmc.logReservation.cancel();
  return ok(u16(id));
}

function deleteEntry({ bmc, data }: Call) {
  if (!bmc.logReservation.accepts(data.readUInt16LE(0), false)) {
    return refuse(CompletionCode.ReservationCancelled);
  }
  const id = bmc.eventLog.delete(data.readUInt16LE(2), bmc.logSeconds(bmc.now()));
  if (id === null) return refuse(CompletionCode.NotPresent);
  bmc.logReservation.cancel();
  return ok(u16(id));
}

function clear({ bmc, data }: Call) {
  const now = bmc.now();
  if (!bmc.logReservation.accepts(data.readUInt16LE(0), false)) {
    return refuse(CompletionCode.ReservationCancelled);
  }
  if (data.toString("latin1", 2, 5) !== CONFIRMATION) return refuse(CompletionCode.InvalidField);
  switch (at(data, 5)) {
    case ERASE:
      erase(bmc, now);
      return ok([0]);
    case STATUS:
      return ok([bmc.eventLog.isErasing(now) ? 0 : 1]);
    default:
      return refuse(CompletionCode.InvalidField);
  }
}

function erase(bmc: Bmc, now: number): void {
  bmc.eventLog.clear(now, bmc.logSeconds(now));
  // The first entry of an empty log says that it was emptied.
  bmc.raiseOf("event-log", LOG_CLEARED, now);
}
