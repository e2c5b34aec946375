import { hash, serialNumber } from "../machine/random";
import type { Profile, SatelliteProfile } from "./profile";
import {
  current,
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

const supply = { manufacturer: "DELTA", model: "DPS-1600AB-36", partNumber: "DPS1600AB36A", watts: 1600 };
const limits = { lowerCritical: 1000, lowerNonCritical: 1500 };
const cool = { lowerCritical: 0, lowerNonCritical: 5, upperNonCritical: 40, upperCritical: 45 };

const table = [
  temperature("inlet", [Entity.Inlet, 1], { of: "inlet" }, cool),
  temperature(
    "outlet",
    [Entity.SystemBoard, 1],
    { of: "exhaust" },
    { upperNonCritical: 70, upperCritical: 75 },
  ),
  temperature(
    "cpu0_temp",
    [Entity.Processor, 1],
    { of: "processor", index: 0 },
    { upperNonCritical: 90, upperCritical: 95 },
    true,
  ),
  temperature(
    "cpu1_temp",
    [Entity.Processor, 2],
    { of: "processor", index: 1 },
    { upperNonCritical: 90, upperCritical: 95 },
    true,
  ),
  temperature(
    "dimm0_temp",
    [Entity.Memory, 1],
    { of: "memory", index: 0 },
    { upperNonCritical: 80, upperCritical: 85 },
    true,
  ),
  temperature(
    "dimm1_temp",
    [Entity.Memory, 2],
    { of: "memory", index: 1 },
    { upperNonCritical: 80, upperCritical: 85 },
    true,
  ),
  ...[0, 1, 2, 3].flatMap((n) => [
    fan(`fan${n}_0`, 2 * n, 100, limits),
    fan(`fan${n}_1`, 2 * n + 1, 100, limits),
  ]),
  rail("p12v", 0, 12),
  rail("p5v", 1, 5),
  rail("p3v3", 2, 3.3),
  rail("p12v_stby", 3, 12, true),
  power("ps0_input_power", [Entity.PowerSupply, 1], { of: "supply-watts", index: 0 }, 5),
  power("ps1_input_power", [Entity.PowerSupply, 2], { of: "supply-watts", index: 1 }, 5),
  power("total_power", [Entity.PowerUnit, 1], { of: "total-power" }, 6),
  indexed("ps0_status", [Entity.PowerSupply, 1], "supply", 0),
  indexed("ps1_status", [Entity.PowerSupply, 2], "supply", 1),
  discrete("watchdog", [Entity.SystemBoard, 1], "watchdog"),
  // Past the usual 24.
  current("ps0_input_curr", [Entity.PowerSupply, 1], 0),
  current("ps1_input_curr", [Entity.PowerSupply, 2], 1),
  utilisation("cpu_utilization"),
  discrete("memory_status", [Entity.Memory, 1], "memory"),
  indexed("nvme0_status", [Entity.Disk, 1], "drive", 0),
  discrete("sel_status", [Entity.SystemBoard, 1], "event-log"),
  discrete("os_boot", [Entity.SystemBoard, 1], "os-boot"),
];

/** The power node's controller. */
const powerNode: SatelliteProfile = {
  address: 0x30,
  name: "me",
  identity: {
    deviceId: 0x50,
    deviceRevision: 1,
    firmwareMajor: 4,
    firmwareMinor: 4,
    support: 0x29,
    manufacturerId: 343,
    productId: 0x0b14,
    auxiliary: [0, 0, 0, 0],
    providesDeviceSdrs: true,
  },
  sensors: [
    temperature(
      "pch_temp",
      [Entity.SystemBoard, 2],
      { of: "satellite-board" },
      { upperNonCritical: 85, upperCritical: 95 },
    ),
    { ...rail("node_12v", 8, 12, true), quantity: { of: "satellite-rail", index: 0 } },
  ],
  frus: [
    systemFru("node_fru", 256, ({ seed }) => ({
      board: {
        manufactured: manufactured(seed),
        fields: ["Wiwynn", "Power node", `PN${serialNumber(seed, 70, 8)}`, "B81.01510.0013", ""],
      },
    })),
  ],
};

/** An open board with OpenBMC. */
export const openbmc: Profile = {
  name: "openbmc",
  identity: {
    deviceId: 0x00,
    deviceRevision: 0,
    firmwareMajor: 2,
    firmwareMinor: 14,
    support: 0xbf,
    manufacturerId: 40_981,
    productId: 0x0202,
    auxiliary: [0x31, 0x5c, 0x00, 0x00],
    providesDeviceSdrs: true,
  },
  controllerName: "bmc",
  lanChannel: 1,
  userSlots: 15,
  administrator: { id: 1, name: "root" },
  sessionSlots: 15,
  cipherSuites: [3, 17],
  suiteLevels: "entry",
  chassis: { fans: 8, supplies: 2, idleWatts: 190, peakWatts: 900, fanIdleRpm: 5200, fanPeakRpm: 19_000 },
  powerTiming: { onMs: [3000, 5000], offMs: [1500, 5000], resetMs: [800, 2000] },
  log: { capacity: 200, eraseMs: 500 },
  macPrefix: [0x00, 0xe0, 0x4c],
  serial: (seed) => `WT${serialNumber(seed, 40, 10)}`,
  guid: ({ seed }) => {
    const bytes = Buffer.from(Array.from({ length: 16 }, (_, n) => hash(seed, 42, n) & 0xff));
    bytes[6] = 0x40 | ((bytes[6] ?? 0) & 0x0f);
    bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
    return bytes;
  },
  frus: [
    systemFru("baseboard", 512, ({ seed, serial }) => ({
      chassis: { type: 23, fields: ["B81.01510.0001", serial] },
      board: {
        manufactured: manufactured(seed),
        fields: ["Wiwynn", "Tioga Pass", `B81${serialNumber(seed, 41, 9)}`, "B81.01510.0011", ""],
      },
      product: ["Wiwynn", "Tioga Pass Single Side", "B81.01510.0110", "EVT", serial, "", ""],
    })),
    supplyFru("psu0", 1, 1, supply),
    supplyFru("psu1", 2, 2, supply),
  ],
  sensors: (count) =>
    fill(table, count, (index) =>
      spare(index, { memory: (n) => `dimm${n + 1}_temp`, drive: (n) => `nvme${n}_temp` }),
    ),
  satellite: powerNode,
  host: {
    firmware: ["Press <F2> to enter setup", "Press <F12> for network boot"],
    vendor: "Wiwynn",
    product: "Tioga Pass",
    bios: "F08_3A17",
  },
};
