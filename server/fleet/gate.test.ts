import { expect, test } from "vitest";
import { Gate } from "./gate";

test("no more than its places are inside, and those outside come in in order", async () => {
  const gate = new Gate(2);
  const inside = new Set<number>();
  const order: number[] = [];
  let most = 0;
  const visits = Array.from({ length: 7 }, (_, visitor) =>
    gate.through(async () => {
      inside.add(visitor);
      order.push(visitor);
      most = Math.max(most, inside.size);
      await Promise.resolve();
      inside.delete(visitor);
      return visitor;
    }),
  );
  expect(await Promise.all(visits)).toEqual([0, 1, 2, 3, 4, 5, 6]);
  expect(order).toEqual([0, 1, 2, 3, 4, 5, 6]);
  expect(most).toBe(2);
});

test("who fails inside leaves the place free", async () => {
  const gate = new Gate(1);
  await expect(gate.through(() => Promise.reject(new Error("fell")))).rejects.toThrow("fell");
  expect(await gate.through(async () => "in")).toBe("in");
});
