import { ConsolePolicies, type ConsolePolicy } from "@/lib/contracts/recording";

export const numbers = {
  keepDays: { least: 1, most: 3650 },
  keepMebibytes: { least: 8, most: 1_048_576 },
  idleMinutes: { least: 0, most: 1440 },
} as const;

export type NumberName = keyof typeof numbers;
export type PolicyName = keyof ConsolePolicy;

/** In the order they are shown. */
export const policyNames: readonly PolicyName[] = [
  "record",
  "keepDays",
  "keepMebibytes",
  "idleMinutes",
  "reclaim",
];

export const isNumberName = (name: PolicyName): name is NumberName => name in numbers;

/** False while a number is empty or out of its range. */
export const isSendable = (draft: ConsolePolicies): boolean => ConsolePolicies.safeParse(draft).success;

/** A policy that sets `name` to what it is anyway, or leaves it to the default again. */
export function withOwn(
  policy: Partial<ConsolePolicy>,
  inherited: ConsolePolicy,
  name: PolicyName,
  own: boolean,
): Partial<ConsolePolicy> {
  const { [name]: _, ...rest } = policy;
  return own ? { ...rest, [name]: inherited[name] } : rest;
}

/** The list with the item at `index` moved one up. */
export function movedUp<Item>(list: readonly Item[], index: number): Item[] {
  const item = list[index];
  if (index < 1 || item === undefined) return [...list];
  return [...list.slice(0, index - 1), item, ...list.slice(index - 1, index), ...list.slice(index + 1)];
}
