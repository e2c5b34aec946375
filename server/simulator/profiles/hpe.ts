import { serialNumber } from "../machine/random";
import type { Profile } from "./profile";
import {
  discrete,
  Entity,
  fan,
  fill,
  indexed,
  power,
  rail,
  spare,
  temperature,
  utilisation,
} from "./sensor-kit";
import { manufactured, supplyFru, systemFru } from "./standard-frus";

const PRODUCT_ID = "867959-B21";
const supply = {
  manufacturer: "HPE",
  model: "800W FS Plat Ht Plg LH Pwr Sply Kit",
  partNumber: "865414-B21",
  watts: 800,
};
const hot = { upperCritical: 70, upperNonRecoverable: 75 };
const fans = [0, 1, 2, 3, 4, 5];

const table = [
  discrete("UID", [Entity.SystemBoard, 1], "identify"),
  discrete("SysHealth_Stat", [Entity.SystemBoard, 1], "power-unit"),
  temperature(
    "01-Inlet Ambient",
    [Entity.Inlet, 1],
    { of: "inlet" },
    { upperCritical: 42, upperNonRecoverable: 47 },
  ),
  temperature("02-CPU 1", [Entity.Processor, 1], { of: "processor", index: 0 }, { upperCritical: 92 }, true),
  temperature("03-CPU 2", [Entity.Processor, 2], { of: "processor", index: 1 }, { upperCritical: 92 }, true),
  temperature("04-P1 DIMM 1-6", [Entity.Memory, 1], { of: "memory", index: 0 }, { upperCritical: 89 }, true),
  temperature("08-P2 DIMM 7-12", [Entity.Memory, 2], { of: "memory", index: 1 }, { upperCritical: 89 }, true),
  temperature("12-HD Max", [Entity.Disk, 1], { of: "drive", index: 0 }, { upperCritical: 60 }, true),
  temperature("14-Stor Batt 1", [Entity.SystemBoard, 2], { of: "board" }, { upperCritical: 65 }),
  temperature("38-Sys Exhaust", [Entity.SystemBoard, 3], { of: "exhaust" }, hot),
  temperature("36-P/S 1 Inlet", [Entity.PowerSupply, 1], { of: "supply-heat", index: 0 }, hot),
  temperature("37-P/S 2 Inlet", [Entity.PowerSupply, 2], { of: "supply-heat", index: 1 }, hot),
  ...fans.slice(0, 4).map((n) => fan(`Fan ${n + 1}`, n, 100, { lowerCritical: 1000 })),
  discrete("Fans", [Entity.Fan, 1], "fan-redundancy"),
  indexed("Power Supply 1", [Entity.PowerSupply, 1], "supply", 0),
  indexed("Power Supply 2", [Entity.PowerSupply, 2], "supply", 1),
  power("PS 1 Output", [Entity.PowerSupply, 1], { of: "supply-watts", index: 0 }, 5),
  power("PS 2 Output", [Entity.PowerSupply, 2], { of: "supply-watts", index: 1 }, 5),
  discrete("Power Supplies", [Entity.PowerSupply, 3], "supply-redundancy"),
  power("Power Meter", [Entity.SystemBoard, 1], { of: "total-power" }, 7),
  discrete("Memory Status", [Entity.Memory, 1], "memory"),
  // Past the usual 24.
  indexed("C1 P1I Bay 1", [Entity.Disk, 1], "drive", 0),
  indexed("C1 P1I Bay 2", [Entity.Disk, 2], "drive", 1),
  ...fans.slice(4).map((n) => fan(`Fan ${n + 1}`, n, 100, { lowerCritical: 1000 })),
  utilisation("CPU Utilization"),
  discrete("Intrusion", [Entity.SystemBoard, 1], "intrusion"),
  discrete("Watchdog", [Entity.SystemBoard, 1], "watchdog"),
  rail("VBAT", 0, 3.05, true),
];

/** A ProLiant with an iLO 5: its LAN channel is 2. */
export const hpe: Profile = {
  name: "hpe",
  identity: {
    deviceId: 0x13,
    deviceRevision: 1,
    firmwareMajor: 2,
    firmwareMinor: 72,
    support: 0x8f,
    manufacturerId: 11,
    productId: 0x2000,
    auxiliary: [0, 0, 0, 0],
    providesDeviceSdrs: true,
  },
  controllerName: "iLO 5",
  lanChannel: 2,
  userSlots: 12,
  administrator: { id: 1, name: "Administrator" },
  sessionSlots: 6,
  cipherSuites: [3, 17],
  suiteLevels: "entry",
  chassis: { fans: 6, supplies: 2, idleWatts: 145, peakWatts: 540, fanIdleRpm: 4200, fanPeakRpm: 15_500 },
  powerTiming: { onMs: [2500, 5000], offMs: [1000, 3000], resetMs: [500, 1500] },
  log: { capacity: 512, eraseMs: 2000 },
  macPrefix: [0x94, 0x40, 0xc9],
  serial: (seed) => `CZJ${serialNumber(seed, 40, 7)}`,
  // Product id and serial number in ASCII, as in the SMBIOS UUID.
  guid: ({ serial }) =>
    Buffer.from(`${PRODUCT_ID.slice(0, 6)}${serial}`.padEnd(16, "0").slice(0, 16), "latin1"),
  frus: [
    systemFru("System Board", 512, ({ seed, serial }) => ({
      chassis: { type: 23, fields: [PRODUCT_ID, serial] },
      board: {
        manufactured: manufactured(seed),
        fields: ["HPE", "ProLiant DL360 Gen10", `PWARA${serialNumber(seed, 41, 9)}`, "875552-001", ""],
      },
      product: ["HPE", "ProLiant DL360 Gen10", PRODUCT_ID, "", serial, "", ""],
    })),
    supplyFru("Power Supply 1", 16, 1, supply),
    supplyFru("Power Supply 2", 17, 2, supply),
  ],
  sensors: (count) =>
    fill(table, count, (index) =>
      spare(index, { memory: (n) => `${39 + n}-DIMM ${n}`, drive: (n) => `HD Bay ${n}` }),
    ),
  satellite: null,
  host: {
    firmware: ["F9 System Utilities", "F10 Intelligent Provisioning", "F11 Boot Menu", "F12 Network Boot"],
    vendor: "HPE",
    product: "ProLiant DL360 Gen10",
    bios: "U32 v2.68",
  },
};
