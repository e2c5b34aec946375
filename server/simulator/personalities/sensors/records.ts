import { getSensorReading } from "../../../ipmi/commands/sensor-event/get-sensor-reading";
import { getSdr } from "../../../ipmi/commands/storage/get-sdr";
import { getSdrRepositoryInfo } from "../../../ipmi/commands/storage/get-sdr-repository-info";
import type { Personality } from "../../personality";
import { refuse } from "../../protocol/reply";
import { edited, onReply, refusing } from "../replies";
import { changedRecords, sdrPart } from "../sdr-parts";

/** Misbehaviour of sensor data records and of the repository that hands them out (quirks S6–S9, S12–S18, S20). */

/** Byte offsets in a record (IPMI 2.0 tables 43-1 and 43-2). */
const ID_HIGH = 1;
const TYPE = 3;
const LENGTH = 4;
const OWNER = 5;
const NUMBER = 7;
const ENTITY = 8;
const EVENT_TYPE = 13;
const UNITS = 20;

const FULL_SENSOR = 0x01;
const COMPACT_SENSOR = 0x02;
const NOBODY = 0x42;
const DIGITAL = 0x03;
const LAST = 0xffff;

/** Changes sensor records only; what a record is, is seen in its header, which is read first. */
function changedSensors(types: readonly number[], offset: number, value: (byte: number) => number) {
  const kinds = new Map<number, number>();
  return changedRecords((record) => {
    const seen = record.get(TYPE);
    if (seen !== null) kinds.set(record.recordId, seen);
    const byte = record.get(offset);
    if (byte !== null && types.includes(kinds.get(record.recordId) ?? 0)) record.set(offset, value(byte));
  });
}

/** Air inlet as IPMI has it, as DCMI has it, and the environment: pyghmi knows boards with each. */
const INLETS = [0x37, 0x40, 0x27] as const;

const sensorTypes = [FULL_SENSOR, COMPACT_SENSOR];

export const sensorRecords: readonly Personality[] = [
  {
    name: "sensor-owner-nobody",
    quirks: ["S6"],
    seenOn: "HP DL140, Fujitsu RX300",
    summary: "Records say that the BMC's sensors belong to a controller that does not exist.",
    begin: () => ({ reply: changedSensors(sensorTypes, OWNER, () => NOBODY) }),
  },
  {
    name: "analog-sensors-called-discrete",
    quirks: ["S7"],
    seenOn: "HP DL380 G7 and ML310 G5",
    summary: "Sensors with unit and factors have the event type of discrete ones.",
    begin: () => ({ reply: changedSensors([FULL_SENSOR], EVENT_TYPE, () => DIGITAL) }),
  },
  {
    name: "compact-records-claim-numbers",
    quirks: ["S8"],
    seenOn: "several",
    summary: "Compact records, which have no factors, claim an analog reading.",
    begin: () => ({ reply: changedSensors([COMPACT_SENSOR], UNITS, () => 0x00) }),
  },
  {
    name: "sensor-numbers-twice",
    quirks: ["S18"],
    seenOn: "several",
    summary: "Two records each have the same owner and number.",
    begin: () => ({ reply: changedSensors(sensorTypes, NUMBER, (number) => number & 0xfe) }),
  },
  {
    name: "sdr-count-wrong",
    quirks: ["S12"],
    seenOn: "Fujitsu RX100, Inspur",
    summary: "The repository says that it has a single record.",
    reply: onReply(getSdrRepositoryInfo, (reply) =>
      edited(reply, (data) => {
        data.writeUInt16LE(1, 1);
        return data;
      }),
    ),
  },
  {
    name: "sdr-list-a-loop",
    quirks: ["S12"],
    seenOn: "Supermicro X6",
    summary: "After the last record comes the first.",
    reply: onReply(getSdr, (reply) =>
      edited(reply, (data) => {
        if (data.readUInt16LE(0) === LAST) data.writeUInt16LE(1, 0);
        return data;
      }),
    ),
  },
  {
    name: "sdr-ids-differ",
    quirks: ["S12"],
    seenOn: "Fujitsu RX100, Inspur",
    summary: "Records carry other ids than those they are asked for by.",
    reply: changedRecords((record) => record.set(ID_HIGH, 0x40)),
  },
  {
    name: "sdr-parts-of-sixteen-bytes",
    quirks: ["S13"],
    seenOn: "Xyratex and others",
    summary: "More than sixteen bytes of a record at once are refused.",
    reply: refusing(getSdr, 0xca, ({ data }) => data.readUInt8(5) > 16),
  },
  {
    name: "sdr-large-parts-unanswered",
    quirks: ["S13", "M13"],
    seenOn: "boards with small buffers",
    summary: "More than thirty-two bytes of a record at once are not answered.",
    reply: onReply(getSdr, (reply, { data }) => (data.readUInt8(5) > 32 ? null : reply)),
  },
  {
    name: "sdr-lengths-too-long",
    quirks: ["S14"],
    seenOn: "HP DL585 G7",
    summary: "Records claim eight bytes more than there are.",
    reply: changedRecords((record) => {
      const length = record.get(LENGTH);
      if (length !== null) record.set(LENGTH, length + 8);
    }),
  },
  {
    name: "sdr-reservations-cancelled",
    quirks: ["S15"],
    seenOn: "several",
    summary: "The first two reservations are cancelled as soon as they are used.",
    begin: () => {
      let left = 2;
      return {
        reply: refusing(getSdr, 0xc5, ({ data }) => data.readUInt16LE(0) !== 0 && left-- > 0),
      };
    },
  },
  {
    name: "last-sdr-unreadable",
    quirks: ["S16"],
    seenOn: "Dell FC830",
    summary: "The last record is always refused with a time-out.",
    begin: () => {
      let last = -1;
      return {
        reply: onReply(getSdr, (reply, request) => {
          const { recordId, offset } = sdrPart(request);
          if (offset === 0 && Buffer.from(reply.data).readUInt16LE(0) === LAST) last = recordId;
          return recordId === last ? refuse(0xc3) : reply;
        }),
      };
    },
  },
  {
    name: "sdr-repository-info-refused",
    quirks: ["S17"],
    seenOn: "Artesyn, Wiwynn",
    summary: "Get SDR Repository Info is refused whatever the privilege; the records are there.",
    reply: refusing(getSdrRepositoryInfo, 0xd4),
  },
  {
    name: "entities-of-the-inlet",
    quirks: ["S20"],
    seenOn: "several",
    summary: "Sensors belong to one of the three entities that boards take for the air inlet.",
    reply: changedRecords((record) =>
      record.set(ENTITY, INLETS[record.recordId % INLETS.length] ?? INLETS[0]),
    ),
  },
  {
    name: "event-only-sensors-in-full-records",
    quirks: ["S9"],
    seenOn: "general",
    summary:
      "Every fourth sensor has a record like the others and only ever reports events: it cannot be read.",
    reply: refusing(getSensorReading, 0xcd, ({ data }) => data.readUInt8(0) % 4 === 0),
  },
];
