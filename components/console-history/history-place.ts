/** Speeds of a film, as factors. */
export const speeds = [0.5, 1, 2, 4, 8, 16, 32, 64] as const;
export type Speed = (typeof speeds)[number];

/** Where in the recording: an offset, a moment, or its end. */
export type Place =
  | { readonly kind: "offset"; readonly offset: number }
  | { readonly kind: "time"; readonly at: string }
  | { readonly kind: "latest" };

/** What the address of a console says about its history. */
export interface HistoryAddress {
  readonly place: Place;
  /** Shown as a film. */
  readonly speed: Speed | null;
  /** The stretch of the film; null: the whole recording. */
  readonly from: number | null;
  readonly until: number | null;
}

const LATEST = "latest";

/** Null when the address is that of the live console. What it does not know counts as not there. */
export function readAddress(params: Pick<URLSearchParams, "get">): HistoryAddress | null {
  const place = readPlace(params.get("at"), params.get("time"));
  if (place === null) return null;
  const speed = Number(params.get("speed"));
  return {
    place,
    speed: speeds.find((known) => known === speed) ?? null,
    from: offsetOf(params.get("from")),
    until: offsetOf(params.get("until")),
  };
}

/** As parameters of the address; an empty one is to be taken out. Null: back to live. */
export function writeAddress(address: HistoryAddress | null): Record<string, string> {
  const place = address?.place;
  return {
    at: place?.kind === "offset" ? String(place.offset) : place?.kind === "latest" ? LATEST : "",
    time: place?.kind === "time" ? place.at : "",
    speed: String(address?.speed ?? ""),
    from: String(address?.from ?? ""),
    until: String(address?.until ?? ""),
  };
}

function readPlace(at: string | null, time: string | null): Place | null {
  const offset = offsetOf(at);
  if (offset !== null) return { kind: "offset", offset };
  if (at === LATEST) return { kind: "latest" };
  const moment = time === null ? Number.NaN : Date.parse(time);
  return Number.isNaN(moment) ? null : { kind: "time", at: new Date(moment).toISOString() };
}

function offsetOf(text: string | null): number | null {
  if (text === null || !/^\d{1,15}$/.test(text)) return null;
  return Number(text);
}
