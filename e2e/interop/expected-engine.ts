import { MD5_SESSION, sessionNames, suiteName } from "./connections";
import { BRIDGED, LOGIN, SOL } from "./engine-verbs";
import type { Exception } from "./outcome";

const ipmiSim = ["ipmi_sim", "ipmi_sim, K_g"];
const suites = (...ids: readonly number[]) => ids.map(suiteName);
const withoutMd5 = sessionNames.filter((name) => name !== MD5_SESSION);
const NOT_THERE = "The BMC does not have it and says so; nothing weaker or stronger is tried in its place.";

/** What our engine cannot do with a BMC, and why. */
export const expectedOfEngine: readonly Exception[] = [
  {
    peers: ipmiSim,
    connections: suites(7, 8, 12),
    verbs: [LOGIN],
    outcome: "refused no-answer",
    reason:
      "ipmi_sim opens the session and then does not answer in it: its HMAC-MD5-128, and MD5-128 with AES, are not the specification's. FreeIPMI and ipmitool get no further.",
  },
  {
    peers: ["pyghmi"],
    connections: suites(0, 1, 2, 6, 7, 8, 11, 12, 15, 16, 17),
    verbs: [LOGIN],
    outcome: "refused suite-refused",
    reason:
      "pyghmi answers every Open Session Request with suite 3, whatever was asked for; the engine takes no suite that it did not ask for.",
  },
  {
    peers: ["pyghmi"],
    connections: sessionNames,
    verbs: [LOGIN],
    outcome: "refused no-answer",
    reason: "pyghmi speaks IPMI 2.0 only and does not answer Get Session Challenge.",
  },
  {
    peers: ipmiSim,
    connections: suites(15, 16, 17),
    verbs: [LOGIN],
    outcome: "refused suite-refused",
    reason: NOT_THERE,
  },
  {
    peers: ["dell", "supermicro"],
    connections: [...suites(0, 1, 2, 6, 7, 11, 15, 16), ...withoutMd5],
    verbs: [LOGIN],
    outcome: "refused suite-refused",
    reason: NOT_THERE,
  },
  {
    peers: ["hpe", "lenovo", "openbmc"],
    connections: [...suites(0, 1, 2, 6, 7, 8, 11, 12, 15, 16), ...withoutMd5],
    verbs: [LOGIN],
    outcome: "refused suite-refused",
    reason: NOT_THERE,
  },
  {
    peers: ipmiSim,
    verbs: ["dcmi power reading"],
    outcome: "refused C1",
    reason: "ipmi_sim has no DCMI.",
  },
  {
    peers: ["pyghmi"],
    verbs: [
      "mc guid",
      "sdr elist",
      "sensor list",
      "sel info",
      "sel elist",
      "fru print",
      "lan print",
      "user list",
      "channel info",
      "channel getciphers ipmi",
      "session info active",
      "sol info",
      "dcmi power reading",
    ],
    outcome: "refused C1",
    reason: "pyghmi's BMC has a chassis, boot options and a serial console, nothing else.",
  },
  {
    peers: ["pyghmi", "dell", "hpe", "supermicro"],
    verbs: [BRIDGED],
    outcome: "not offered",
    reason: "There is no controller behind this BMC.",
  },
  {
    connections: sessionNames,
    verbs: [SOL],
    outcome: "not offered",
    reason: "Serial over LAN is a payload of RMCP+: IPMI 1.5 has none.",
  },
];
