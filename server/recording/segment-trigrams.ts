import type { SegmentKey, SegmentTrigramStore } from "@/server/database/segment-trigram-store";
import { waysOf } from "./pattern-literals";
import type { RipgrepPattern } from "./ripgrep";
import { contentOf } from "./segment-content";
import { TrigramSet, trigramsOf } from "./trigrams";

/** A log has some twenty thousand, keys and addresses included; noise of a wrong baud rate has millions, and is always searched. */
const MAX_TRIGRAMS = 65_536;

/** Knows which closed segments cannot hold what is searched for. A segment it knows nothing of is searched. */
export class SegmentTrigrams {
  /** 2 MiB, used again: segments are noted one after the other. */
  private readonly set = new TrigramSet();

  constructor(
    private readonly store: SegmentTrigramStore,
    private readonly onError: (error: unknown) => void,
  ) {}

  /** Reads a closed segment, a piece at a time, and notes what is in it. Called for one at a time; rejects as disk and database do. */
  async note(segment: SegmentKey, folder: string): Promise<void> {
    const { set } = this;
    set.clear();
    for await (const piece of contentOf(folder, segment.number, "log")) {
      set.add(piece);
      if (set.size > MAX_TRIGRAMS) break;
    }
    if (set.size > MAX_TRIGRAMS || set.hasOddLetters) await this.store.remove(segment);
    else await this.store.put(segment, set.all());
  }

  /** Those of a host's closed segments that are not noted; none when the database does not answer. */
  async unknown(hostId: string, numbers: readonly number[]): Promise<number[]> {
    try {
      const known = new Set(await this.store.known(hostId));
      return numbers.filter((number) => !known.has(number));
    } catch (error) {
      this.onError(error);
      return [];
    }
  }

  /** Tells of a segment whether it is known that no line of it matches. */
  async ruledOut(pattern: RipgrepPattern): Promise<(segment: SegmentKey) => boolean> {
    const ways = waysOf(pattern).map(trigramsOf);
    if (ways.some((needed) => needed.length === 0)) return () => false;
    try {
      const without: ReadonlySet<string>[] = [];
      for (const needed of ways) without.push(new Set((await this.store.without(needed)).map(nameOf)));
      return (segment) => without.every((names) => names.has(nameOf(segment)));
    } catch (error) {
      this.onError(error);
      return () => false;
    }
  }
}

const nameOf = ({ hostId, number }: SegmentKey) => `${hostId}/${number}`;
