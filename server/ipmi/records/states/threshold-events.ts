import { critical, fine, type StateTable, warning } from "./state";

/** Event type 01h (IPMI 2.0 table 42-2): crossing a threshold; leaving it the other way is good news. */
export const thresholdEvents: StateTable = [
  warning("lower non-critical going low"),
  fine("lower non-critical going high"),
  critical("lower critical going low"),
  fine("lower critical going high"),
  critical("lower non-recoverable going low"),
  fine("lower non-recoverable going high"),
  fine("upper non-critical going low"),
  warning("upper non-critical going high"),
  fine("upper critical going low"),
  critical("upper critical going high"),
  fine("upper non-recoverable going low"),
  critical("upper non-recoverable going high"),
];
