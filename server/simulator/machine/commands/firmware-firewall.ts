import { at, type Call, type Handler, handlers, ok } from "../handler";

/** Network functions are counted in pairs of request and response. */
const PAIRS = 32;
const LUNS = 4;
/** All commands of LUN 0 and nothing on the others: two bits a LUN, 01b "supported" (IPMI 2.0 §21.2). */
const LUN_0_ONLY = 0x01;
const MASK_BYTES = 16;
const UPPER_HALF = 0x40;
const COMMANDS_A_HALF = 128;
const APP = 0x06;
/** Commands of sessions, messages and payloads, which the protocol executes itself. */
const protocolCommands = [
  0x34, 0x37, 0x38, 0x39, 0x3a, 0x3b, 0x3c, 0x3d, 0x48, 0x49, 0x4a, 0x4b, 0x54,
] as const;

/** The firmware firewall as far as it tells what there is (IPMI 2.0 §21); nothing can be switched off. */
export function firmwareFirewallCommands(others: readonly Handler[]): readonly Handler[] {
  const known = new Map<number, Set<number>>();
  const note = (netFn: number, command: number) =>
    known.set(netFn, (known.get(netFn) ?? new Set<number>()).add(command));
  for (const { netFn, command } of others) note(netFn, command);
  for (const command of protocolCommands) note(APP, command);

  /** One bit a command of the half asked for. */
  function mask({ data }: Call, bit: (isKnown: boolean) => boolean): readonly number[] {
    const commands = known.get(at(data, 1) & 0x3f);
    const base = (at(data, 1) & UPPER_HALF) === 0 ? 0 : COMMANDS_A_HALF;
    const bytes = new Array<number>(MASK_BYTES).fill(0);
    for (let index = 0; index < COMMANDS_A_HALF; index++) {
      const isKnown = at(data, 2) === 0 && commands?.has(base + index) === true;
      if (bit(isKnown)) bytes[index >> 3] = (bytes[index >> 3] ?? 0) | (1 << (index % 8));
    }
    return bytes;
  }

  return handlers(APP, [
    [
      0x09,
      1,
      () => {
        const pairs = new Array<number>(PAIRS / 8).fill(0);
        for (const netFn of known.keys()) {
          const pair = netFn >> 1;
          pairs[pair >> 3] = (pairs[pair >> 3] ?? 0) | (1 << (pair % 8));
        }
        return ok([LUN_0_ONLY, ...pairs, ...new Array<number>(pairs.length * (LUNS - 1)).fill(0)]);
      },
    ],
    // A set bit says "not supported", "not configurable"; with the enables it says "enabled".
    [0x0a, 3, (call) => ok(mask(call, (isKnown) => !isKnown))],
    [0x0c, 3, (call) => ok(mask(call, () => true))],
    [0x61, 3, (call) => ok(mask(call, (isKnown) => isKnown))],
  ]);
}
