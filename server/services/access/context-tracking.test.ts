import { getRequestStateAsyncLocalStorage } from "@better-auth/core/context";
import { expect, test } from "vitest";
import { ContextTracking } from "./context-tracking";

test("a context lasts while a call runs, and nothing is followed afterwards", async () => {
  const tracking = new ContextTracking();
  const storage = await getRequestStateAsyncLocalStorage();
  const state = new WeakMap();
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const inside = async (wait: Promise<void>) =>
    tracking.during(() =>
      storage.run(state, async () => {
        await wait;
        return storage.getStore();
      }),
    );
  const long = inside(held);
  expect(await inside(Promise.resolve())).toBe(state);
  release();
  expect(await long).toBe(state);
  // Letting go ends every context, this one too.
  storage.enterWith(state);
  await tracking.during(async () => undefined);
  expect(storage.getStore()).toBeUndefined();
});
