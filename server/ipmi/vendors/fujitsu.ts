import { critical, fine, present, type StateTable, warning } from "../records/states/state";
import { SENSOR_SPECIFIC } from "./event-places";
import { defineVendor } from "./vendor";

interface OemSensor {
  readonly name: string;
  readonly states: StateTable;
}

/** OEM sensor types of the iRMC by code, as FreeIPMI has them from Fujitsu. */
const sensors: Readonly<Record<number, OemSensor>> = {
  192: {
    name: "I2C Bus",
    states: [warning("bus error"), fine("bus OK"), warning("bus disabled"), critical("bus failed")],
  },
  221: {
    name: "System Power Consumption",
    states: [
      fine("within limit"),
      warning("above warning level"),
      critical("above critical level"),
      fine("limiting disabled"),
    ],
  },
  222: {
    name: "Memory Status",
    states: [
      fine("empty slot"),
      fine("OK"),
      null,
      critical("error"),
      critical("failed"),
      warning("failure predicted"),
      null,
      fine("unknown"),
    ],
  },
  223: {
    name: "Memory Configuration",
    states: [
      fine("normal"),
      warning("disabled"),
      fine("spare module"),
      fine("mirrored module"),
      fine("RAID module"),
      warning("not usable"),
    ],
  },
  225: {
    name: "Memory",
    states: [
      warning("module is not Fujitsu's"),
      fine("module replaced"),
      critical("fatal memory error"),
      warning("recoverable memory error"),
      warning("recoverable ECC error"),
      warning("recoverable CRC error"),
      critical("fatal CRC error"),
      warning("recoverable thermal event"),
      critical("fatal thermal error"),
      warning("too many correctable errors"),
      critical("uncorrectable parity error"),
      fine("modules swapped"),
      fine("module moved"),
      warning("memory removed"),
      fine("memory re-inserted"),
      fine("modules changed"),
    ],
  },
  227: { name: "Hardware Error", states: [critical("TPM error"), null, critical("no usable CPU")] },
  228: {
    name: "System Error",
    states: [
      warning("configuration data error"),
      warning("resource conflict"),
      warning("IRQ not configured"),
      warning("device node allocation error"),
      warning("expansion ROM not initialized"),
    ],
  },
  230: {
    name: "Fan Status",
    states: [
      fine("running"),
      critical("failed"),
      warning("failure predicted"),
      warning("redundant fan failed"),
      fine("not manageable"),
      fine("not installed"),
      null,
      fine("initializing"),
    ],
  },
  232: {
    name: "Power Supply Status",
    states: [
      fine("not present"),
      fine("OK"),
      critical("failed"),
      warning("redundant supply: AC failed"),
      warning("redundant supply: DC failed"),
      critical("critical temperature"),
      fine("not manageable"),
      warning("fan failure predicted"),
      warning("fan failed"),
      fine("power save mode"),
    ],
  },
  233: { name: "Power Supply Redundancy", states: [present("redundant")] },
  236: {
    name: "Flash",
    states: [
      fine("online firmware update"),
      fine("online firmware update: reboot"),
      fine("BIOS update over TFTP: OK"),
      warning("BIOS update over TFTP: failed"),
      fine("iRMC update over TFTP: OK"),
      warning("iRMC update over TFTP: failed"),
    ],
  },
  239: {
    name: "Configuration Backup",
    states: [
      warning("mainboard exchange detected"),
      warning("chassis ID PROM: read or write error"),
      fine("chassis ID PROM: restored"),
      warning("chassis ID PROM: restore failed"),
      fine("chassis ID PROM: backed up"),
      warning("chassis ID PROM: backup failed"),
      fine("chassis ID PROM: disabled"),
      fine("chassis ID PROM: not available"),
      ...new Array(7).fill(null),
      warning("NVRAM defaults loaded"),
    ],
  },
};

/** PRIMERGY with iRMC S1 and S2; product numbers as FreeIPMI has them from Fujitsu. */
export const fujitsu = defineVendor({
  name: "Fujitsu",
  ids: [10368],
  products: {
    512: "PRIMERGY TX200 S3",
    513: "PRIMERGY TX300 S3",
    514: "PRIMERGY RX200 S3",
    515: "PRIMERGY RX300 S3",
    517: "PRIMERGY RX100 S4",
    518: "PRIMERGY TX150 S5",
    519: "PRIMERGY TX120 S1",
    520: "PRIMERGY BX630 S2",
    521: "PRIMERGY RX330 S1",
    536: "PRIMERGY RX600 S4",
    544: "PRIMERGY TX200 S4",
    545: "PRIMERGY TX300 S4",
    546: "PRIMERGY RX200 S4",
    547: "PRIMERGY RX300 S4",
    549: "PRIMERGY RX100 S5",
    550: "PRIMERGY TX150 S6",
    551: "PRIMERGY TX120 S2",
    576: "PRIMERGY TX200 S5",
    577: "PRIMERGY TX300 S5",
    578: "PRIMERGY RX200 S5",
    579: "PRIMERGY RX300 S5",
    580: "PRIMERGY BX620 S5",
    581: "PRIMERGY RX100 S6",
    582: "PRIMERGY TX150 S7",
    596: "PRIMERGY BX960 S1",
    597: "PRIMERGY BX924 S1",
    598: "PRIMERGY BX920 S1",
    599: "PRIMERGY BX922 S1",
    600: "PRIMERGY RX600 S5",
    608: "PRIMERGY TX200 S6",
    609: "PRIMERGY TX300 S6",
    610: "PRIMERGY RX200 S6",
    611: "PRIMERGY RX300 S6",
  },
  sensorTypes: Object.fromEntries(Object.entries(sensors).map(([code, { name }]) => [code, name])),
  states: Object.entries(sensors).map(([code, { states }]) => ({
    eventType: SENSOR_SPECIFIC,
    sensorType: Number(code),
    table: states,
  })),
});
