import type { TypedPlace } from "@/server/database/typed-text-store";
import type { Place } from "../secrets/envelope";

/** Everything that is said in the clear of something typed: none of it can be changed without notice. */
export function typedPlace({ hostId, offset, at, typist, bytes }: TypedPlace): Place {
  return ["typed", hostId, offset, at.getTime(), typist, bytes];
}
