import type { SpecialKey } from "./special-keys";

/** What a host takes keys for that are more than a character. */
export const keyMaps = ["xterm", "linux", "vt100+", "vt-utf8"] as const;
export type KeyMap = (typeof keyMaps)[number];

/** As the browser's `KeyboardEvent.key` names them. */
type KeyName = "Insert" | "Delete" | "Home" | "End" | "PageUp" | "PageDown" | "Backspace" | FunctionKey;
type FunctionKey = `F${1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12}`;

const functionNames: readonly FunctionKey[] = [
  "F1",
  "F2",
  "F3",
  "F4",
  "F5",
  "F6",
  "F7",
  "F8",
  "F9",
  "F10",
  "F11",
  "F12",
];

/** F5 to F12 are numbered with two holes, as on the VT220. */
const vt220Numbers = [15, 17, 18, 19, 20, 21, 23, 24];
const editing = {
  Insert: "\x1b[2~",
  Delete: "\x1b[3~",
  PageUp: "\x1b[5~",
  PageDown: "\x1b[6~",
  Backspace: "\x7f",
};

function functions(data: (index: number) => string): Record<FunctionKey, string> {
  return Object.fromEntries(functionNames.map((name, index) => [name, data(index)])) as Record<
    FunctionKey,
    string
  >;
}

/** The PC's function keys over VT100+ and VT-UTF8 (Microsoft's out-of-band terminal conventions, SPCR types 1 and 2). */
const vt100Plus: Record<KeyName, string> = {
  ...functions((index) => `\x1b${"1234567890!@".charAt(index)}`),
  Insert: "\x1b+",
  Delete: "\x1b-",
  Home: "\x1bh",
  End: "\x1bk",
  PageUp: "\x1b?",
  PageDown: "\x1b/",
  Backspace: "\b",
};

const sequences: Record<KeyMap, Record<KeyName, string>> = {
  xterm: {
    ...functions((index) =>
      index < 4 ? `\x1bO${"PQRS".charAt(index)}` : `\x1b[${vt220Numbers[index - 4]}~`,
    ),
    ...editing,
    Home: "\x1b[1~",
    End: "\x1b[4~",
  },
  linux: {
    ...functions((index) =>
      index < 5 ? `\x1b[[${"ABCDE".charAt(index)}` : `\x1b[${vt220Numbers[index - 4]}~`,
    ),
    ...editing,
    Home: "\x1b[1~",
    End: "\x1b[4~",
  },
  "vt100+": vt100Plus,
  "vt-utf8": vt100Plus,
};

/** What a key sends, by its `KeyboardEvent.key`; null for keys that are the same in every map. */
export function keySequence(map: KeyMap, name: string): string | null {
  const known = sequences[map];
  return Object.hasOwn(known, name) ? known[name as KeyName] : null;
}

const labels: readonly (readonly [KeyName, string])[] = [
  ["Backspace", "Backspace"],
  ["Delete", "Del"],
  ["Insert", "Ins"],
  ["Home", "Home"],
  ["End", "End"],
  ["PageUp", "PgUp"],
  ["PageDown", "PgDn"],
];

export function editingKeys(map: KeyMap): readonly SpecialKey[] {
  return [
    { id: "escape", label: "Esc", data: "\x1b" },
    { id: "tab", label: "Tab", data: "\t" },
    { id: "enter", label: "Enter", data: "\r" },
    ...labels.map(([name, label]) => ({ id: name.toLowerCase(), label, data: sequences[map][name] })),
  ];
}

export function functionKeys(map: KeyMap): readonly SpecialKey[] {
  return functionNames.map((name) => ({ id: name.toLowerCase(), label: name, data: sequences[map][name] }));
}

/** Arrow keys change with the terminal's application cursor mode (DECCKM), which firmware never sets. */
export function arrowKeys(applicationMode: boolean): readonly SpecialKey[] {
  const lead = applicationMode ? "\x1bO" : "\x1b[";
  return [
    { id: "up", label: "↑", data: `${lead}A` },
    { id: "down", label: "↓", data: `${lead}B` },
    { id: "left", label: "←", data: `${lead}D` },
    { id: "right", label: "→", data: `${lead}C` },
  ];
}

/** The keys that firmware asks for while it starts: what a phone needs within reach. */
export function firmwareKeys(map: KeyMap, applicationMode: boolean): readonly SpecialKey[] {
  const wanted = ["escape", "tab", "enter", "delete", "f1", "f2", "f4", "f8", "f9", "f10", "f11", "f12"];
  const all = [...editingKeys(map), ...functionKeys(map)];
  const found = wanted.flatMap((id) => all.find((one) => one.id === id) ?? []);
  return [...found, ...arrowKeys(applicationMode)];
}
