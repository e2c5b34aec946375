/** Rows of a list that is read a page at a time; `next` of a page is where the one after it begins. */
export async function* pages<T>(
  read: (before: string | undefined) => Promise<{ rows: readonly T[]; next: string | null }>,
  from?: string,
): AsyncGenerator<T> {
  let before = from;
  for (;;) {
    const { rows, next } = await read(before);
    yield* rows;
    if (next === null) return;
    before = next;
  }
}
