import { critical, fine, present, type StateTable, warning } from "./state";

/** Sensor-specific offsets (IPMI 2.0 table 42-3) of sensor types 05h–0Dh, by type. */
export const hardwareStates: Readonly<Record<number, StateTable>> = {
  // Physical Security
  5: [
    warning("general chassis intrusion"),
    warning("drive bay intrusion"),
    warning("I/O card area intrusion"),
    warning("processor area intrusion"),
    warning("LAN leash lost"),
    warning("unauthorized dock"),
    warning("fan area intrusion"),
  ],
  // Platform Security Violation Attempt
  6: [
    warning("secure mode violation attempt"),
    warning("pre-boot password violation: user password"),
    warning("pre-boot password violation: set-up password"),
    warning("pre-boot password violation: network boot password"),
    warning("other pre-boot password violation"),
    warning("out-of-band access password violation"),
  ],
  // Processor
  7: [
    critical("IERR"),
    critical("thermal trip"),
    critical("FRB1/BIST failure"),
    critical("FRB2/hang in POST failure"),
    critical("FRB3/processor start-up failure"),
    critical("configuration error"),
    critical("SM BIOS uncorrectable CPU-complex error"),
    present("processor presence detected"),
    warning("processor disabled"),
    fine("terminator presence detected"),
    warning("processor automatically throttled"),
    critical("machine check exception (uncorrectable)"),
    warning("correctable machine check error"),
  ],
  // Power Supply
  8: [
    present("presence detected"),
    critical("power supply failure detected"),
    warning("predictive failure"),
    critical("power supply input lost (AC/DC)"),
    critical("power supply input lost or out of range"),
    critical("power supply input out of range, but present"),
    critical("configuration error"),
    fine("power supply inactive"),
  ],
  // Power Unit
  9: [
    fine("power off / power down"),
    fine("power cycle"),
    warning("240 VA power down"),
    warning("interlock power down"),
    critical("AC lost / power input lost"),
    critical("soft power control failure"),
    critical("power unit failure detected"),
    warning("predictive failure"),
  ],
  // Memory
  12: [
    warning("correctable ECC"),
    critical("uncorrectable ECC"),
    critical("parity error"),
    critical("memory scrub failed"),
    warning("memory device disabled"),
    warning("correctable ECC error logging limit reached"),
    present("presence detected"),
    critical("configuration error"),
    fine("spare"),
    warning("memory automatically throttled"),
    critical("critical overtemperature"),
  ],
  // Drive Slot
  13: [
    present("drive present"),
    critical("drive fault"),
    warning("predictive failure"),
    fine("hot spare"),
    fine("consistency / parity check in progress"),
    critical("in critical array"),
    critical("in failed array"),
    warning("rebuild / remap in progress"),
    warning("rebuild / remap aborted"),
  ],
};
