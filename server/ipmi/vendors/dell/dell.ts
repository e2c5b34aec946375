import { critical, fine, type StateTable, warning } from "../../records/states/state";
import { detailsBy } from "../detail-rules";
import { FIRMWARE_PROGRESS, SENSOR_SPECIFIC } from "../event-places";
import { defineVendor } from "../vendor";
import { DIAGNOSTIC_DATA, dellDetailRules, FATAL_IO, LINK_TUNING, NON_FATAL_IO } from "./details";

const COMPONENT_STATUS = 0x70;
const SYSTEM_PERFORMANCE = 0xc0;
const UPGRADE = 0xc4;

const OFFSETS = 16;
const postFailure: StateTable = [...new Array(OFFSETS - 1).fill(null), critical("fatal error in POST")];

/** Dell PowerEdge with BMC or iDRAC. OEM sensor types and event data as FreeIPMI and ipmitool know them from Dell. */
export const dell = defineVendor({
  name: "Dell",
  ids: [674],
  products: { 256: "PowerEdge (iDRAC)" },
  sensorTypes: {
    [SYSTEM_PERFORMANCE]: "System Performance",
    [LINK_TUNING]: "Link Tuning",
    [NON_FATAL_IO]: "Non-fatal I/O Error",
    [FATAL_IO]: "Fatal I/O Error",
    [UPGRADE]: "Upgrade",
  },
  states: [
    {
      eventType: SENSOR_SPECIFIC,
      sensorType: SYSTEM_PERFORMANCE,
      table: [
        fine("performance good"),
        warning("performance degraded, other"),
        warning("performance degraded, thermal protection"),
        warning("performance degraded, cooling capacity change"),
        warning("performance degraded, power capacity change"),
        warning("performance degraded, user-defined power capacity"),
        critical("halted, system power exceeds capacity"),
        warning("performance degraded, system power exceeds capacity"),
      ],
    },
    {
      eventType: SENSOR_SPECIFIC,
      sensorType: LINK_TUNING,
      table: [
        fine("link tuning good"),
        warning("failed to program virtual MAC address"),
        warning("device option ROM does not support link tuning or flex address"),
        warning("no link tuning or flex address data"),
      ],
    },
    {
      eventType: SENSOR_SPECIFIC,
      sensorType: NON_FATAL_IO,
      table: [warning("PCIe error"), null, warning("QPI link degraded")],
    },
    {
      eventType: SENSOR_SPECIFIC,
      sensorType: FATAL_IO,
      table: [fine("no fatal I/O error"), critical("fatal I/O error")],
    },
    {
      eventType: SENSOR_SPECIFIC,
      sensorType: UPGRADE,
      table: [fine("upgrade successful"), warning("upgrade failed")],
    },
    { eventType: SENSOR_SPECIFIC, sensorType: FIRMWARE_PROGRESS, table: postFailure },
    {
      eventType: DIAGNOSTIC_DATA,
      sensorType: LINK_TUNING,
      table: new Array(OFFSETS).fill(fine("error register")),
    },
    {
      eventType: COMPONENT_STATUS,
      table: [
        fine("absent"),
        fine("standby"),
        fine("IPMI function ready"),
        fine("fully ready"),
        warning("offline"),
        critical("failed"),
        fine("active"),
        fine("booting"),
        fine("write protected"),
      ],
    },
  ],
  eventDetail: detailsBy(dellDetailRules),
});
