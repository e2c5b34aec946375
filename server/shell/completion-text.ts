/** Completion codes in ipmitool's words (IPMI 2.0 table 5-2). */
const texts: Readonly<Record<number, string>> = {
  0: "Command completed normally",
  192: "Node busy",
  193: "Invalid command",
  194: "Invalid command on LUN",
  195: "Timeout",
  196: "Out of space",
  197: "Reservation cancelled or invalid",
  198: "Request data truncated",
  199: "Request data length invalid",
  200: "Request data field length limit exceeded",
  201: "Parameter out of range",
  202: "Cannot return number of requested data bytes",
  203: "Requested sensor, data, or record not found",
  204: "Invalid data field in request",
  205: "Command illegal for specified sensor or record type",
  206: "Command response could not be provided",
  207: "Cannot execute duplicated request",
  208: "SDR Repository in update mode",
  209: "Device firmeware in update mode",
  210: "BMC initialization in progress",
  211: "Destination unavailable",
  212: "Insufficient privilege level",
  213: "Command not supported in present state",
  214: "Cannot execute command, command disabled",
  255: "Unspecified error",
};

/** `specific`: the command's own codes 80h–BEh in ipmitool's words. */
export function completionText(code: number, specific: Readonly<Record<number, string>> = {}): string {
  return specific[code] ?? texts[code] ?? unknownValue(code);
}

/** How ipmitool names a number that none of its tables knows. */
export function unknownValue(value: number): string {
  return `Unknown (0x${value.toString(16).toUpperCase().padStart(2, "0")})`;
}
