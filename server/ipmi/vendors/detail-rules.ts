import type { SystemEventRecord } from "../records/sel/sel-record";

/** What event data 1 says of event data 2 and 3 when they are the vendor's own (IPMI 2.0 table 29-6). */
const OEM = 2;

/** An event whose extra bytes a vendor defines. */
export interface OemEvent {
  readonly event: SystemEventRecord;
  readonly offset: number;
  /** Null when event data 1 does not say that the byte is the vendor's. */
  readonly data2: number | null;
  readonly data3: number | null;
}

/** Which events a vendor says more about, and what. Left out: any. */
export interface DetailRule {
  readonly eventType: number;
  readonly sensorType: number;
  readonly sensorNumbers?: readonly number[];
  readonly offsets?: readonly number[];
  /** Null: these bytes say nothing that is known. */
  readonly text: (event: OemEvent) => string | null;
}

/** What OEM event data 2 and 3 say, by the first rule that has an answer. */
export function detailsBy(rules: readonly DetailRule[]): (event: SystemEventRecord) => string | null {
  return (event) => {
    const oem = oemEvent(event);
    for (const rule of rules) {
      const text = applies(rule, oem) ? rule.text(oem) : null;
      if (text !== null) return text;
    }
    return null;
  };
}

/** A rule's text from a table of what event data 2 stands for. */
export function data2By(meanings: Readonly<Record<number, string>>): DetailRule["text"] {
  return ({ data2 }) => (data2 === null ? null : (meanings[data2] ?? null));
}

function oemEvent(event: SystemEventRecord): OemEvent {
  const [data1, data2, data3] = event.data;
  return {
    event,
    offset: data1 & 0x0f,
    data2: data1 >> 6 === OEM ? data2 : null,
    data3: ((data1 >> 4) & 0x03) === OEM ? data3 : null,
  };
}

function applies(rule: DetailRule, { event, offset }: OemEvent): boolean {
  return (
    rule.eventType === event.eventType &&
    rule.sensorType === event.sensorType &&
    (rule.sensorNumbers?.includes(event.sensorNumber) ?? true) &&
    (rule.offsets?.includes(offset) ?? true)
  );
}
