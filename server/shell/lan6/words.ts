/** Codes of the IPv6 parameters in ipmitool's words, by their numbers (IPMI 2.0 table 23-4). */

export const enables = ["ipv4", "ipv6", "both"] as const;
export const addressSources = ["static", "SLAAC", "DHCPv6"] as const;
export const addressStates = ["active", "disabled", "pending", "failed", "deprecated", "invalid"] as const;
export const duidTypes = ["unknown", "DUID-LLT", "DUID-EN", "DUID-LL"] as const;
export const timingSupport = ["not supported", "global", "per interface"] as const;
/** From 1. */
export const routerControls = ["static", "dynamic", "both"] as const;

/** One byte each, of RFC 3315 and RFC 4861. */
export const timingNames = {
  dhcpv6: [
    "SOL_MAX_DELAY",
    "SOL_TIMEOUT",
    "SOL_MAX_RT",
    "REQ_TIMEOUT",
    "REQ_MAX_RT",
    "REQ_MAX_RC",
    "CNF_MAX_DELAY",
    "CNF_TIMEOUT",
    "CNF_MAX_RT",
    "CNF_MAX_RD",
    "REN_TIMEOUT",
    "REN_MAX_RT",
    "REB_TIMEOUT",
    "REB_MAX_RT",
    "INF_MAX_DELAY",
    "INF_TIMEOUT",
    "INF_MAX_RT",
    "REL_TIMEOUT",
    "REL_MAX_RC",
    "DEC_TIMEOUT",
    "DEC_MAX_RC",
    "HOP_COUNT_LIMIT",
  ],
  neighbourDiscovery: [
    "MAX_RTR_SOLICITATION_DELAY",
    "RTR_SOLICITATION_INTERVAL",
    "MAX_RTR_SOLICITATIONS",
    "DupAddrDetectTransmits",
    "MAX_MULTICAST_SOLICIT",
    "MAX_UNICAST_SOLICIT",
    "MAX_ANYCAST_DELAY_TIME",
    "MAX_NEIGHBOR_ADVERTISEMENT",
    "REACHABLE_TIME",
    "RETRANS_TIMER",
    "DELAY_FIRST_PROBE_TIME",
    "MAX_RANDOM_FACTOR",
    "MIN_RANDOM_FACTOR",
  ],
} as const;
