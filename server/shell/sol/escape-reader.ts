/** What the keys of a person mean: characters for the host, or a command to us. */
export type KeyMeaning<Command extends string> =
  | { readonly kind: "type"; readonly bytes: Buffer }
  | { readonly kind: Command };

const CARRIAGE_RETURN = 0x0d;
const LINE_FEED = 0x0a;

/**
 * Finds commands among the keys: the escape character at the beginning of a line, and the key after it. The escape
 * character twice is one for the host; before any other key both are the host's.
 */
export class EscapeReader<Command extends string> {
  private pending = false;
  private atLineStart = true;

  /** `commands`: by the character after the escape character. Nothing is read past `terminate`. */
  constructor(
    private readonly escapeKey: number,
    private readonly commands: Readonly<Record<string, Command>>,
  ) {}

  read(keys: Uint8Array): readonly KeyMeaning<Command>[] {
    const meanings: KeyMeaning<Command>[] = [];
    let typed: number[] = [];
    const flush = () => {
      if (typed.length > 0) meanings.push({ kind: "type", bytes: Buffer.from(typed) });
      typed = [];
    };
    for (const key of keys) {
      if (this.pending) {
        this.pending = false;
        const kind = this.commands[String.fromCharCode(key)];
        if (kind !== undefined) {
          flush();
          meanings.push({ kind });
          if (kind === "terminate") return meanings;
          continue;
        }
        if (key !== this.escapeKey) typed.push(this.escapeKey);
      } else if (this.atLineStart && key === this.escapeKey) {
        this.pending = true;
        continue;
      }
      typed.push(key);
      this.atLineStart = key === CARRIAGE_RETURN || key === LINE_FEED;
    }
    flush();
    return meanings;
  }
}
