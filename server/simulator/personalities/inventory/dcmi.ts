import {
  DcmiCapability,
  getDcmiCapabilitiesInfo,
} from "../../../ipmi/commands/dcmi/get-dcmi-capabilities-info";
import { getDcmiSensorInfo } from "../../../ipmi/commands/dcmi/get-dcmi-sensor-info";
import { getPowerLimit } from "../../../ipmi/commands/dcmi/get-power-limit";
import { getPowerReading } from "../../../ipmi/commands/dcmi/get-power-reading";
import { getTemperatureReadings } from "../../../ipmi/commands/dcmi/get-temperature-readings";
import { DCMI_GROUP } from "../../../ipmi/commands/dcmi/group-extension";
import { setAssetTag } from "../../../ipmi/commands/dcmi/set-asset-tag";
import type { Personality } from "../../personality";
import { success } from "../../protocol/reply";
import { edited, isFor, onReply, refusing } from "../replies";

/** Misbehaviour of DCMI (quirks M14, M15, S20, T10). */

/** Offset of the parameter in a request for capabilities, after the group (DCMI 1.5 §6.1.1). */
const PARAMETER = 1;
/** Offset of the entity in a request for sensors, after group and sensor type (DCMI 1.5 §6.5.2). */
const ENTITY = 2;
/** DCMI's entities of version 1.5; those of version 1.0 are IPMI's: 37h, 03h and 07h. */
const newEntities = [0x40, 0x41, 0x42];
const VERSION_MINOR = 2;

export const dcmiPersonalities: readonly Personality[] = [
  {
    name: "dcmi-power-empty",
    quirks: ["M14"],
    seenOn: "Supermicro, Inventec",
    summary: "DCMI says that power can be read, and the reading has no bytes.",
    reply: onReply(getPowerReading, () => success()),
  },
  {
    name: "dcmi-refused-without-group",
    quirks: ["T10"],
    seenOn: "Supermicro",
    summary: "Group extension commands are refused without the group's byte.",
    reply: refusing(getDcmiCapabilitiesInfo, 0xc1),
  },
  {
    name: "dcmi-1.0-body",
    quirks: ["M14"],
    seenOn: "Supermicro",
    summary: "Capabilities say DCMI 1.1 and have the body of 1.0, without the sampling frequency.",
    reply: onReply(getDcmiCapabilitiesInfo, (reply, request) =>
      edited(reply, (data) => {
        data.writeUInt8(1, VERSION_MINOR);
        return request.data[PARAMETER] === DcmiCapability.MandatoryAttributes ? data.subarray(0, -1) : data;
      }),
    ),
  },
  {
    name: "power-limit-absent-without-values",
    quirks: ["M15"],
    seenOn: "various",
    summary: "That no power limit is active (80h) is said without the values it would have.",
    reply: (request, reply) =>
      isFor(getPowerLimit, request) && reply !== null ? { ...reply, data: Buffer.alloc(0) } : reply,
  },
  {
    name: "asset-tag-length-missing",
    quirks: ["M15"],
    seenOn: "Supermicro",
    summary: "Set Asset Tag is carried out, and its reply does not say how long the tag is now.",
    reply: onReply(setAssetTag, () => success([DCMI_GROUP])),
  },
  {
    name: "dcmi-entities-of-1.0",
    quirks: ["S20"],
    seenOn: "several",
    summary: "Inlet, processors and board are known by the entities of DCMI 1.0 only.",
    reply(request, reply) {
      const asks = isFor(getDcmiSensorInfo, request) || isFor(getTemperatureReadings, request);
      return asks && newEntities.includes(request.data[ENTITY] ?? 0) ? success([DCMI_GROUP, 0, 0]) : reply;
    },
  },
];
