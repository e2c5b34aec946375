import { absent, critical, fine, present, type StateTable, warning } from "./state";

/** Sensor-specific offsets (IPMI 2.0 table 42-3) of sensor types 21h–2Ch, by type. */
export const platformStates: Readonly<Record<number, StateTable>> = {
  // Slot / Connector
  33: [
    critical("fault status asserted"),
    fine("identify status asserted"),
    fine("slot / connector device installed / attached"),
    fine("slot / connector ready for device installation"),
    fine("slot / connector ready for device removal"),
    fine("slot power is off"),
    fine("slot / connector device removal request"),
    warning("interlock asserted"),
    fine("slot is disabled"),
    fine("slot holds spare device"),
  ],
  // System ACPI Power State
  34: [
    fine("S0/G0 working"),
    fine("S1 sleeping with system hardware and processor context maintained"),
    fine("S2 sleeping, processor context lost"),
    fine("S3 sleeping, processor and hardware context lost, memory retained"),
    fine("S4 non-volatile sleep / suspend to disk"),
    fine("S5/G2 soft off"),
    fine("S4/S5 soft off, particular state cannot be determined"),
    fine("G3 mechanical off"),
    fine("sleeping in an S1, S2 or S3 state"),
    fine("G1 sleeping"),
    fine("S5 entered by override"),
    fine("legacy on state"),
    fine("legacy off state"),
    null,
    fine("unknown power state"),
  ],
  // Watchdog 2
  35: [
    warning("timer expired, status only"),
    warning("hard reset"),
    warning("power down"),
    warning("power cycle"),
    null,
    null,
    null,
    null,
    fine("timer interrupt"),
  ],
  // Platform Alert
  36: [
    fine("platform generated page"),
    fine("platform generated LAN alert"),
    fine("platform event trap generated"),
    fine("platform generated SNMP trap"),
  ],
  // Entity Presence
  37: [present("entity present"), absent("entity absent"), fine("entity disabled")],
  // LAN
  39: [warning("LAN heartbeat lost"), fine("LAN heartbeat")],
  // Management Subsystem Health
  40: [
    warning("sensor access degraded or unavailable"),
    warning("controller access degraded or unavailable"),
    critical("management controller off-line"),
    critical("management controller unavailable"),
    critical("sensor failure"),
    critical("FRU failure"),
  ],
  // Battery
  41: [warning("battery low"), critical("battery failed"), present("battery presence detected")],
  // Session Audit
  42: [
    fine("session activated"),
    fine("session deactivated"),
    warning("invalid username or password"),
    warning("account disabled: too many invalid passwords"),
  ],
  // Version Change
  43: [
    fine("hardware change detected"),
    fine("firmware or software change detected"),
    critical("hardware incompatibility detected"),
    critical("firmware or software incompatibility detected"),
    critical("invalid or unsupported hardware version"),
    critical("invalid or unsupported firmware or software version"),
    fine("hardware change detected, success"),
    fine("firmware or software change detected, success"),
  ],
  // FRU State
  44: [
    absent("FRU not installed"),
    fine("FRU inactive"),
    fine("FRU activation requested"),
    fine("FRU activation in progress"),
    fine("FRU active"),
    fine("FRU deactivation requested"),
    fine("FRU deactivation in progress"),
    critical("FRU communication lost"),
  ],
};
