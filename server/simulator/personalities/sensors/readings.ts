import { getSensorReading } from "../../../ipmi/commands/sensor-event/get-sensor-reading";
import { getSensorThresholds } from "../../../ipmi/commands/sensor-event/get-sensor-thresholds";
import type { Personality } from "../../personality";
import { refuse } from "../../protocol/reply";
import { edited, onReply, refusing } from "../replies";

/** Misbehaviour of Get Sensor Reading and Get Sensor Thresholds (quirks S1–S5, S10, S11, S19). */

const SCANNING = 0x40;
const UNAVAILABLE = 0x20;
/** Where state bytes begin in a reply to Get Sensor Reading. */
const STATES = 2;
const absenceCodes = [0xc9, 0xcb, 0xcd, 0xce, 0xd3, 0xd5, 0xff] as const;

const oddSensors = (number: number) => (number & 1) === 1;

export const sensorReadings: readonly Personality[] = [
  {
    name: "absent-sensors-by-any-code",
    quirks: ["S1"],
    seenOn: "Dell, Sun, HP",
    summary: "Sensors of parts that are not fitted are refused with seven different completion codes.",
    reply: onReply(getSensorReading, (reply, { data }) => {
      const number = data.readUInt8(0);
      return oddSensors(number) ? refuse(absenceCodes[(number >> 1) % absenceCodes.length] ?? 0xcb) : reply;
    }),
  },
  {
    name: "absent-sensors-unanswered",
    quirks: ["S19"],
    seenOn: "HP DL160 G6",
    summary: "Every eighth sensor is not there, and asking for it is not answered at all.",
    reply: onReply(getSensorReading, (reply, { data }) => (data.readUInt8(0) % 8 === 7 ? null : reply)),
  },
  {
    name: "illegal-state-bits",
    quirks: ["S2"],
    seenOn: "Dell 2950, Supermicro X9DRi and H8SGL",
    summary: "State bits that mean nothing are set in every reading.",
    reply: onReply(getSensorReading, (reply) =>
      edited(reply, (data) => {
        const states = data.length > 3 ? data.readUInt8(3) : 0;
        return Buffer.concat([data.subarray(0, 3), Buffer.of(states | 0xf8)]);
      }),
    ),
  },
  {
    name: "state-bytes-missing",
    quirks: ["S3"],
    seenOn: "Dell 2950, Inventec",
    summary: "Readings end after the flags: no state bytes.",
    reply: onReply(getSensorReading, (reply) => edited(reply, (data) => data.subarray(0, 2))),
  },
  {
    name: "scanning-said-disabled",
    quirks: ["S4"],
    seenOn: "Dell 2900, 2950, R410 and R610, HP rx3600",
    summary: "Every sensor says that it is not scanned, and has readings that move.",
    reply: onReply(getSensorReading, (reply) =>
      edited(reply, (data) => {
        data.writeUInt8(data.readUInt8(1) & ~SCANNING, 1);
        return data;
      }),
    ),
  },
  {
    name: "reading-unavailable-now-and-then",
    quirks: ["S5"],
    seenOn: "several",
    summary: "Every seventh reading is marked unavailable, in the middle of an update.",
    begin: () => {
      let readings = 0;
      return {
        reply: onReply(getSensorReading, (reply) =>
          edited(reply, (data) => {
            readings++;
            if (readings % 7 === 0) data.writeUInt8(data.readUInt8(1) | UNAVAILABLE, 1);
            return data;
          }),
        ),
      };
    },
  },
  {
    name: "thresholds-upside-down",
    quirks: ["S11"],
    seenOn: "HP DL140 G3 and ML160 G6, Intel SR2500, Wistron C6220",
    summary: "Critical thresholds lie inside the non-critical ones.",
    reply: onReply(getSensorThresholds, (reply) =>
      edited(reply, (data) => {
        // Mask, then lower and upper non-critical, critical, non-recoverable: every threshold exists.
        data.set([0x3f, 40, 60, 80, 200, 120, 100], 0);
        return data;
      }),
    ),
  },
  {
    name: "thresholds-refused",
    quirks: ["S11"],
    seenOn: "several",
    summary: "Thresholds are in the records only: asking for them is refused.",
    reply: refusing(getSensorThresholds, 0xcd),
  },
  {
    name: "good-parts-silent",
    quirks: ["S10"],
    seenOn: "vendors who mean by it that all is well",
    summary: "What is fitted and well reports no state at all, not even that it is present.",
    reply: onReply(getSensorReading, (reply) =>
      edited(reply, (data) => {
        const isDiscrete = data.readUInt8(0) === 0;
        return isDiscrete ? data.fill(0, STATES) : data;
      }),
    ),
  },
];
