interface Numbered {
  readonly head: string;
  /** Digits; empty when the name has none. */
  readonly number: string;
  readonly tail: string;
}

/** Names that differ in their last number only, as one: node1, node2, node3, node7 → node[1-3,7]. */
export function foldHosts(hosts: readonly string[]): string {
  const names = hosts.map(parted);
  const padded = new Set(names.filter(({ number }) => number.startsWith("0")).map(widthKey));
  const groups = new Map<string, Numbered[]>();
  for (const name of names) {
    // Numbers with zeros in front belong together with others of their width: n09 and n10.
    const key = padded.has(widthKey(name)) ? widthKey(name) : `${name.head}[]${name.tail}`;
    const group = groups.get(key) ?? [];
    groups.set(key, group);
    group.push(name);
  }
  return [...groups.values()].map(folded).join(",");
}

function parted(host: string): Numbered {
  const [, head, number, tail] = /^(.*?)(\d+)(\D*)$/.exec(host) ?? [];
  return head === undefined || number === undefined || tail === undefined
    ? { head: host, number: "", tail: "" }
    : { head, number, tail };
}

function widthKey({ head, number, tail }: Numbered): string {
  return `${head}[${number.length}]${tail}`;
}

function folded(group: readonly Numbered[]): string {
  const [first] = group;
  if (first === undefined) return "";
  const { head, tail } = first;
  if (group.length === 1) return `${head}${first.number}${tail}`;
  const numbers = group.map(({ number }) => number).sort((a, b) => Number(a) - Number(b));
  const ranges: { readonly from: string; to: string }[] = [];
  for (const number of numbers) {
    const range = ranges.at(-1);
    if (range && Number(number) === Number(range.to) + 1) range.to = number;
    else ranges.push({ from: number, to: number });
  }
  const list = ranges.map(({ from, to }) => (from === to ? from : `${from}-${to}`)).join(",");
  return `${head}[${list}]${tail}`;
}
