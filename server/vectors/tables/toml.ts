export type TomlValue = string | number | boolean | readonly string[];
export type TomlTable = Readonly<Record<string, TomlValue>>;

/**
 * The part of TOML in which FRU images are described: tables, strings, dates, whole numbers, booleans, lists of strings. Throws
 * SyntaxError for the rest.
 */
export function parseToml(text: string): Readonly<Record<string, TomlTable>> {
  const tables: Record<string, Record<string, TomlValue>> = {};
  let table: Record<string, TomlValue> = {};
  for (const statement of statements(text)) {
    const name = /^\[([\w.-]+)\]$/.exec(statement)?.[1];
    if (name !== undefined) {
      table = tables[name] ?? {};
      tables[name] = table;
      continue;
    }
    const [, key, value] = /^([\w-]+)\s*=\s*([\s\S]+)$/.exec(statement) ?? [];
    if (key === undefined || value === undefined) throw new SyntaxError(`not understood: ${statement}`);
    table[key] = parseValue(value.trim());
  }
  return tables;
}

/** Lines without comments; a list over several lines counts as one. */
function* statements(text: string): Generator<string> {
  let open = "";
  for (const line of text.split(/\r?\n/)) {
    open = `${open} ${line.replace(/^((?:[^"#]|"(?:[^"\\]|\\.)*")*)#.*$/, "$1")}`.trim();
    if (open === "" || (/=\s*\[/.test(open) && !open.endsWith("]"))) continue;
    yield open;
    open = "";
  }
  if (open !== "") yield open;
}

function parseValue(text: string): TomlValue {
  if (text === "true" || text === "false") return text === "true";
  const literal =
    /^'([^']*)'$/.exec(text)?.[1] ?? /^(\d{4}-\d\d-\d\d[T ]\d\d:\d\d)[\d:.Z+-]*$/.exec(text)?.[1];
  if (literal !== undefined) return literal.replace(/^([\d-]{10})T/, "$1 ");
  if (text.startsWith('"') || text.startsWith("[")) return parseQuoted(text);
  const number = Number(text.replaceAll("_", ""));
  if (Number.isNaN(number)) throw new SyntaxError(`not understood: ${text}`);
  return number;
}

/** Strings and lists of strings are JSON, but for a comma after the last element. */
function parseQuoted(text: string): TomlValue {
  const value: unknown = JSON.parse(text.replace(/,\s*\]$/, "]"));
  if (typeof value === "string") return value;
  if (Array.isArray(value) && value.every((one) => typeof one === "string")) return value;
  throw new SyntaxError(`not understood: ${text}`);
}
