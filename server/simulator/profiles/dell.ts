import { serialNumber } from "../machine/random";
import { dcOutput12V, fruImage, powerSupplyInformation } from "../machine/records/fru-image";
import type { FruDevice, Profile } from "./profile";
import {
  current,
  discrete,
  Entity,
  fan,
  fill,
  indexed,
  mainsVoltage,
  power,
  rail,
  spare,
  temperature,
  utilisation,
} from "./sensor-kit";

const FAN_STEP = 120;
const fanLimits = { lowerCritical: 480, lowerNonCritical: 840 };
const hot = { lowerCritical: 3, lowerNonCritical: 8, upperNonCritical: 85, upperCritical: 90 };

const table = [
  temperature(
    "Inlet Temp",
    [Entity.SystemBoard, 1],
    { of: "inlet" },
    {
      lowerCritical: -7,
      lowerNonCritical: 3,
      upperNonCritical: 38,
      upperCritical: 42,
    },
  ),
  temperature(
    "Exhaust Temp",
    [Entity.SystemBoard, 1],
    { of: "exhaust" },
    {
      lowerCritical: 0,
      lowerNonCritical: 5,
      upperNonCritical: 70,
      upperCritical: 75,
    },
  ),
  temperature("Temp", [Entity.Processor, 1], { of: "processor", index: 0 }, hot, true),
  temperature("Temp", [Entity.Processor, 2], { of: "processor", index: 1 }, hot, true),
  ...[0, 1, 2, 3, 4, 5].map((n) => fan(`Fan${n + 1} RPM`, n, FAN_STEP, fanLimits)),
  current("Current 1", [Entity.PowerSupply, 1], 0),
  current("Current 2", [Entity.PowerSupply, 2], 1),
  mainsVoltage("Voltage 1", [Entity.PowerSupply, 1], 0),
  mainsVoltage("Voltage 2", [Entity.PowerSupply, 2], 1),
  power("Pwr Consumption", [Entity.SystemBoard, 1], { of: "total-power" }, 7, {
    upperNonCritical: 1050,
    upperCritical: 1155,
  }),
  indexed("Status", [Entity.PowerSupply, 1], "supply", 0),
  indexed("Status", [Entity.PowerSupply, 2], "supply", 1),
  discrete("PS Redundancy", [Entity.SystemBoard, 1], "supply-redundancy"),
  discrete("Fan Redundancy", [Entity.SystemBoard, 1], "fan-redundancy"),
  discrete("Intrusion", [Entity.SystemBoard, 1], "intrusion"),
  indexed("Drive 0", [Entity.Disk, 1], "drive", 0),
  discrete("ECC Corr Err", [Entity.Memory, 1], "memory"),
  discrete("OS Watchdog", [Entity.SystemBoard, 1], "watchdog"),
  discrete("SEL", [Entity.SystemBoard, 1], "event-log"),
  // Past the usual 24.
  utilisation("SYS Usage"),
  discrete("OS Stop", [Entity.SystemBoard, 1], "os-stop"),
  discrete("CMOS Battery", [Entity.SystemBoard, 1], "battery"),
  indexed("Status", [Entity.Processor, 1], "processor", 0),
  indexed("Status", [Entity.Processor, 2], "processor", 1),
  rail("3.3V PG", 0, 3.3),
  rail("5V PG", 1, 5),
  discrete("ACPI State", [Entity.SystemBoard, 1], "acpi"),
  indexed("Drive 1", [Entity.Disk, 2], "drive", 1),
];

const systemFru: FruDevice = {
  name: "System Board",
  fruId: 0,
  entity: [Entity.SystemBoard, 1],
  bytes: 512,
  image: ({ seed, serial }) =>
    fruImage(
      {
        chassis: { type: 23, fields: ["", serial] },
        board: {
          manufactured: 12_900_000 + (seed % 500_000),
          fields: ["DELL", "PowerEdge R650", `CNFCP00${serialNumber(seed, 41, 7)}`, "0PYXKYA03", ""],
        },
        product: ["DELL", "PowerEdge R650", "", "", serial, "", ""],
      },
      512,
    ),
};

const supplyFru = (n: number): FruDevice => ({
  name: `PS${n}`,
  fruId: n,
  entity: [Entity.PowerSupply, n],
  bytes: 256,
  image: ({ seed }) =>
    fruImage(
      {
        board: {
          manufactured: 12_800_000 + (seed % 400_000),
          fields: [
            "DELL",
            "PWR SPLY,1100W,RDNT,LTON",
            `CNLOD00${serialNumber(seed, 50 + n, 7)}`,
            "01CW9GA05",
            "",
          ],
        },
        multirecords: [
          [0, powerSupplyInformation(1100)],
          [1, dcOutput12V(780)],
        ],
      },
      256,
    ),
});

/** A PowerEdge with an iDRAC 9. */
export const dell: Profile = {
  name: "dell",
  identity: {
    deviceId: 0x20,
    deviceRevision: 1,
    firmwareMajor: 6,
    firmwareMinor: 10,
    support: 0xdf,
    manufacturerId: 674,
    productId: 256,
    auxiliary: [0x00, 0x27, 0x30, 0x00],
    providesDeviceSdrs: true,
  },
  controllerName: "iDRAC9",
  lanChannel: 1,
  userSlots: 16,
  administrator: { id: 2, name: "root" },
  sessionSlots: 4,
  cipherSuites: [3, 8, 12, 17],
  suiteLevels: "entry",
  chassis: {
    fans: 6,
    supplies: 2,
    idleWatts: 168,
    peakWatts: 620,
    fanIdleRpm: 5400,
    fanPeakRpm: 16_800,
  },
  powerTiming: { onMs: [2000, 4000], offMs: [800, 2000], resetMs: [300, 900] },
  log: { capacity: 1024, eraseMs: 3000 },
  macPrefix: [0xb0, 0x7b, 0x25],
  serial: (seed) => serialNumber(seed, 40, 7),
  // "DELL", then the service tag spread over the rest, as in the SMBIOS UUID.
  guid: ({ serial }) => {
    const tag = Buffer.from(serial.padEnd(7, "0"), "latin1");
    const byte = (index: number) => tag[index] ?? 0x30;
    return Buffer.from([
      ...Buffer.from("DELL", "latin1"),
      ...[byte(0), 0x00, byte(1), 0x10, 0x80, byte(2), 0xc0 | (byte(3) & 0x0f), 0x4f],
      ...[byte(4), byte(5), byte(6), 0x33],
    ]);
  },
  frus: [systemFru, supplyFru(1), supplyFru(2)],
  sensors: (count) =>
    fill(table, count, (index) =>
      spare(index, { memory: (n) => `DIMM A${n} Temp`, drive: (n) => `Drive ${n} Temp` }),
    ),
  satellite: null,
  host: {
    firmware: ["F2 = System Setup", "F10 = Lifecycle Controller", "F11 = Boot Manager", "F12 = PXE Boot"],
    vendor: "Dell Inc.",
    product: "PowerEdge R650",
    bios: "1.9.2",
  },
};
