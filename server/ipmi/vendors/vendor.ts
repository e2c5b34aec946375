import type { SystemEventRecord } from "../records/sel/sel-record";
import type { StateTable } from "../records/states/state";
import type { VendorKnowledge } from "../records/vendor-knowledge";
import { boardName } from "./boards/board-name";
import type { OemRecord, OemRecordMeaning } from "./oem-record";
import { windowsRecord } from "./windows";

/** What a vendor's BMCs take as names and passwords, where they differ from IPMI 2.0 (16 and 20 bytes). */
export interface UserRules {
  readonly nameBytes: number;
  readonly passwordBytes: number;
  /** What else is worth knowing before a user is changed, one sentence each. */
  readonly warnings: readonly string[];
}

/** What is publicly known of a vendor's BMCs. */
export interface Vendor extends VendorKnowledge {
  readonly name: string;
  /** IANA enterprise numbers its BMCs report. */
  readonly ids: readonly number[];
  /** The product or its family; null when the number is not documented or stands for anything. */
  product(productId: number): string | null;
  readonly users: UserRules;
}

interface VendorFacts {
  readonly name: string;
  /** The first is the one its boards are listed under. */
  readonly ids: readonly [number, ...number[]];
  /** Besides the boards of `boardName`. */
  readonly products?: Readonly<Record<number, string>>;
  readonly sensorTypes?: Readonly<Record<number, string>>;
  readonly states?: readonly VendorStates[];
  readonly wholeReading?: VendorKnowledge["wholeReading"];
  readonly eventDetail?: (event: SystemEventRecord) => string | null;
  readonly oemRecord?: (record: OemRecord) => OemRecordMeaning | null;
  readonly users?: Partial<UserRules>;
}

/** The offsets of an OEM event type, or of an OEM sensor type's sensor-specific events. */
interface VendorStates {
  readonly eventType: number;
  /** Left out: of any sensor. */
  readonly sensorType?: number;
  readonly table: StateTable;
}

const nothing = () => null;

/** A vendor from what is known of it; the rest is not known. */
export function defineVendor(facts: VendorFacts): Vendor {
  const { products = {}, sensorTypes = {}, states = [] } = facts;
  return {
    name: facts.name,
    ids: facts.ids,
    product: (productId) => products[productId] ?? boardName(facts.ids[0], productId),
    sensorType: (code) => sensorTypes[code] ?? null,
    state: (eventType, sensorType, offset) => {
      const known = states.find(
        (one) => one.eventType === eventType && (one.sensorType ?? sensorType) === sensorType,
      );
      return known?.table[offset] ?? null;
    },
    wholeReading: facts.wholeReading ?? nothing,
    eventDetail: facts.eventDetail ?? nothing,
    // Windows writes its records on anybody's servers.
    oemRecord: (record) => windowsRecord(record) ?? facts.oemRecord?.(record) ?? null,
    users: { nameBytes: 16, passwordBytes: 20, warnings: [], ...facts.users },
  };
}
