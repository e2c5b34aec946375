import { ANY_LENGTH, at, type Call, handlers, ok } from "../handler";
import { ParameterSpace } from "../parameters";

const BOOT_FLAGS = 5;
const ACKNOWLEDGE = 4;
const ACKNOWLEDGE_KEY = "boot/4";
const REVISION = 1;
const MAILBOX_BLOCKS = 5;

/** System boot option parameters (IPMI 2.0 table 28-14). */
const bootParameters = new ParameterSpace("boot", [
  { number: 1, bytes: 1 },
  { number: 2, bytes: 1 },
  { number: 3, bytes: 1 },
  { number: ACKNOWLEDGE, bytes: 2 },
  { number: BOOT_FLAGS, bytes: [2, 5] },
  { number: 6, bytes: 9 },
  { number: 7, bytes: [2, 17], sets: MAILBOX_BLOCKS },
]);

/** Set and Get System Boot Options (IPMI 2.0 §28.12, §28.13). */
export const bootOptionCommands = handlers(0x00, [
  [0x08, [1, ANY_LENGTH], setOption],
  [0x09, 3, getOption],
]);

function setOption({ bmc, data }: Call) {
  const number = at(data, 0) & 0x7f;
  const value = data.subarray(1);
  // Only the mark "invalid/locked" of the parameter changes.
  if (value.length === 0) return ok();
  if (number === ACKNOWLEDGE && value.length === 2) {
    // Byte 1 says which bits of byte 2 are meant.
    const mask = at(value, 0);
    const before = bmc.settings.get(ACKNOWLEDGE_KEY)?.[1] ?? 0;
    return bootParameters.set(bmc, number, Uint8Array.of(0, (before & ~mask) | (at(value, 1) & mask)));
  }
  const reply = bootParameters.set(bmc, number, value);
  if (number === BOOT_FLAGS && reply.completionCode === 0) {
    const flags = Uint8Array.from({ length: 5 }, (_, index) => at(value, index));
    bmc.bootFlags.set(flags, bmc.now());
  }
  return reply;
}

/** The reply carries version, parameter number and value. */
function getOption({ bmc, data }: Call) {
  const number = at(data, 0) & 0x7f;
  const reply = bootParameters.get(bmc, number, at(data, 1), at(data, 2), false);
  if (reply.completionCode !== 0) return reply;
  const value = number === BOOT_FLAGS ? bmc.bootFlags.get(bmc.now()) : reply.data.subarray(1);
  return ok([REVISION, number, ...value]);
}
