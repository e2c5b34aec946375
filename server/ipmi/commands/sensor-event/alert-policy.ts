import type { ByteReader } from "../../wire/byte-reader";

const rules = [
  "always",
  "unless-earlier-succeeded",
  "stop-after-earlier-success",
  "next-channel",
  "next-destination-type",
] as const;

/** One row of the alert policy table (IPMI 2.0 table 17-4). */
export interface AlertPolicy {
  /** Policy set 1–15; 0 is unused. */
  readonly policy: number;
  readonly enabled: boolean;
  /** What an alert of the same set that succeeded means for this one; null for a reserved rule. */
  readonly rule: (typeof rules)[number] | null;
  readonly channel: number;
  /** Destination selector of that channel. */
  readonly destination: number;
  /** The string depends on the event: looked up by filter number and `stringSet`. */
  readonly eventSpecificString: boolean;
  readonly stringSet: number;
}

export function decodeAlertPolicy(data: ByteReader): AlertPolicy {
  const first = data.u8();
  const second = data.u8();
  const third = data.u8();
  return {
    policy: first >> 4,
    enabled: (first & 0x08) !== 0,
    rule: rules[first & 0x07] ?? null,
    channel: second >> 4,
    destination: second & 0x0f,
    eventSpecificString: (third & 0x80) !== 0,
    stringSet: third & 0x7f,
  };
}

export function encodeAlertPolicy(row: AlertPolicy): readonly number[] {
  const rule = row.rule === null ? 0x07 : rules.indexOf(row.rule);
  return [
    (row.policy << 4) | (row.enabled ? 0x08 : 0) | rule,
    (row.channel << 4) | (row.destination & 0x0f),
    (row.eventSpecificString ? 0x80 : 0) | (row.stringSet & 0x7f),
  ];
}
