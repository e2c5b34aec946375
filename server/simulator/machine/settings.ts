/** Configuration as it is stored in a file: keys and hex digits. */
export type SavedSettings = Readonly<Record<string, string>>;

/**
 * Everything of a BMC that outlives its restart, as bytes under names like "lan/3" or "user/2/name". Holds only what
 * differs from the profile, so that ten thousand BMCs share one set of defaults.
 */
export class Settings {
  private readonly changed = new Map<string, Buffer>();

  constructor(
    private readonly defaults: (key: string) => Uint8Array | undefined,
    saved: SavedSettings,
    private readonly onChange: () => void,
  ) {
    for (const [key, digits] of Object.entries(saved)) this.changed.set(key, Buffer.from(digits, "hex"));
  }

  get(key: string): Uint8Array | undefined {
    return this.changed.get(key) ?? this.defaults(key);
  }

  /** The first byte, for settings that are one. */
  byte(key: string, otherwise: number): number {
    return this.get(key)?.[0] ?? otherwise;
  }

  set(key: string, value: Uint8Array | readonly number[]): void {
    this.changed.set(key, Buffer.from(value));
    this.onChange();
  }

  /** Back to the profile's value. */
  reset(key: string): void {
    if (this.changed.delete(key)) this.onChange();
  }

  /** Whether anything below this prefix differs from the profile. */
  hasChanged(prefix: string): boolean {
    for (const key of this.changed.keys()) if (key.startsWith(prefix)) return true;
    return false;
  }

  save(): SavedSettings {
    return Object.fromEntries([...this.changed].map(([key, value]) => [key, value.toString("hex")]));
  }
}
