import { parseByte } from "../numbers";
import { UsageError } from "../verb";

export const FIRST_USER = 1;
export const LAST_USER = 63;

/** A user named by slot number in the words of a verb. */
export function parseUserId(word: string): number {
  const id = parseByte(word);
  if (id !== null && id >= FIRST_USER && id <= LAST_USER) return id;
  throw new UsageError(
    `Given User ID '${word}' is either invalid or out of range.\nUser ID is limited to range <${FIRST_USER}..${LAST_USER}>.`,
  );
}
