import type { PolicyBook } from "../consoles/policy-book";
import { systemContext } from "../context";

/** Every simulated host has it. */
export const DEMO_TAG = "demo";

/** So that a newcomer finds something in the consoles' history. Done once: what people lay down afterwards stands. */
export async function recordDemoConsoles(policies: PolicyBook): Promise<void> {
  const { current } = policies;
  if (current.tags.some(({ tag }) => tag === DEMO_TAG)) return;
  const tags = [...current.tags, { tag: DEMO_TAG, policy: { record: true } }];
  await policies.write(systemContext("demo"), { ...current, tags });
}

/** Nothing is laid down any more for hosts that are gone. */
export async function forgetDemoConsoles(policies: PolicyBook): Promise<void> {
  const { current } = policies;
  const tags = current.tags.filter(({ tag }) => tag !== DEMO_TAG);
  if (tags.length < current.tags.length) await policies.write(systemContext("demo"), { ...current, tags });
}
