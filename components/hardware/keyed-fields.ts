/** Labels repeat in a FRU area (custom fields): each gets a number among its namesakes as identity. */
export function keyedFields<T extends { label: string }>(fields: readonly T[]): (T & { key: string })[] {
  const seen = new Map<string, number>();
  return fields.map((field) => {
    const count = (seen.get(field.label) ?? 0) + 1;
    seen.set(field.label, count);
    return { ...field, key: `${field.label} ${count}` };
  });
}
