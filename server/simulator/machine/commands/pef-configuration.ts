import { ParameterSpace } from "../parameters";

const FILTERS = 16;
const POLICIES = 16;
const STRINGS = 8;
/** Of 16 bytes each. */
const STRING_BLOCKS = 4;

/** A filter that matches everything the first column says, offsets any, alert through policy group 1. */
const anyOf = (
  severity: number,
  sensorType: number,
  eventType: number,
  offsets: number,
): readonly number[] => [
  // Enabled, software may change it; action alert; policy set 1.
  0xc0,
  0x01,
  0x01,
  severity,
  0xff,
  0xff,
  sensorType,
  0xff,
  eventType,
  offsets & 0xff,
  offsets >> 8,
  ...new Array<number>(9).fill(0),
];

const EMPTY = new Array<number>(20).fill(0);
/** What boards come with: temperatures, voltages and fans past critical; supplies, drives, memory; intrusion; watchdog. */
const factoryFilters: readonly (readonly number[])[] = [
  anyOf(0x10, 0x01, 0x01, 0x0a95),
  anyOf(0x10, 0x02, 0x01, 0x0a95),
  anyOf(0x10, 0x04, 0x01, 0x0a95),
  anyOf(0x10, 0x08, 0x6f, 0x000a),
  anyOf(0x10, 0x0d, 0x6f, 0x0002),
  anyOf(0x10, 0x0c, 0x6f, 0x0002),
  anyOf(0x08, 0x05, 0x6f, 0x0001),
  anyOf(0x10, 0x23, 0x6f, 0x000e),
];

/** PEF configuration parameters (IPMI 2.0 table 30-4). */
export const pefParameters = new ParameterSpace("pef", [
  // PEF on, without delay.
  { number: 1, bytes: 1, initial: [0x01] },
  // Alerts, power down, cycle, reset and diagnostic interrupt allowed.
  { number: 2, bytes: 1, initial: [0x2f] },
  { number: 3, bytes: 1 },
  { number: 4, bytes: 1 },
  { number: 5, bytes: 1, access: "read-only", initial: [FILTERS] },
  { number: 6, bytes: 21, sets: FILTERS, firstSet: 1, initial: (_, set) => factoryFilters[set - 1] ?? EMPTY },
  {
    number: 7,
    bytes: 2,
    sets: FILTERS,
    firstSet: 1,
    initial: (_, set) => [factoryFilters[set - 1]?.[0] ?? 0],
  },
  { number: 8, bytes: 1, access: "read-only", initial: [POLICIES] },
  // Entry n: group n, always send to destination n; enabled for the first.
  {
    number: 9,
    bytes: 4,
    sets: POLICIES,
    firstSet: 1,
    initial: ({ profile }, set) => (set === 1 ? [0x18, (profile.lanChannel << 4) | 1, 0] : [0, 0, 0]),
  },
  { number: 10, bytes: 17, initial: ({ guid }) => [0, ...guid] },
  { number: 11, bytes: 1, access: "read-only", initial: [STRINGS] },
  { number: 12, bytes: 3, sets: STRINGS + 1 },
  { number: 13, bytes: [3, 18], sets: STRINGS + 1, blocks: STRING_BLOCKS, firstBlock: 1 },
]);

const FILTER = 6;
const FILTER_HEAD = 7;
export const PefParameter = { Filter: FILTER, FilterHead: FILTER_HEAD } as const;
