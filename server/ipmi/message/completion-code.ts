/** Generic completion codes (IPMI 2.0 §5.2, table 5-2). */
export const CompletionCode = {
  Success: 0x00,
  NodeBusy: 0xc0,
  InvalidCommand: 0xc1,
  InvalidForLun: 0xc2,
  Timeout: 0xc3,
  OutOfSpace: 0xc4,
  ReservationCancelled: 0xc5,
  DataTruncated: 0xc6,
  DataLengthInvalid: 0xc7,
  FieldLengthExceeded: 0xc8,
  ParameterOutOfRange: 0xc9,
  CannotReturnBytes: 0xca,
  NotPresent: 0xcb,
  InvalidField: 0xcc,
  IllegalForSensor: 0xcd,
  NoResponse: 0xce,
  Duplicate: 0xcf,
  SdrInUpdate: 0xd0,
  FirmwareUpdate: 0xd1,
  Initialising: 0xd2,
  DestinationUnavailable: 0xd3,
  InsufficientPrivilege: 0xd4,
  NotInPresentState: 0xd5,
  SubFunctionDisabled: 0xd6,
  Unspecified: 0xff,
} as const;

const texts: Readonly<Record<number, string>> = {
  0: "completed",
  192: "the BMC is busy",
  193: "the BMC does not know this command",
  194: "the command is not valid for this LUN",
  195: "the BMC timed out while processing the command",
  196: "the BMC is out of space",
  197: "the reservation was cancelled",
  198: "the request was truncated",
  199: "the request has the wrong length",
  200: "a field of the request is too long",
  201: "a parameter is out of range",
  202: "the BMC cannot return that many bytes",
  203: "the sensor, record or data is not present",
  204: "the request has an invalid field",
  205: "the command is not allowed for this sensor or record",
  206: "the BMC could not provide a response",
  207: "the BMC took the request for a duplicate",
  208: "the SDR repository is being updated",
  209: "the BMC is updating its firmware",
  210: "the BMC is initialising",
  211: "the destination is unavailable",
  212: "the user's privilege is too low or the command is disabled",
  213: "not possible in the present state",
  214: "the function is disabled or unavailable",
  255: "unspecified error",
};

/** A completion code in words. `specific` are the command's own codes 80h–BEh. */
export function completionCodeText(code: number, specific: Readonly<Record<number, string>> = {}): string {
  const known = specific[code] ?? texts[code];
  if (known !== undefined) return known;
  if (code >= 0x80 && code <= 0xbe) return "command-specific error";
  if (code >= 0x01 && code <= 0x7e) return "manufacturer-specific error";
  return "reserved completion code";
}
