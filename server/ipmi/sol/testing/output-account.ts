/** What became of the host's output, packet by packet. Bytes. */
export interface OutputAccount {
  /** Missing at a mark. */
  markedLoss: number;
  /** Missing, or not the host's, without a mark at this very offset. */
  silentLoss: number;
  /** There twice without a mark. */
  silentDoubles: number;
}

const LONGEST_REPEAT = 255;
/** Of random bytes so many stand nowhere else within reach. */
const UNMISTAKABLE = 6;

interface Piece {
  readonly offset: number;
  readonly bytes: Buffer;
}

/** The packets received; one too short to be told from others is joined to what follows it up to the next mark. */
function pieces(packets: readonly Buffer[], marked: ReadonlySet<number>): Piece[] {
  const found: Piece[] = [];
  let offset = 0;
  for (const packet of packets) {
    const before = found.at(-1);
    if (before !== undefined && before.bytes.length < UNMISTAKABLE && !marked.has(offset)) {
      found[found.length - 1] = { offset: before.offset, bytes: Buffer.concat([before.bytes, packet]) };
    } else {
      found.push({ offset, bytes: packet });
    }
    offset += packet.length;
  }
  return found;
}

/** Lays what was received, and the offsets of its marks, beside what was printed: random bytes. */
export function accountOf(
  packets: readonly Buffer[],
  markOffsets: readonly number[],
  printed: Buffer,
): OutputAccount {
  const result = { markedLoss: 0, silentLoss: 0, silentDoubles: 0 };
  const marked = new Set(markOffsets);
  let position = 0;
  for (const { offset, bytes } of pieces(packets, marked)) {
    // Between two marks, and too short to find its place: what comes next is found all the same.
    if (bytes.length < UNMISTAKABLE && marked.has(offset)) continue;
    if (!printed.subarray(position, position + bytes.length).equals(bytes)) {
      const found = printed.indexOf(bytes, Math.max(0, position - LONGEST_REPEAT));
      if (found < 0) result.silentLoss += bytes.length;
      else if (marked.has(offset)) result.markedLoss += Math.max(0, found - position);
      else if (found > position) result.silentLoss += found - position;
      else result.silentDoubles += position - found;
      if (found >= 0) position = found;
    }
    position += bytes.length;
  }
  result.silentLoss += printed.length - position;
  return result;
}
