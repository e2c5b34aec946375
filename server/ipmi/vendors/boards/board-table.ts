/** Names of a maker's boards by product id. */
export interface BoardTable {
  name(productId: number): string | null;
}

/**
 * A table from text, an entry `<product id in hex> <name>`, the next behind a bar or on a new line. It is read when first
 * asked: who asks for no name, as most commands do not, does not pay for hundreds of them.
 */
export function boardTable(text: string): BoardTable {
  let names: ReadonlyMap<number, string> | null = null;
  return {
    name(productId) {
      names ??= read(text);
      return names.get(productId) ?? null;
    },
  };
}

function read(text: string): ReadonlyMap<number, string> {
  const entries = text.split(/[|\n]/).map((entry) => entry.trim());
  return new Map(
    entries
      .filter((entry) => entry !== "")
      .map((entry) => [Number.parseInt(entry.slice(0, 4), 16), entry.slice(5)] as const),
  );
}
