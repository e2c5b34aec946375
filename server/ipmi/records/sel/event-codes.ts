/** Codes in event data 2 and 3 (IPMI 2.0 table 42-3), each list by code. */

export const firmwareErrors: readonly string[] = [
  "unspecified",
  "no system memory is installed",
  "no usable system memory",
  "unrecoverable hard disk failure",
  "unrecoverable system board failure",
  "unrecoverable diskette subsystem failure",
  "unrecoverable hard disk controller failure",
  "unrecoverable keyboard failure",
  "removable boot media not found",
  "unrecoverable video controller failure",
  "no video device detected",
  "firmware (BIOS) ROM corruption detected",
  "CPU voltage mismatch",
  "CPU speed matching failure",
];

export const firmwareProgress: readonly string[] = [
  "unspecified",
  "memory initialization",
  "hard disk initialization",
  "secondary processor initialization",
  "user authentication",
  "user-initiated system set-up",
  "USB resource configuration",
  "PCI resource configuration",
  "option ROM initialization",
  "video initialization",
  "cache initialization",
  "SM bus initialization",
  "keyboard controller initialization",
  "management controller initialization",
  "docking station attachment",
  "enabling docking station",
  "docking station ejection",
  "disabling docking station",
  "calling operating system wake-up vector",
  "starting operating system boot process",
  "baseboard initialization",
  "",
  "floppy initialization",
  "keyboard test",
  "pointing device test",
  "primary processor initialization",
];

export const powerSupplyErrors: readonly string[] = [
  "vendor mismatch",
  "revision mismatch",
  "processor missing",
  "power supply rating mismatch",
  "voltage rating mismatch",
];

export const slotTypes: readonly string[] = [
  "PCI",
  "drive array",
  "external peripheral connector",
  "docking",
  "internal expansion",
  "entity",
  "AdvancedTCA",
  "DIMM",
  "fan",
  "PCI Express",
  "SCSI",
  "SATA / SAS",
  "USB",
];

export const watchdogInterrupts: readonly string[] = ["", "SMI", "NMI", "messaging interrupt"];

export const watchdogUses: readonly string[] = ["", "BIOS FRB2", "BIOS/POST", "OS load", "SMS/OS", "OEM"];

export const sessionEnds: readonly string[] = [
  "",
  "Close Session command",
  "time-out",
  "configuration change",
];

export const versionChanges: readonly string[] = [
  "",
  "management controller device id",
  "management controller firmware revision",
  "management controller device revision",
  "management controller manufacturer id",
  "management controller IPMI version",
  "management controller auxiliary firmware id",
  "management controller firmware boot block",
  "other management controller firmware",
  "system firmware (EFI / BIOS)",
  "SMBIOS",
  "operating system",
  "operating system loader",
  "service or diagnostic partition",
  "management software agent",
  "management software application",
  "management software middleware",
  "programmable hardware",
  "board or FRU module",
  "board or FRU component",
  "board or FRU replaced with equivalent version",
  "board or FRU replaced with newer version",
  "board or FRU replaced with older version",
  "board or FRU hardware configuration",
];

export const fruStateCauses: readonly string[] = [
  "normal state change",
  "commanded by software external to the FRU",
  "handle latch changed",
  "hot swap button",
  "FRU initiated",
  "communication lost",
  "communication lost locally",
  "unexpected removal",
  "operator intervention",
];

export const restartCauses: readonly string[] = [
  "unknown",
  "Chassis Control command",
  "reset button",
  "power button",
  "watchdog expiration",
  "OEM",
  "power restored, always on",
  "power restored, previous state",
  "PEF reset",
  "PEF power cycle",
  "soft reset",
  "real-time clock wake-up",
];

export const auxiliaryLogActions: readonly string[] = [
  "entry added",
  "entry added (mapped)",
  "entry added with corresponding SEL entries",
  "log cleared",
  "log disabled",
  "log enabled",
];

export const pefActions: readonly string[] = [
  "alert",
  "power off",
  "reset",
  "power cycle",
  "OEM action",
  "diagnostic interrupt",
];
