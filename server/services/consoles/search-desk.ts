import { TooManyError } from "../errors";

const MOST_SEARCHES = 2;
const RETRY_SECONDS = 5;

/** Searches read gigabytes: one a person, and few in all. */
export class SearchDesk {
  /** Each with the place it has: one given back twice is not the next search's. */
  private readonly searching = new Map<string, symbol>();

  /** Returns what gives the place back; calling it again does nothing. Throws TooManyError. */
  take(person: string): () => void {
    if (this.searching.has(person)) {
      throw new TooManyError(
        "You are searching already. Cancel that search, or wait for its end.",
        RETRY_SECONDS,
      );
    }
    if (this.searching.size >= MOST_SEARCHES) {
      throw new TooManyError(
        "Others are searching at the moment. Try again in a few seconds.",
        RETRY_SECONDS,
      );
    }
    const place = Symbol(person);
    this.searching.set(person, place);
    return () => {
      if (this.searching.get(person) === place) this.searching.delete(person);
    };
  }
}
