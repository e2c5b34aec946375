export interface SpecialKey {
  id: string;
  /** What is printed on the key; not translated. */
  label: string;
  /** Bytes it sends, in the VT220/xterm form that Linux, BIOS redirection and boot loaders understand. */
  data: string;
}

const key = (id: string, label: string, data: string): SpecialKey => ({ id, label, data });

/** Keys a browser, an operating system or a phone keeps for itself. */
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

export const editingKeys: readonly SpecialKey[] = [
  key("escape", "Esc", "\x1b"),
  key("tab", "Tab", "\t"),
  key("enter", "Enter", "\r"),
  key("backspace", "Backspace", "\x7f"),
  key("delete", "Del", "\x1b[3~"),
  key("insert", "Ins", "\x1b[2~"),
  key("home", "Home", "\x1b[1~"),
  key("end", "End", "\x1b[4~"),
  key("page-up", "PgUp", "\x1b[5~"),
  key("page-down", "PgDn", "\x1b[6~"),
];

export const functionKeys: readonly SpecialKey[] = [
  key("f1", "F1", "\x1bOP"),
  key("f2", "F2", "\x1bOQ"),
  key("f3", "F3", "\x1bOR"),
  key("f4", "F4", "\x1bOS"),
  ...[15, 17, 18, 19, 20, 21, 23, 24].map((code, i) => key(`f${i + 5}`, `F${i + 5}`, `\x1b[${code}~`)),
];

/** Arrow keys change with the terminal's application cursor mode (DECCKM). */
export function arrowKeys(applicationMode: boolean): readonly SpecialKey[] {
  const lead = applicationMode ? "\x1bO" : "\x1b[";
  return [
    key("up", "↑", `${lead}A`),
    key("down", "↓", `${lead}B`),
    key("left", "←", `${lead}D`),
    key("right", "→", `${lead}C`),
  ];
}

/** A serial line has no window size of its own; this tells a shell the one the browser shows. */
export function sttySize(rows: number, columns: number): string {
  return `stty rows ${rows} cols ${columns}\r`;
}
