import { expect, test } from "vitest";
import { AddressLimiter } from "./address-limiter";

function limiter() {
  let at = 0;
  const tries = new AddressLimiter({ burst: 3, refillMs: 1000, now: () => at });
  return { tries, advance: (ms: number) => (at += ms) };
}

test("allows the burst, then one a refill time, and says how long to wait", () => {
  const { tries, advance } = limiter();
  expect([1, 2, 3].map(() => tries.take("192.0.2.1"))).toEqual([0, 0, 0]);
  expect(tries.take("192.0.2.1")).toBe(1000);
  advance(400);
  expect(tries.take("192.0.2.1")).toBe(600);
  advance(600);
  expect(tries.take("192.0.2.1")).toBe(0);
  expect(tries.take("192.0.2.1")).toBe(1000);
});

test("counts each address by itself", () => {
  const { tries } = limiter();
  for (let i = 0; i < 3; i += 1) tries.take("192.0.2.1");
  expect(tries.take("192.0.2.2")).toBe(0);
});

test("counts the addresses of one IPv6 network together, and IPv4 in its IPv6 form as IPv4", () => {
  const { tries } = limiter();
  for (let i = 1; i <= 3; i += 1) expect(tries.take(`2001:db8:1:2::${i}`)).toBe(0);
  expect(tries.take("2001:db8:1:2:3:4:5:6")).toBeGreaterThan(0);
  expect(tries.take("2001:db8:1:3::1")).toBe(0);
  for (let i = 1; i <= 3; i += 1) tries.take("::ffff:192.0.2.9");
  expect(tries.take("192.0.2.9")).toBeGreaterThan(0);
});

test("a try given back does not count, and never adds to the burst", () => {
  const { tries } = limiter();
  tries.giveBack("192.0.2.1");
  for (let i = 0; i < 10; i += 1) {
    expect(tries.take("192.0.2.1")).toBe(0);
    tries.giveBack("192.0.2.1");
  }
  expect([1, 2, 3].map(() => tries.take("192.0.2.1"))).toEqual([0, 0, 0]);
  expect(tries.take("192.0.2.1")).toBeGreaterThan(0);
});
