export interface SpecialKey {
  id: string;
  /** What is printed on the key; not translated. */
  label: string;
  /** What it sends. */
  data: string;
}

const key = (id: string, label: string, data: string): SpecialKey => ({ id, label, data });

/** Keys a browser, an operating system or a phone keeps for itself; the same in every key map. */
export const controlKeys: readonly SpecialKey[] = [
  key("ctrl-c", "Ctrl+C", "\x03"),
  key("ctrl-d", "Ctrl+D", "\x04"),
  key("ctrl-z", "Ctrl+Z", "\x1a"),
  key("ctrl-w", "Ctrl+W", "\x17"),
  key("ctrl-a", "Ctrl+A", "\x01"),
  key("ctrl-e", "Ctrl+E", "\x05"),
  key("ctrl-l", "Ctrl+L", "\x0c"),
  key("ctrl-r", "Ctrl+R", "\x12"),
  key("ctrl-x", "Ctrl+X", "\x18"),
  key("ctrl-backslash", "Ctrl+\\", "\x1c"),
  key("ctrl-bracket", "Ctrl+]", "\x1d"),
];

/** A serial line has no window size of its own; this tells a shell the one the browser shows. */
export function sttySize(rows: number, columns: number): string {
  return `stty rows ${rows} cols ${columns}\r`;
}
