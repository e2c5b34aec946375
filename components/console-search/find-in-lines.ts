/** [from, until) of a match in its line. */
export type Range = readonly [from: number, until: number];

/** An expression ran longer than this: it is one that explodes. */
const LONGEST_MS = 1000;

/**
 * Runs in a worker, which alone can be stopped in the middle of an expression. As text, because a worker's own file would be the
 * only script of the page that is not loaded with its nonce.
 */
const SOURCE = `onmessage = ({ data: { expression, lines } }) => postMessage(lines.map((line) =>
  Array.from(line.matchAll(expression), ({ index, 0: { length } }) => [index, index + length])));`;

/** Where a global expression matches in each of the lines; null when it took too long. Bounded whatever the expression is. */
export function findInLines(
  expression: RegExp,
  lines: readonly string[],
): Promise<readonly (readonly Range[])[] | null> {
  const url = URL.createObjectURL(new Blob([SOURCE], { type: "text/javascript" }));
  const worker = new Worker(url);
  return new Promise<readonly (readonly Range[])[] | null>((resolve, reject) => {
    const timer = setTimeout(() => resolve(null), LONGEST_MS);
    worker.onmessage = ({ data }: MessageEvent<Range[][]>) => {
      clearTimeout(timer);
      resolve(data);
    };
    worker.onerror = (event) => {
      clearTimeout(timer);
      reject(new Error(event.message));
    };
    worker.postMessage({ expression, lines });
  }).finally(() => {
    worker.terminate();
    URL.revokeObjectURL(url);
  });
}

/** A line in pieces, those that match told apart. Ranges that are empty, overlap or lie outside are left out. */
export function pieces(
  line: string,
  ranges: readonly Range[],
): readonly { readonly at: number; readonly text: string; readonly isMatch: boolean }[] {
  const found: { at: number; text: string; isMatch: boolean }[] = [];
  let at = 0;
  for (const [from, until] of ranges) {
    if (from < at || until <= from || until > line.length) continue;
    if (from > at) found.push({ at, text: line.slice(at, from), isMatch: false });
    found.push({ at: from, text: line.slice(from, until), isMatch: true });
    at = until;
  }
  if (at < line.length) found.push({ at, text: line.slice(at), isMatch: false });
  return found;
}
