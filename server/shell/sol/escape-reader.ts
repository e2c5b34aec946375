/** What the keys of a person mean: characters for the host, or a command to us. */
export type KeyMeaning =
  | { readonly kind: "type"; readonly bytes: Buffer }
  | { readonly kind: "terminate" | "break" | "help" | "suspend" };

const CARRIAGE_RETURN = 0x0d;
const LINE_FEED = 0x0a;
const CONTROL_Z = 0x1a;
const CONTROL_X = 0x18;

const commands: Readonly<Record<number, Exclude<KeyMeaning["kind"], "type">>> = {
  [".".charCodeAt(0)]: "terminate",
  ["B".charCodeAt(0)]: "break",
  ["?".charCodeAt(0)]: "help",
  [CONTROL_Z]: "suspend",
  [CONTROL_X]: "suspend",
};

/**
 * Finds commands among the keys: the escape character at the beginning of a line, and the key after it. The escape
 * character twice is one for the host; before any other key both are the host's.
 */
export class EscapeReader {
  private pending = false;
  private atLineStart = true;

  constructor(private readonly escapeKey: number) {}

  read(keys: Uint8Array): readonly KeyMeaning[] {
    const meanings: KeyMeaning[] = [];
    let typed: number[] = [];
    const flush = () => {
      if (typed.length > 0) meanings.push({ kind: "type", bytes: Buffer.from(typed) });
      typed = [];
    };
    for (const key of keys) {
      if (this.pending) {
        this.pending = false;
        const kind = commands[key];
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
