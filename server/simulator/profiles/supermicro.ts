import { serialNumber } from "../machine/random";
import type { Profile } from "./profile";
import { discrete, Entity, fan, fill, indexed, rail, spare, temperature } from "./sensor-kit";
import { manufactured, systemFru } from "./standard-frus";

const warm = {
  lowerNonRecoverable: -9,
  lowerCritical: -7,
  lowerNonCritical: -5,
  upperNonCritical: 80,
  upperCritical: 85,
  upperNonRecoverable: 90,
};
const processor = {
  lowerNonRecoverable: 0,
  lowerCritical: 0,
  lowerNonCritical: 0,
  upperNonCritical: 95,
  upperCritical: 100,
  upperNonRecoverable: 105,
};
const slow = {
  lowerNonRecoverable: 300,
  lowerCritical: 500,
  lowerNonCritical: 700,
  upperNonCritical: 25_300,
  upperCritical: 25_400,
  upperNonRecoverable: 25_500,
};

const table = [
  temperature("CPU1 Temp", [Entity.Processor, 1], { of: "processor", index: 0 }, processor, true),
  temperature("CPU2 Temp", [Entity.Processor, 2], { of: "processor", index: 1 }, processor, true),
  temperature(
    "System Temp",
    [Entity.SystemBoard, 11],
    { of: "inlet" },
    { ...warm, upperNonCritical: 42, upperCritical: 46, upperNonRecoverable: 60 },
  ),
  temperature("Peripheral Temp", [Entity.SystemBoard, 12], { of: "board" }, warm),
  temperature(
    "MB_10G Temp",
    [Entity.SystemBoard, 13],
    { of: "exhaust" },
    { upperNonCritical: 95, upperCritical: 100 },
    true,
  ),
  temperature("P1-DIMMA1 Temp", [Entity.Memory, 64], { of: "memory", index: 0 }, warm, true),
  temperature("P2-DIMME1 Temp", [Entity.Memory, 68], { of: "memory", index: 1 }, warm, true),
  ...[0, 1, 2, 3, 4, 5].map((n) => fan(n < 4 ? `FAN${n + 1}` : `FAN${"AB".charAt(n - 4)}`, n, 100, slow)),
  rail("12V", 0, 12),
  rail("5VCC", 1, 5),
  rail("3.3VCC", 2, 3.3),
  rail("VBAT", 3, 3.1, true),
  rail("Vcpu1", 4, 1.8),
  rail("Vcpu2", 5, 1.8),
  rail("5VSB", 6, 5, true),
  rail("3.3VSB", 7, 3.3, true),
  discrete("Chassis Intru", [Entity.SystemBoard, 1], "intrusion"),
  indexed("PS1 Status", [Entity.PowerSupply, 1], "supply", 0),
  indexed("PS2 Status", [Entity.PowerSupply, 2], "supply", 1),
  // Past the usual 24.
  rail("1.8V PCH", 8, 1.8, true),
  rail("PVNN PCH", 9, 1.05, true),
  rail("1.05V PCH", 10, 1.05, true),
  discrete("Watchdog2", [Entity.SystemBoard, 1], "watchdog"),
  discrete("Memory", [Entity.Memory, 1], "memory"),
  indexed("HDD 0", [Entity.Disk, 1], "drive", 0),
  discrete("Event Log", [Entity.SystemBoard, 1], "event-log"),
];

/** An X11 board, whose supplies have no FRU data over IPMI. */
export const supermicro: Profile = {
  name: "supermicro",
  identity: {
    deviceId: 0x20,
    deviceRevision: 1,
    firmwareMajor: 1,
    firmwareMinor: 73,
    support: 0xbf,
    manufacturerId: 10_876,
    productId: 0x091c,
    auxiliary: [0, 0, 0, 0],
    providesDeviceSdrs: false,
  },
  controllerName: "BMC",
  lanChannel: 1,
  userSlots: 10,
  administrator: { id: 2, name: "ADMIN" },
  sessionSlots: 4,
  cipherSuites: [3, 8, 12, 17],
  suiteLevels: "suite-id",
  chassis: { fans: 6, supplies: 2, idleWatts: 135, peakWatts: 480, fanIdleRpm: 3600, fanPeakRpm: 13_400 },
  powerTiming: { onMs: [1000, 2500], offMs: [1000, 4000], resetMs: [300, 1000] },
  log: { capacity: 512, eraseMs: 4000 },
  macPrefix: [0x0c, 0xc4, 0x7a],
  serial: (seed) => `S${serialNumber(seed, 40, 14).replace(/[^0-9]/g, "7")}`,
  // Zeros and the MAC.
  guid: ({ mac }) => Buffer.concat([Buffer.alloc(8), Buffer.from([0x00, 0x00]), mac]),
  frus: [
    systemFru("Builtin FRU", 256, ({ seed, serial }) => ({
      chassis: { type: 17, fields: ["CSE-819UTS-R1K02P-T", `C819UAJ${serialNumber(seed, 43, 8)}`] },
      board: {
        manufactured: manufactured(seed),
        fields: ["Supermicro", "X11DPU", `VM${serialNumber(seed, 41, 10)}`, "X11DPU", ""],
      },
      product: ["Supermicro", "", "SYS-6019U-TR4T", "", serial, "", ""],
    })),
  ],
  sensors: (count) =>
    fill(table, count, (index) =>
      spare(index, { memory: (n) => `P1-DIMM${n} Temp`, drive: (n) => `HDD ${n} Temp` }),
    ),
  satellite: null,
  host: {
    firmware: ["Press DEL to run Setup", "Press F11 to invoke Boot Menu", "Press F12 to boot from PXE/LAN"],
    vendor: "Supermicro",
    product: "SYS-6019U-TR4T",
    bios: "American Megatrends 3.4",
  },
};
