import { petAcknowledge } from "../../../ipmi/commands/sensor-event/pet-acknowledge";
import { clearSel } from "../../../ipmi/commands/storage/clear-sel";
import { getSelEntry } from "../../../ipmi/commands/storage/get-sel-entry";
import { getSelInfo } from "../../../ipmi/commands/storage/get-sel-info";
import { reserveSel } from "../../../ipmi/commands/storage/reserve-sel";
import { CompletionCode } from "../../../ipmi/message/completion-code";
import type { MachineReply, MachineRequest } from "../../machine";
import type { Personality } from "../../personality";
import { refuse, success } from "../../protocol/reply";
import { edited, isFor, onReply, refusing } from "../replies";

/** Misbehaviour of the event log (quirks V1–V11, V13). */

/** Offsets in a reply to Get SEL Entry: the next record's id, then the sixteen bytes (IPMI 2.0 §31.5, table 32-1). */
const NEXT_ID = 0;
const RECORD_ID = 2;
const RECORD_TYPE = 4;
const TIMESTAMP = 5;
const GENERATOR = 9;
const SENSOR_NUMBER = 13;
const EVENT_TYPE = 14;
const EVENT_DATA = 15;

const THRESHOLD = 0x01;
const DEASSERTED = 0x80;
/** Upper critical, going high; a reading and a threshold follow (IPMI 2.0 table 29-6). */
const UPPER_CRITICAL_WENT_HIGH = 0x59;

/** Offsets in a reply to Get SEL Info (IPMI 2.0 §31.2). */
const ENTRIES = 1;
const FREE = 3;
const OPERATIONS = 13;
const OVERFLOW = 0x80;
const FULL_LOG = 1000;
/** 2026-01-01. */
const FIRST_EVENT = 1_767_225_600;

const DELETE_SEL_ENTRY = 0x46;

const SYSTEM_EVENT = 0x02;
const END = 0xffff;
const ERASE = 0xaa;
const ERASING = 0x00;
const ERASED = 0x01;

/** Changes the records of system events as they are read. */
function changedEvents(change: (data: Buffer) => void) {
  return onReply(getSelEntry, (reply) =>
    edited(reply, (data) => {
      if (data.readUInt8(RECORD_TYPE) === SYSTEM_EVENT) change(data);
      return data;
    }),
  );
}

export const eventPersonalities: readonly Personality[] = [
  {
    name: "next-event-zero-at-times",
    quirks: ["V1"],
    seenOn: "some hardware, as ipmitool knows",
    summary: "Every second time an entry says that entry 0 is next.",
    begin: () => {
      let reads = 0;
      return {
        reply: onReply(getSelEntry, (reply) =>
          edited(reply, (data) => {
            reads++;
            if (reads % 2 === 1 && data.readUInt16LE(NEXT_ID) !== END) data.writeUInt16LE(0, NEXT_ID);
            return data;
          }),
        ),
      };
    },
  },
  {
    name: "event-under-two-ids",
    quirks: ["V2"],
    seenOn: "Supermicro H8QME",
    summary: "The second entry repeats the first, its id included.",
    begin: () => {
      let first: MachineReply | null = null;
      return {
        reply: onReply(getSelEntry, (reply, { data }) => {
          const asked = data.readUInt16LE(2);
          first ??= reply;
          const before = Buffer.from(first.data);
          const follows = before.readUInt16LE(NEXT_ID) === asked && asked !== END;
          return follows
            ? edited(reply, (now) => Buffer.concat([now.subarray(0, 2), before.subarray(2)]))
            : reply;
        }),
      };
    },
  },
  {
    name: "reserve-sel-for-operators",
    quirks: ["V3"],
    seenOn: "Supermicro",
    summary: "Reserve SEL is refused to users who may read the log.",
    reply: refusing(reserveSel, 0xd4, ({ session }) => (session?.privilege ?? 0) < 3),
  },
  {
    name: "events-of-reserved-type",
    quirks: ["V4"],
    seenOn: "AMI, HP DL380 G5, Intel",
    summary: "System events are recorded under the reserved type 04h.",
    reply: changedEvents((data) => data.writeUInt8(0x04, RECORD_TYPE)),
  },
  {
    name: "event-sensor-unknown",
    quirks: ["V5"],
    seenOn: "Supermicro, Inventec, Sun",
    summary: "Events name a generator and a sensor of which there is no record.",
    reply: changedEvents((data) => {
      data.writeUInt8(0x6e, GENERATOR);
      data.writeUInt8(0xee, SENSOR_NUMBER);
    }),
  },
  {
    name: "event-clock-never-set",
    quirks: ["V7"],
    seenOn: "general",
    summary: "Time stamps count from the start of the BMC.",
    reply: changedEvents((data) => data.writeUInt32LE(60 * data.readUInt16LE(RECORD_ID), TIMESTAMP)),
  },
  {
    name: "event-time-unspecified",
    quirks: ["V7"],
    seenOn: "general",
    summary: "Time stamps are FFFFFFFFh.",
    reply: changedEvents((data) => data.writeUInt32LE(0xffffffff, TIMESTAMP)),
  },
  {
    name: "sel-delete-a-lie",
    quirks: ["V8"],
    seenOn: "Intel ATCA CMM",
    summary: "The log says that single entries can be deleted, and refuses it.",
    begin: () => {
      const advertised = onReply(getSelInfo, (reply) =>
        edited(reply, (data) => {
          data.writeUInt8(data.readUInt8(OPERATIONS) | 0x08, OPERATIONS);
          return data;
        }),
      );
      const absent = refusing({ netFn: getSelInfo.netFn, command: DELETE_SEL_ENTRY }, 0xc1);
      return { reply: (request, reply) => absent(request, advertised(request, reply)) };
    },
  },
  {
    name: "sel-entries-unknown",
    quirks: ["V9"],
    seenOn: "HP DL585",
    summary: "The log tells how many entries it has, and not one of them.",
    reply: refusing(getSelEntry, 0xc1),
  },
  {
    name: "sel-erases-slowly",
    quirks: ["V10"],
    seenOn: "general",
    summary: "Clearing goes on after it was answered: the third question finds it done.",
    begin: () => {
      let questions = 0;
      return {
        reply: (request, reply) => {
          if (!isFor(clearSel, request)) return reply;
          if (request.data.readUInt8(5) === ERASE) questions = 0;
          else questions++;
          return success([questions < 3 ? ERASING : ERASED]);
        },
      };
    },
  },
  {
    name: "sel-reservation-lost-to-clearing",
    quirks: ["V10"],
    seenOn: "boards that record the clearing",
    summary:
      "The event that says the log was cleared cancels the reservation the clearing is asked about with.",
    reply: (request, reply) => {
      if (!isFor(clearSel, request)) return reply;
      return request.data.readUInt8(5) === ERASE ? success([ERASING]) : refuse(0xc5);
    },
  },
  {
    name: "ends-of-alarms-contradictory",
    quirks: ["V6"],
    seenOn: "Dell C410x",
    summary: "When a threshold is left again, the event's reading is below it although it went high.",
    reply: changedEvents((data) => {
      if (data.readUInt8(EVENT_TYPE) !== (THRESHOLD | DEASSERTED)) return;
      data.set([UPPER_CRITICAL_WENT_HIGH, 88, 240], EVENT_DATA);
    }),
  },
  {
    name: "sel-full",
    quirks: ["V11"],
    seenOn: "Supermicro and others",
    summary: "The log has a thousand entries, takes no more, and hands each out in fifteen milliseconds.",
    instead: (request) => (isFor(getSelEntry, request) ? entryOfFullLog(request) : null),
    reply: onReply(getSelInfo, (reply) =>
      edited(reply, (data) => {
        data.writeUInt16LE(FULL_LOG, ENTRIES);
        data.writeUInt16LE(0, FREE);
        data.writeUInt8(data.readUInt8(OPERATIONS) | OVERFLOW, OPERATIONS);
        return data;
      }),
    ),
    delayMs: (request) => (isFor(getSelEntry, request) ? 15 : 0),
  },
  {
    name: "pet-acknowledge-malformed",
    quirks: ["V13"],
    seenOn: "Dell R610",
    summary: "PET Acknowledge is answered with bytes that do not belong there.",
    reply: onReply(petAcknowledge, () => success([0xff, 0x00, 0xa5])),
  },
];

/** Every record of the full log is a correctable memory error, a minute after the one before. */
function entryOfFullLog({ data }: MachineRequest): MachineReply {
  const asked = data.readUInt16LE(2);
  const id = asked === 0 ? 1 : Math.min(asked, FULL_LOG);
  if (asked > FULL_LOG && asked !== END) return refuse(CompletionCode.NotPresent);
  const reply = Buffer.from("0000000002000000002000040c016f20ff01", "hex");
  reply.writeUInt16LE(id === FULL_LOG ? END : id + 1, NEXT_ID);
  reply.writeUInt16LE(id, RECORD_ID);
  reply.writeUInt32LE(FIRST_EVENT + 60 * id, TIMESTAMP);
  return success(reply);
}
