/** Names that differ in their last number only, as one: node1, node2, node3, node7 → node[1-3,7]. */
export function foldHosts(hosts: readonly string[]): string {
  const groups = new Map<string, { readonly head: string; readonly tail: string; numbers: string[] }>();
  for (const host of hosts) {
    const [, head, number, tail] = /^(.*?)(\d+)(\D*)$/.exec(host) ?? [];
    const key =
      number === undefined ? host : `${head}[]${tail}${number.startsWith("0") ? number.length : ""}`;
    const group = groups.get(key) ?? { head: head ?? host, tail: tail ?? "", numbers: [] };
    if (number !== undefined) group.numbers.push(number);
    groups.set(key, group);
  }
  return [...groups.values()].map(folded).join(",");
}

function folded({ head, tail, numbers }: { head: string; tail: string; numbers: readonly string[] }): string {
  const [only, ...others] = numbers;
  if (only === undefined) return head;
  if (others.length === 0) return `${head}${only}${tail}`;
  const sorted = [...numbers].sort((a, b) => Number(a) - Number(b));
  const ranges: { first: string; last: string }[] = [];
  for (const number of sorted) {
    const range = ranges.at(-1);
    if (range && Number(number) === Number(range.last) + 1) range.last = number;
    else ranges.push({ first: number, last: number });
  }
  const list = ranges.map(({ first, last }) => (first === last ? first : `${first}-${last}`)).join(",");
  return `${head}[${list}]${tail}`;
}
