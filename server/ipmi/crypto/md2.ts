/** MD2 message digest (RFC 1319): what some boards of IPMI 1.5 have; node:crypto has it no more. */

const BLOCK = 16;
const ROUNDS = 18;

/** A permutation of 0 … 255 made from the digits of pi (RFC 1319 §3.2). */
const substitution = Buffer.from(
  "292e43c9a2d87c013d3654a1ecf0061362a705f3c0c7738c98932bd9bc4c82ca" +
    "1e9b573cfdd4e01667426f188a17e512be4ec4d6da9ede49a0fbf58ebb2fee7a" +
    "a968799115b2073f94c210890b225f21807f5d9a5a903227353ecce7bff79703" +
    "ff1930b348a5b5d1d75e922aac56aac64fb838d296a47db676fc6be29c7404f1" +
    "459d705964718720865bcf65e62da8021b6025adaeb0b9f61c46616934407e0f" +
    "5547a323dd51af3ac35cf9cebac5ea262c530d6e85288409d3dfcdf441814d52" +
    "6adc37c86cc1abfa24e17b080cbdb14a7888958be363e86de9cbd5fe3b001d39" +
    "f2efb70e6658d0e4a67772f8eb754b0a314450b48fed1f1adb998d339f118314",
  "hex",
);

const substituted = (byte: number): number => substitution.readUInt8(byte);

/** 16 bytes. */
export function md2(message: Uint8Array): Buffer {
  const blocks = blocksOf(padded(message));
  const state = Buffer.alloc(3 * BLOCK);
  for (const block of [...blocks, checksum(blocks)]) absorb(state, block);
  return state.subarray(0, BLOCK);
}

/** Always padded, with as many bytes of the pad's own length. */
function padded(message: Uint8Array): Buffer {
  const pad = BLOCK - (message.length % BLOCK);
  return Buffer.concat([message, Buffer.alloc(pad, pad)]);
}

function blocksOf(bytes: Buffer): Buffer[] {
  return Array.from({ length: bytes.length / BLOCK }, (_, index) =>
    bytes.subarray(index * BLOCK, (index + 1) * BLOCK),
  );
}

function checksum(blocks: readonly Buffer[]): Buffer {
  const sum = Buffer.alloc(BLOCK);
  let last = 0;
  for (const block of blocks) {
    for (const [index, byte] of block.entries()) {
      last = sum.readUInt8(index) ^ substituted(byte ^ last);
      sum.writeUInt8(last, index);
    }
  }
  return sum;
}

function absorb(state: Buffer, block: Buffer): void {
  for (const [index, byte] of block.entries()) {
    state.writeUInt8(byte, BLOCK + index);
    state.writeUInt8(byte ^ state.readUInt8(index), 2 * BLOCK + index);
  }
  let carried = 0;
  for (let round = 0; round < ROUNDS; round++) {
    for (const [index, byte] of state.entries()) {
      carried = byte ^ substituted(carried);
      state.writeUInt8(carried, index);
    }
    carried = (carried + round) % 256;
  }
}
