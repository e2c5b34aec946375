import { CompletionCode } from "../../../ipmi/message/completion-code";
import type { MachineReply } from "../../machine";
import type { RecordStore } from "../controller";
import { at, type Call, handlers, ok, refuse, u16, u32 } from "../handler";
import type { Reservation } from "../state/reservation";

const SDR_VERSION = 0x51;
/** Non-modal update, reserve and allocation information supported (IPMI 2.0 §33.9, byte 14). */
const OPERATIONS = 0x23;
const NO_FREE_SPACE = 0;
const LAST_RECORD = 0xffff;
const WHOLE_RECORD = 0xff;
/** Longest reply the BMC builds; longer reads are refused, so that clients read in parts. */
const MOST_BYTES = 64;
const ALLOCATION_UNIT = 16;

/** The SDR repository (IPMI 2.0 §33). It holds what the profile built in and is never updated. */
export const sdrCommands = handlers(0x0a, [
  [
    0x20,
    0,
    withRepository(({ records }, { bmc }) =>
      ok([
        SDR_VERSION,
        ...u16(records.length),
        ...u16(NO_FREE_SPACE),
        ...u32(manufactured(bmc.identity.seed)),
        ...u32(manufactured(bmc.identity.seed)),
        OPERATIONS,
      ]),
    ),
  ],
  [
    0x21,
    0,
    withRepository(({ records }) => {
      const units = records.reduce((sum, { length }) => sum + Math.ceil(length / ALLOCATION_UNIT), 0);
      return ok([...u16(units), ...u16(ALLOCATION_UNIT), ...u16(0), ...u16(0), MOST_BYTES / ALLOCATION_UNIT]);
    }),
  ],
  [0x22, 0, withRepository((_, { controller }) => ok(u16(controller.repositoryReservation.reserve())))],
  [
    0x23,
    6,
    withRepository((store, { controller, data }) => getRecord(store, controller.repositoryReservation, data)),
  ],
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

function withRepository(run: (store: RecordStore, call: Call) => MachineReply): (call: Call) => MachineReply {
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

/** When the repository was written, in seconds: before the machine was sold. */
function manufactured(seed: number): number {
  return 1_650_000_000 + (seed % 10_000_000);
}
