import { CompletionCode } from "../../../ipmi/message/completion-code";
import type { MachineReply } from "../../machine";
import type { Bmc } from "../bmc";
import type { RecordStore } from "../controller";
import { ANY_LENGTH, at, type Call, handlers, ok, refuse, u16, u32 } from "../handler";
import type { Reservation } from "../state/reservation";
import type { SdrRefusal, SdrRepository } from "../state/sdr-repository";

const SDR_VERSION = 0x51;
/** Non-modal update, partial add, reserve and allocation information supported (IPMI 2.0 §33.9, byte 14). */
const OPERATIONS = 0x27;
const MOST_FREE_SPACE = 0xfffe;
const LAST_RECORD = 0xffff;
const WHOLE_RECORD = 0xff;
/** Longest reply the BMC builds; longer reads are refused, so that clients read in parts. */
const MOST_BYTES = 64;
const ALLOCATION_UNIT = 16;
const CONFIRMATION = "CLR";
const ERASE = 0xaa;
const STATUS = 0x00;
const ERASED = 1;
const PART_HEAD_BYTES = 6;
/** Add SDR and Partial Add SDR: the length does not fit the record's header (§33.13). */
const BAD_LENGTH = 0x80;

/** The SDR repository (IPMI 2.0 §33). */
export const sdrCommands = handlers(0x0a, [
  [
    0x20,
    0,
    withRepository(({ records, free, lastAddition, lastErase }) =>
      ok([
        SDR_VERSION,
        ...u16(records.length),
        ...u16(Math.min(MOST_FREE_SPACE, free)),
        ...u32(lastAddition),
        ...u32(lastErase),
        OPERATIONS,
      ]),
    ),
  ],
  [
    0x21,
    0,
    withRepository(({ records, free }) => {
      const used = records.reduce((sum, { length }) => sum + Math.ceil(length / ALLOCATION_UNIT), 0);
      const unused = Math.floor(free / ALLOCATION_UNIT);
      const largest = MOST_BYTES / ALLOCATION_UNIT;
      return ok([...u16(used + unused), ...u16(ALLOCATION_UNIT), ...u16(unused), ...u16(unused), largest]);
    }),
  ],
  [0x22, 0, withRepository((_, { controller }) => ok(u16(controller.repositoryReservation.reserve())))],
  [
    0x23,
    6,
    withRepository((store, { controller, data }) => getRecord(store, controller.repositoryReservation, data)),
  ],
  [0x24, [0, ANY_LENGTH], withRepository((store, { bmc, data }) => added(store.add(data, now(bmc))))],
  [0x25, [PART_HEAD_BYTES, ANY_LENGTH], withRepository(addPart)],
  [0x27, 6, withRepository(clear)],
  [0x28, 0, withRepository((_, { bmc }) => ok(u32(bmc.logSeconds(bmc.now()))))],
]);

/** Device SDRs: what a controller says of its own sensors (IPMI 2.0 §35.2–35.4). */
export const deviceSdrCommands = handlers(
  0x04,
  [
    [
      0x20,
      [0, 1],
      ({ controller, data }) => {
        const wantsRecords = (at(data, 0) & 0x01) !== 0;
        const count = wantsRecords ? controller.deviceSdrs.records.length : controller.sensors.sensors.length;
        const luns = new Set(controller.sensors.sensors.map(({ lun }) => lun));
        // Static population; bits 3–0 name the LUNs that have sensors.
        const flags = [...luns].reduce((mask, lun) => mask | (1 << lun), 0);
        return ok([Math.min(0xff, count), flags]);
      },
    ],
    [
      0x21,
      6,
      ({ controller, data }) => getRecord(controller.deviceSdrs, controller.deviceSdrReservation, data),
    ],
    [0x22, 0, ({ controller }) => ok(u16(controller.deviceSdrReservation.reserve()))],
  ],
  { satellite: true },
);

function withRepository(
  run: (store: SdrRepository, call: Call) => MachineReply,
): (call: Call) => MachineReply {
  return (call) => {
    const { repository } = call.controller;
    return repository === null ? refuse(CompletionCode.InvalidCommand) : run(repository, call);
  };
}

/** Get SDR and Get Device SDR: part of a record, and the id of the one after it. */
function getRecord({ records }: RecordStore, reservation: Reservation, data: Buffer): MachineReply {
  const [offset, count] = [at(data, 4), at(data, 5)];
  // Reads from the start need no reservation.
  if (!reservation.accepts(data.readUInt16LE(0), offset === 0)) {
    return refuse(CompletionCode.ReservationCancelled);
  }
  const id = data.readUInt16LE(2);
  const index = id === 0 ? 0 : id === LAST_RECORD ? records.length - 1 : id - 1;
  const record = records[index];
  if (record === undefined) return refuse(CompletionCode.NotPresent);
  if (offset >= record.length) return refuse(CompletionCode.ParameterOutOfRange);
  const wanted = record.subarray(offset, count === WHOLE_RECORD ? record.length : offset + count);
  if (wanted.length > MOST_BYTES) return refuse(CompletionCode.CannotReturnBytes);
  return ok([...u16(index + 1 < records.length ? index + 2 : LAST_RECORD), ...wanted]);
}

function addPart(store: SdrRepository, { bmc, controller, data }: Call): MachineReply {
  if (!controller.repositoryReservation.accepts(data.readUInt16LE(0), false)) {
    return refuse(CompletionCode.ReservationCancelled);
  }
  const [id, offset, isLast] = [data.readUInt16LE(2), at(data, 4), (at(data, 5) & 0x0f) === 1];
  return added(store.addPart(id, offset, data.subarray(PART_HEAD_BYTES), isLast, now(bmc)));
}

function added(result: number | SdrRefusal): MachineReply {
  switch (result) {
    case "bad-length":
      return refuse(BAD_LENGTH);
    case "no-such-record":
      return refuse(CompletionCode.NotPresent);
    case "full":
      return refuse(CompletionCode.OutOfSpace);
    default:
      return ok(u16(result));
  }
}

/** Erases at once; asked again, it says so. */
function clear(store: SdrRepository, { bmc, controller, data }: Call): MachineReply {
  if (!controller.repositoryReservation.accepts(data.readUInt16LE(0), false)) {
    return refuse(CompletionCode.ReservationCancelled);
  }
  if (data.toString("latin1", 2, 5) !== CONFIRMATION) return refuse(CompletionCode.InvalidField);
  const operation = at(data, 5);
  if (operation !== ERASE && operation !== STATUS) return refuse(CompletionCode.InvalidField);
  if (operation === ERASE) store.clear(now(bmc));
  return ok([ERASED]);
}

/** SEL time, in which the repository's changes are told. */
function now(bmc: Bmc): number {
  return bmc.logSeconds(bmc.now());
}
