import { critical, fine, type StateTable, warning } from "./state";

/** Sensor-specific offsets (IPMI 2.0 table 42-3) of sensor types 0Fh–14h and 19h–20h, by type. */
export const systemStates: Readonly<Record<number, StateTable>> = {
  // System Firmware Progress
  15: [critical("system firmware error"), critical("system firmware hang"), fine("system firmware progress")],
  // Event Logging Disabled
  16: [
    warning("correctable memory error logging disabled"),
    warning("event type logging disabled"),
    fine("log area reset / cleared"),
    warning("all event logging disabled"),
    warning("event log full"),
    warning("event log almost full"),
    warning("correctable machine check error logging disabled"),
  ],
  // Watchdog 1
  17: [
    warning("BIOS watchdog reset"),
    warning("OS watchdog reset"),
    warning("OS watchdog shut down"),
    warning("OS watchdog power down"),
    warning("OS watchdog power cycle"),
    warning("OS watchdog NMI / diagnostic interrupt"),
    warning("OS watchdog expired, status only"),
    fine("OS watchdog pre-timeout interrupt, non-NMI"),
  ],
  // System Event
  18: [
    fine("system reconfigured"),
    fine("OEM system boot event"),
    critical("undetermined system hardware failure"),
    fine("entry added to auxiliary log"),
    fine("PEF action"),
    fine("timestamp clock synchronization"),
  ],
  // Critical Interrupt
  19: [
    critical("front panel NMI / diagnostic interrupt"),
    critical("bus timeout"),
    critical("I/O channel check NMI"),
    critical("software NMI"),
    critical("PCI PERR"),
    critical("PCI SERR"),
    critical("EISA fail safe timeout"),
    warning("bus correctable error"),
    critical("bus uncorrectable error"),
    critical("fatal NMI"),
    critical("bus fatal error"),
    warning("bus degraded"),
  ],
  // Button / Switch
  20: [
    fine("power button pressed"),
    fine("sleep button pressed"),
    fine("reset button pressed"),
    warning("FRU latch open"),
    fine("FRU service request button"),
  ],
  // Chip Set
  25: [critical("soft power control failure"), critical("thermal trip")],
  // Cable / Interconnect
  27: [fine("cable / interconnect is connected"), critical("configuration error: incorrect cable connected")],
  // System Boot / Restart Initiated
  29: [
    fine("initiated by power up"),
    fine("initiated by hard reset"),
    fine("initiated by warm reset"),
    fine("user requested PXE boot"),
    fine("automatic boot to diagnostic"),
    fine("OS / run-time software initiated hard reset"),
    fine("OS / run-time software initiated warm reset"),
    fine("system restart"),
  ],
  // Boot Error
  30: [
    critical("no bootable media"),
    critical("non-bootable diskette left in drive"),
    critical("PXE server not found"),
    critical("invalid boot sector"),
    warning("timeout waiting for user selection of boot source"),
  ],
  // OS Boot
  31: [
    fine("A: boot completed"),
    fine("C: boot completed"),
    fine("PXE boot completed"),
    fine("diagnostic boot completed"),
    fine("CD-ROM boot completed"),
    fine("ROM boot completed"),
    fine("boot completed, device not specified"),
    fine("base OS / hypervisor installation started"),
    fine("base OS / hypervisor installation completed"),
    warning("base OS / hypervisor installation aborted"),
    critical("base OS / hypervisor installation failed"),
  ],
  // OS Stop / Shutdown
  32: [
    critical("critical stop during OS load / initialization"),
    critical("run-time critical stop"),
    fine("OS graceful stop"),
    fine("OS graceful shutdown"),
    fine("soft shutdown initiated by PEF"),
    warning("agent not responding to graceful shutdown request"),
  ],
};
