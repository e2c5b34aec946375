import { TooManyError } from "../errors";

const MOST_SEARCHES = 2;
const RETRY_SECONDS = 5;

/** Searches read gigabytes: one a person, and few in all. */
export class SearchDesk {
  private readonly searching = new Set<string>();

  /** Returns what gives the place back. Throws TooManyError. */
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
    this.searching.add(person);
    return () => this.searching.delete(person);
  }
}
