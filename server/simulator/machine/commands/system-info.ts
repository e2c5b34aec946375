import type { Bmc } from "../bmc";
import { at, handlers } from "../handler";
import { type Parameter, ParameterSpace } from "../parameters";

const BLOCKS = 16;
const BLOCK_BYTES = 16;
const LATIN1 = 0;
const FIRST_BLOCK_HEAD = 2;

/** One 16-byte block of a string: the first begins with encoding and length (IPMI 2.0 table 22-16c). */
function block(text: string, set: number): Uint8Array {
  const bytes = Buffer.from(text, "latin1");
  const whole = Buffer.concat([Buffer.from([LATIN1, bytes.length]), bytes]);
  const part = Buffer.alloc(BLOCK_BYTES);
  whole.subarray(set * BLOCK_BYTES).copy(part);
  return part;
}

const texts: Readonly<Record<number, (bmc: Bmc) => string>> = {
  1: ({ profile }) => profile.host.bios,
  2: ({ hostName }) => hostName,
  3: () => "Linux",
  4: ({ power }) => (power.on ? "Linux" : ""),
  5: () => "6.1.0-28-amd64",
  6: ({ profile }) => `https://${profile.name}-bmc/`,
};

const strings: readonly Parameter[] = Object.entries(texts).map(([number, text]) => ({
  number: Number(number),
  bytes: [FIRST_BLOCK_HEAD, 1 + BLOCK_BYTES],
  sets: BLOCKS,
  initial: (bmc, set) => block(text(bmc), set),
}));

const systemInfo = new ParameterSpace("system-info", strings);

/** Set and Get System Info Parameters (IPMI 2.0 §22.14a, §22.14b). */
export const systemInfoCommands = handlers(0x06, [
  [0x58, [2, 2 + BLOCK_BYTES], ({ bmc, data }) => systemInfo.set(bmc, at(data, 0), data.subarray(1))],
  [
    0x59,
    4,
    ({ bmc, data }) => systemInfo.get(bmc, at(data, 1), at(data, 2), at(data, 3), (at(data, 0) & 0x80) !== 0),
  ],
]);
