import { NetFn, Privilege } from "../../ipmi/commands/command";

const { User, Operator, Administrator } = Privilege;
/** Executed without a session: what a login needs (IPMI 2.0 appendix G, marked "p"). */
export const BEFORE_SESSION = 0;

/** Lowest level for each command that needs more, or less, than User (IPMI 2.0 appendix G, table G-1). */
const levels: Readonly<Record<number, Readonly<Record<number, number>>>> = {
  [NetFn.Chassis]: {
    2: Operator, // Chassis Control
    3: Operator, // Chassis Reset
    4: Operator, // Chassis Identify
    5: Administrator, // Set Chassis Capabilities
    6: Operator, // Set Power Restore Policy
    8: Operator, // Set System Boot Options
    9: Operator, // Get System Boot Options
    10: Administrator, // Set Front Panel Button Enables
    11: Administrator, // Set Power Cycle Interval
  },
  [NetFn.SensorEvent]: {
    0: Administrator, // Set Event Receiver
    2: Operator, // Platform Event
    17: Administrator, // Arm PEF Postpone Timer
    18: Administrator, // Set PEF Configuration Parameters
    19: Operator, // Get PEF Configuration Parameters
    20: Administrator, // Set Last Processed Event ID
    21: Administrator, // Get Last Processed Event ID
    22: Administrator, // Alert Immediate
    23: BEFORE_SESSION, // PET Acknowledge
    36: Operator, // Set Sensor Hysteresis
    38: Operator, // Set Sensor Thresholds
    40: Operator, // Set Sensor Event Enable
    42: Operator, // Re-arm Sensor Events
    46: Operator, // Set Sensor Type
    48: Operator, // Set Sensor Reading And Event Status
  },
  [NetFn.App]: {
    2: Administrator, // Cold Reset
    3: Administrator, // Warm Reset
    5: Administrator, // Manufacturing Test On
    6: Administrator, // Set ACPI Power State
    34: Operator, // Reset Watchdog Timer
    36: Operator, // Set Watchdog Timer
    46: Administrator, // Set BMC Global Enables
    48: Administrator, // Clear Message Flags
    50: Administrator, // Enable Message Channel Receive
    55: BEFORE_SESSION, // Get System GUID
    56: BEFORE_SESSION, // Get Channel Authentication Capabilities
    57: BEFORE_SESSION, // Get Session Challenge
    58: BEFORE_SESSION, // Activate Session
    59: Privilege.Callback, // Set Session Privilege Level
    60: Privilege.Callback, // Close Session
    63: Operator, // Get AuthCode
    64: Administrator, // Set Channel Access
    67: Administrator, // Set User Access
    68: Operator, // Get User Access
    69: Administrator, // Set User Name
    70: Operator, // Get User Name
    71: Administrator, // Set User Password
    76: Administrator, // Set User Payload Access
    77: Operator, // Get User Payload Access
    82: Operator, // Master Write-Read
    84: BEFORE_SESSION, // Get Channel Cipher Suites
    86: Administrator, // Set Channel Security Keys
    88: Administrator, // Set System Info Parameters
  },
  [NetFn.Storage]: {
    18: Operator, // Write FRU Data
    36: Operator, // Add SDR
    37: Operator, // Partial Add SDR
    38: Operator, // Delete SDR
    39: Operator, // Clear SDR Repository
    41: Operator, // Set SDR Repository Time
    42: Operator, // Enter SDR Repository Update Mode
    43: Operator, // Exit SDR Repository Update Mode
    44: Operator, // Run Initialization Agent
    68: Operator, // Add SEL Entry
    69: Operator, // Partial Add SEL Entry
    70: Operator, // Delete SEL Entry
    71: Operator, // Clear SEL
    73: Operator, // Set SEL Time
    91: Administrator, // Set Auxiliary Log Status
    93: Operator, // Set SEL Time UTC Offset
  },
  [NetFn.Transport]: {
    1: Administrator, // Set LAN Configuration Parameters
    2: Operator, // Get LAN Configuration Parameters
    3: Administrator, // Suspend BMC ARPs
    16: Administrator, // Set Serial/Modem Configuration
    17: Operator, // Get Serial/Modem Configuration
    33: Administrator, // Set SOL Configuration Parameters
  },
  [NetFn.GroupExtension]: {
    4: Operator, // DCMI Set Power Limit
    5: Operator, // DCMI Activate/Deactivate Power Limit
    8: Operator, // DCMI Set Asset Tag
    10: Operator, // DCMI Set Management Controller Identifier String
    11: Operator, // DCMI Set Thermal Limit
    18: Administrator, // DCMI Set DCMI Configuration Parameters
  },
};

/** Level a session needs for a command; BEFORE_SESSION when none is. OEM functions need Administrator, as on most boards. */
export function requiredPrivilege(netFn: number, command: number): number {
  if (netFn >= NetFn.Oem) return Administrator;
  return levels[netFn]?.[command] ?? User;
}
