import { getSdr } from "../../ipmi/commands/storage/get-sdr";
import type { MachineReply, MachineRequest } from "../machine";
import { edited, onReply } from "./replies";

/** Get SDR answers with the id of the next record before the bytes asked for. */
const NEXT_ID_BYTES = 2;

/** Record ids as they follow each other in the replies that went by. */
export interface SdrPart {
  readonly recordId: number;
  readonly offset: number;
}

export function sdrPart({ data }: MachineRequest): SdrPart {
  return { recordId: data.readUInt16LE(2), offset: data.readUInt8(4) };
}

/** Where a byte of a record lies in a reply to Get SDR. */
export interface RecordBytes {
  readonly recordId: number;
  /** The record's byte, or null when this part does not hold it. */
  get(offset: number): number | null;
  set(offset: number, value: number): void;
}

/** Changes records as they are read in parts, so that every way of reading them meets the change. */
export function changedRecords(change: (record: RecordBytes) => void) {
  return onReply(getSdr, (reply: MachineReply, request) => {
    const { recordId, offset } = sdrPart(request);
    return edited(reply, (data) => {
      const place = (byte: number) => NEXT_ID_BYTES + byte - offset;
      const holds = (byte: number) => byte >= offset && place(byte) < data.length;
      change({
        recordId,
        get: (byte) => (holds(byte) ? data.readUInt8(place(byte)) : null),
        set: (byte, value) => {
          if (holds(byte)) data.writeUInt8(value, place(byte));
        },
      });
      return data;
    });
  });
}
