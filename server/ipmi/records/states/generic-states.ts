import { absent, critical, fine, present, type StateTable, warning } from "./state";
import { thresholdEvents } from "./threshold-events";

/** Generic event/reading type codes (IPMI 2.0 table 42-2), by code. */
export const genericStates: Readonly<Record<number, StateTable>> = {
  1: thresholdEvents,
  2: [fine("transition to idle"), fine("transition to active"), fine("transition to busy")],
  3: [fine("state deasserted"), fine("state asserted")],
  4: [fine("predictive failure deasserted"), warning("predictive failure asserted")],
  5: [fine("limit not exceeded"), warning("limit exceeded")],
  6: [fine("performance met"), warning("performance lags")],
  7: [
    fine("transition to OK"),
    warning("transition to non-critical from OK"),
    critical("transition to critical from less severe"),
    critical("transition to non-recoverable from less severe"),
    warning("transition to non-critical from more severe"),
    critical("transition to critical from non-recoverable"),
    critical("transition to non-recoverable"),
    fine("monitor"),
    fine("informational"),
  ],
  8: [absent("device absent"), present("device present")],
  9: [fine("device disabled"), fine("device enabled")],
  10: [
    fine("transition to running"),
    fine("transition to in test"),
    fine("transition to power off"),
    fine("transition to on line"),
    warning("transition to off line"),
    fine("transition to off duty"),
    warning("transition to degraded"),
    fine("transition to power save"),
    critical("install error"),
  ],
  11: [
    present("fully redundant"),
    warning("redundancy lost"),
    warning("redundancy degraded"),
    warning("non-redundant: sufficient resources from redundant"),
    warning("non-redundant: sufficient resources from insufficient resources"),
    critical("non-redundant: insufficient resources"),
    warning("redundancy degraded from fully redundant"),
    warning("redundancy degraded from non-redundant"),
  ],
  12: [fine("D0 power state"), fine("D1 power state"), fine("D2 power state"), fine("D3 power state")],
};
