import { UsageError } from "../verb";

const FIRST_SLOT = 0xb0;
const SLOTS = 21;
/** Left out by the mapping of slots to addresses (PICMG 2.9). */
const HOLE = 0xc2;

/** Where the controllers of a CompactPCI or ATCA backplane sit. */
export const slotAddresses: readonly number[] = Array.from(
  { length: SLOTS + 1 },
  (_, slot) => FIRST_SLOT + slot * 2,
).filter((address) => address !== HOLE);

const HEX_ADDRESS = /^0x[0-9a-f]{2}$/i;

/** Addresses as `sdr fill range` takes them: `0x28,0x32,0x40-0x44`, even ones only, each once. Throws UsageError. */
export function parseAddresses(text: string): readonly number[] {
  const addresses = text.split(",").flatMap((part) => {
    const [first = "", last = first, ...rest] = part.split("-");
    if (rest.length > 0) throw invalid();
    return fromTo(address(first), address(last));
  });
  return [...new Set(addresses)];
}

function fromTo(first: number, last: number): readonly number[] {
  if (last < first) throw invalid();
  return Array.from({ length: (last - first) / 2 + 1 }, (_, index) => first + index * 2);
}

function address(text: string): number {
  if (!HEX_ADDRESS.test(text)) throw invalid("Must be Hex value of 4 characters (Ex.: 0x24)");
  const value = Number.parseInt(text, 16);
  if (value % 2 !== 0) throw invalid("I2C address provided value must be even.");
  if (value === 0) throw invalid("Address 0x00 is nobody's.");
  return value;
}

function invalid(why?: string): UsageError {
  return new UsageError([...(why ? [why] : []), "Range - List invalid, cannot be parsed."].join("\n"));
}
