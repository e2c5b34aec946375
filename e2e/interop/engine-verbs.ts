/** A line of the shell, and what is in its output when the peer has really answered. */
export interface InteropVerb {
  readonly line: string;
  readonly shows: RegExp;
}

export const LOGIN = "login";
export const SOL = "sol activate";
export const BRIDGED = "mc info, bridged";

/** Verbs that only read, in the order of the table. */
export const readVerbs: readonly InteropVerb[] = [
  { line: "mc info", shows: /^Device ID +: \d/m },
  { line: "mc guid", shows: /^System GUID +: ([0-9A-F]{32}|[0-9a-f-]{36})$/im },
  { line: "chassis status", shows: /^System Power +: on/m },
  { line: "power status", shows: /^Chassis Power is on$/m },
  { line: "sdr elist", shows: /degrees C/ },
  { line: "sensor list", shows: /\| degrees C +\| \w+/ },
  { line: "sel info", shows: /^Version +: 1\.5/m },
  { line: "sel elist", shows: /^ +[0-9a-f]+ \| .*\| .*\| / },
  { line: "fru print", shows: /^ Board Serial +: \S/m },
  { line: "lan print", shows: /^IP Address +: \d/m },
  { line: "user list", shows: /^2 +\S/m },
  { line: "channel info", shows: /Channel Medium Type +: 802\.3 LAN/ },
  { line: "channel getciphers ipmi", shows: /^3 +N\/A +hmac_sha1 +hmac_sha1_96 +aes_cbc_128/m },
  { line: "session info active", shows: /^session handle +: \d/m },
  { line: "sol info", shows: /^Enabled +: true/m },
  { line: "dcmi power reading", shows: /Instantaneous power reading: +\d+ Watts/ },
];

export interface PowerVerb {
  readonly line: string;
  /** What the host must come to be; null for a cycle, which the next order overtakes. */
  readonly leaves: "on" | "off" | null;
}

/** In an order that leaves the host on, and never waits for the long pause of a cycle. */
export const powerVerbs: readonly PowerVerb[] = [
  { line: "power cycle", leaves: null },
  { line: "power off", leaves: "off" },
  { line: "power on", leaves: "on" },
];
