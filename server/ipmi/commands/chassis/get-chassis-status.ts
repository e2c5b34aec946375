import { defineCommand, NetFn, Privilege } from "../command";

export interface ChassisStatus {
  readonly power: {
    readonly on: boolean;
    readonly overload: boolean;
    readonly interlock: boolean;
    readonly fault: boolean;
    readonly controlFault: boolean;
    /** What the host does when mains power comes back. */
    readonly restorePolicy: "stay-off" | "previous" | "always-on" | "unknown";
  };
  /** Why power last changed; several may be set, none when the BMC does not track it. */
  readonly lastEvent: {
    readonly acFailed: boolean;
    readonly overload: boolean;
    readonly interlock: boolean;
    readonly fault: boolean;
    readonly byIpmiCommand: boolean;
  };
  readonly chassis: {
    readonly intrusion: boolean;
    readonly frontPanelLockout: boolean;
    readonly driveFault: boolean;
    readonly coolingFault: boolean;
    /** Null when the BMC does not report it. */
    readonly identify: "off" | "timed" | "on" | null;
  };
  /** Front panel buttons, when the BMC tells. */
  readonly frontPanel: {
    readonly powerOffDisabled: boolean;
    readonly resetDisabled: boolean;
    readonly diagnosticInterruptDisabled: boolean;
    readonly standbyDisabled: boolean;
    /** Which of them may be disabled. */
    readonly mayDisable: {
      readonly powerOff: boolean;
      readonly reset: boolean;
      readonly diagnosticInterrupt: boolean;
      readonly standby: boolean;
    };
  } | null;
}

const restorePolicies = ["stay-off", "previous", "always-on", "unknown"] as const;
const identifyStates = ["off", "timed", "on", null] as const;

/** Get Chassis Status (IPMI 2.0 §28.2). */
export const getChassisStatus = defineCommand<void, ChassisStatus>({
  name: "Get Chassis Status",
  netFn: NetFn.Chassis,
  command: 0x01,
  privilege: Privilege.User,
  class: "read",
  encode: () => new Uint8Array(),
  decode: (data) => {
    const power = data.u8();
    const event = data.u8();
    const chassis = data.u8();
    const panel = data.remaining > 0 ? data.u8() : null;
    const identifySupported = (chassis & 0x40) !== 0;
    return {
      power: {
        on: (power & 0x01) !== 0,
        overload: (power & 0x02) !== 0,
        interlock: (power & 0x04) !== 0,
        fault: (power & 0x08) !== 0,
        controlFault: (power & 0x10) !== 0,
        restorePolicy: restorePolicies[(power >> 5) & 0x03] ?? "unknown",
      },
      lastEvent: {
        acFailed: (event & 0x01) !== 0,
        overload: (event & 0x02) !== 0,
        interlock: (event & 0x04) !== 0,
        fault: (event & 0x08) !== 0,
        byIpmiCommand: (event & 0x10) !== 0,
      },
      chassis: {
        intrusion: (chassis & 0x01) !== 0,
        frontPanelLockout: (chassis & 0x02) !== 0,
        driveFault: (chassis & 0x04) !== 0,
        coolingFault: (chassis & 0x08) !== 0,
        identify: identifySupported ? (identifyStates[(chassis >> 4) & 0x03] ?? null) : null,
      },
      frontPanel:
        panel === null
          ? null
          : {
              powerOffDisabled: (panel & 0x01) !== 0,
              resetDisabled: (panel & 0x02) !== 0,
              diagnosticInterruptDisabled: (panel & 0x04) !== 0,
              standbyDisabled: (panel & 0x08) !== 0,
              mayDisable: {
                powerOff: (panel & 0x10) !== 0,
                reset: (panel & 0x20) !== 0,
                diagnosticInterrupt: (panel & 0x40) !== 0,
                standby: (panel & 0x80) !== 0,
              },
            },
    };
  },
});
