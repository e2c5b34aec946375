import { z } from "zod";
import { charsets } from "./charset";
import { keyMaps } from "./key-map";

export const SMALLEST_FONT = 9;
export const LARGEST_FONT = 24;

/** Bits a second that serial lines of servers run at (IPMI 2.0 table 26-5). */
export const bauds = [9600, 19_200, 38_400, 57_600, 115_200] as const;

const Preferences = z.object({
  fontSize: z.number().int().min(SMALLEST_FONT).max(LARGEST_FONT).catch(13),
  mode: z.enum(["fit", "80x25"]).catch("fit"),
  /** The row of firmware keys below the terminal. */
  keyBar: z.boolean().catch(false),
  /** Ctrl-D when the page is left with a shell open. */
  logOut: z.boolean().catch(false),
});
export type TerminalPreferences = z.infer<typeof Preferences>;

/** What depends on the host, not on the person. */
const HostPreferences = z.object({
  charset: z.enum(["auto", ...charsets]).catch("auto"),
  keyMap: z.enum(keyMaps).catch("xterm"),
  baud: z.literal([...bauds]).catch(115_200),
});
export type HostPreferences = z.infer<typeof HostPreferences>;

const KEY = "lightsout-console";
const hostKey = (hostId: string) => `${KEY}:${hostId}`;

/** How this browser likes its terminals. Nonsense in the storage counts as nothing. */
export function loadPreferences(): TerminalPreferences {
  return Preferences.parse(stored(KEY));
}

export function savePreferences(preferences: TerminalPreferences): void {
  localStorage.setItem(KEY, JSON.stringify(preferences));
}

export function loadHostPreferences(hostId: string): HostPreferences {
  return HostPreferences.parse(stored(hostKey(hostId)));
}

export function saveHostPreferences(hostId: string, preferences: HostPreferences): void {
  localStorage.setItem(hostKey(hostId), JSON.stringify(preferences));
}

function stored(key: string): unknown {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(key) ?? "{}");
    return typeof value === "object" && value !== null ? value : {};
  } catch (error) {
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}
