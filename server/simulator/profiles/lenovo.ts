import { hash, serialNumber } from "../machine/random";
import type { Profile, SatelliteProfile } from "./profile";
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

const supply = { manufacturer: "LNVO", model: "750W Platinum PSU", partNumber: "SP57A01998", watts: 750 };
const limits = { lowerCritical: 900 };

const table = [
  temperature(
    "Ambient Temp",
    [Entity.Inlet, 1],
    { of: "inlet" },
    { upperNonCritical: 43, upperCritical: 46, upperNonRecoverable: 50 },
  ),
  temperature(
    "CPU 1 Temp",
    [Entity.Processor, 1],
    { of: "processor", index: 0 },
    { upperNonCritical: 92, upperCritical: 97 },
    true,
  ),
  temperature(
    "CPU 2 Temp",
    [Entity.Processor, 2],
    { of: "processor", index: 1 },
    { upperNonCritical: 92, upperCritical: 97 },
    true,
  ),
  temperature(
    "DIMM 1 Temp",
    [Entity.Memory, 1],
    { of: "memory", index: 0 },
    { upperNonCritical: 86, upperCritical: 91 },
    true,
  ),
  temperature(
    "Exhaust Temp",
    [Entity.SystemBoard, 1],
    { of: "exhaust" },
    { upperNonCritical: 70, upperCritical: 75 },
  ),
  ...[0, 1, 2, 3, 4, 5].map((n) => fan(`Fan ${n + 1} Tach`, n, 90, limits)),
  power("Sys Power", [Entity.PowerUnit, 1], { of: "total-power" }, 6),
  power("PSU 1 In Power", [Entity.PowerSupply, 1], { of: "supply-watts", index: 0 }, 4),
  power("PSU 2 In Power", [Entity.PowerSupply, 2], { of: "supply-watts", index: 1 }, 4),
  rail("CMOS Battery", 0, 3.05, true),
  rail("SysBrd 12V", 1, 12),
  rail("SysBrd 3.3V", 2, 3.3),
  indexed("Power Supply 1", [Entity.PowerSupply, 1], "supply", 0),
  indexed("Power Supply 2", [Entity.PowerSupply, 2], "supply", 1),
  discrete("PS Redundancy", [Entity.PowerUnit, 1], "supply-redundancy"),
  indexed("Drive 0", [Entity.Disk, 1], "drive", 0),
  discrete("All DIMMs", [Entity.Memory, 33], "memory"),
  discrete("Host Power", [Entity.SystemBoard, 1], "power-unit"),
  discrete("SEL Fullness", [Entity.SystemBoard, 1], "event-log"),
  // Past the usual 24.
  discrete("Cooling Zone 1", [Entity.Fan, 1], "fan-redundancy"),
  discrete("IPMI Watchdog", [Entity.SystemBoard, 1], "watchdog"),
  discrete("Chassis Intrus", [Entity.SystemBoard, 1], "intrusion"),
  discrete("OS Crash", [Entity.SystemBoard, 1], "os-stop"),
  utilisation("CPU Usage"),
  indexed("Drive 1", [Entity.Disk, 2], "drive", 1),
];

/** The backplane's controller, reached by bridging. */
const backplane: SatelliteProfile = {
  address: 0x30,
  name: "Backplane",
  identity: {
    deviceId: 0x31,
    deviceRevision: 1,
    firmwareMajor: 1,
    firmwareMinor: 4,
    // IPMB event generator, FRU and sensor device.
    support: 0x29,
    manufacturerId: 19_046,
    productId: 0x0042,
    auxiliary: [0, 0, 0, 0],
    providesDeviceSdrs: true,
  },
  sensors: [
    temperature(
      "BP Temp",
      [Entity.Backplane, 1],
      { of: "satellite-board" },
      { upperNonCritical: 60, upperCritical: 65 },
    ),
    {
      ...rail("BP 12V", 8, 12, true),
      entity: [Entity.Backplane, 1],
      quantity: { of: "satellite-rail", index: 0 },
    },
    indexed("BP Bay 0", [Entity.Backplane, 1], "drive", 0),
  ],
  frus: [
    {
      ...systemFru("BP FRU", 256, ({ seed }) => ({
        board: {
          manufactured: manufactured(seed),
          fields: ["LNVO", "2.5in SAS/SATA Backplane", `BP${serialNumber(seed, 70, 8)}`, "01KN508", ""],
        },
      })),
      entity: [Entity.Backplane, 1],
    },
  ],
};

/** A ThinkSystem with an XClarity Controller and a backplane that has a controller of its own. */
export const lenovo: Profile = {
  name: "lenovo",
  identity: {
    deviceId: 0x20,
    deviceRevision: 1,
    firmwareMajor: 8,
    firmwareMinor: 40,
    support: 0xbf,
    manufacturerId: 19_046,
    productId: 1083,
    auxiliary: [0x43, 0x44, 0x49, 0x00],
    providesDeviceSdrs: false,
  },
  controllerName: "XCC",
  lanChannel: 1,
  userSlots: 12,
  administrator: { id: 2, name: "USERID" },
  sessionSlots: 5,
  cipherSuites: [3, 17],
  suiteLevels: "entry",
  chassis: { fans: 6, supplies: 2, idleWatts: 155, peakWatts: 590, fanIdleRpm: 4800, fanPeakRpm: 16_200 },
  powerTiming: { onMs: [1500, 4000], offMs: [900, 2500], resetMs: [400, 1200] },
  log: { capacity: 1024, eraseMs: 2500 },
  macPrefix: [0x08, 0x94, 0xef],
  serial: (seed) => `J30${serialNumber(seed, 40, 5)}`,
  // Random, version 4, the first three fields little-endian.
  guid: ({ seed }) => {
    const bytes = Buffer.from(Array.from({ length: 16 }, (_, n) => hash(seed, 42, n) & 0xff));
    bytes[7] = 0x40 | ((bytes[7] ?? 0) & 0x0f);
    bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
    return bytes;
  },
  frus: [
    systemFru("System Board", 512, ({ seed, serial }) => ({
      chassis: { type: 23, fields: ["7X06CTO1WW", serial] },
      board: {
        manufactured: manufactured(seed),
        fields: ["LNVO", "System Board", `Y010BG${serialNumber(seed, 41, 6)}`, "01PE956", ""],
      },
      product: ["LNVO", "ThinkSystem SR650", "7X06CTO1WW", "09", serial, "", ""],
    })),
    supplyFru("PSU 1", 1, 1, supply),
    supplyFru("PSU 2", 2, 2, supply),
  ],
  sensors: (count) =>
    fill(table, count, (index) =>
      spare(index, { memory: (n) => `DIMM ${n + 1} Temp`, drive: (n) => `Drive ${n} Temp` }),
    ),
  satellite: backplane,
  host: {
    firmware: ["<F1> System Setup", "<F2> Diagnostics", "<F10> PXE Boot", "<F12> One Time Boot Device"],
    vendor: "Lenovo",
    product: "ThinkSystem SR650",
    bios: "IVE178E-3.40",
  },
};
