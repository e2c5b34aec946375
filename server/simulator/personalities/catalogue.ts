/**
 * The catalogue of quirks that the engine is held against: by section a letter, and how many rows it has. A personality says
 * which rows it stands for.
 */
export const sections = {
  E: { title: "session set-up of IPMI 2.0", rows: 25 },
  L: { title: "sessions of IPMI 1.5", rows: 14 },
  T: { title: "transport and session life", rows: 15 },
  C: { title: "serial over LAN", rows: 25 },
  S: { title: "SDR and sensors", rows: 21 },
  V: { title: "SEL and events", rows: 14 },
  P: { title: "chassis, boot, power", rows: 9 },
  M: { title: "configuration, users, DCMI, FRU, the rest", rows: 23 },
} as const;

/** Rows that no board can act out before a client on the LAN, and why. */
export const withoutPersonality: readonly {
  readonly quirk: string;
  readonly what: string;
  readonly why: string;
}[] = [
  {
    quirk: "T15",
    what: "ARP that must be on, gratuitous ARP that is broken",
    why: "Below IP: a client sees no more than a BMC that does not answer.",
  },
  {
    quirk: "C22",
    what: "Character thresholds that make output lag or drip",
    why: "Two SOL parameters. Simulated BMCs honour them, so a bad value lags here as it does there.",
  },
  {
    quirk: "C23",
    what: "SOL and channel settings that are lost when the host starts, or volatile ones that are written for good",
    why: "Shows only in configuration that is compared over days; the engine keeps none to put back.",
  },
  {
    quirk: "C24",
    what: "SOL on one of several LAN channels, reported wrongly",
    why: "SOL is activated on the session it runs over: no channel is named, and none can be wrong.",
  },
  {
    quirk: "C25",
    what: "CP437 and UTF-8 in one stream",
    why: "What the host prints, not what the BMC does: the console hands on bytes, the terminal decodes.",
  },
  {
    quirk: "V12",
    what: "Clearing the event log clears other logs of the BMC",
    why: "Those logs are on no IPMI command: nothing on the wire tells.",
  },
  {
    quirk: "M3",
    what: "Settings that are refused in pieces and taken as a whole",
    why: "A parameter always leaves here as a whole, read before it is changed.",
  },
  {
    quirk: "M7",
    what: "User names of FFh bytes lock a board up",
    why: "What must not be sent: names leave padded with zeros, of at most sixteen bytes.",
  },
  { quirk: "M23", what: "Redfish", why: "Another protocol." },
];
