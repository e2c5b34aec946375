import { expect, test } from "vitest";
import { type TicketBinding, Tickets } from "./tickets";

const live = { purpose: "live", userId: "u1", loginId: "l1" } as const;
const web1 = { purpose: "console", hostId: "h1", userId: "u1", loginId: "l1" } as const;

test("a ticket is good once", () => {
  const tickets = new Tickets();
  const ticket = tickets.issue(live);
  expect(tickets.redeem(ticket, live)).toBe(true);
  for (let i = 0; i < 10_000; i += 1) expect(tickets.redeem(ticket, live)).toBe(false);
});

test.each<[string, TicketBinding]>([
  ["another user", { ...web1, userId: "u2" }],
  ["another login", { ...web1, loginId: "l2" }],
  ["another host", { ...web1, hostId: "h2" }],
  ["another purpose", live],
])("a ticket shown for %s is refused, and spent", (_what, other) => {
  const tickets = new Tickets();
  const ticket = tickets.issue(web1);
  expect(tickets.redeem(ticket, other)).toBe(false);
  expect(tickets.redeem(ticket, web1)).toBe(false);
});

test("a ticket is dead after 30 s", () => {
  let at = 0;
  const tickets = new Tickets(() => at);
  const [early, late] = [tickets.issue(live), tickets.issue(live)];
  at = 29_999;
  expect(tickets.redeem(early, live)).toBe(true);
  at = 30_000;
  expect(tickets.redeem(late, live)).toBe(false);
});

test("tickets are long, different and fit a subprotocol's name", () => {
  const tickets = new Tickets();
  const all = Array.from({ length: 1000 }, () => tickets.issue(live));
  expect(new Set(all).size).toBe(1000);
  for (const ticket of all) expect(ticket).toMatch(/^[A-Za-z0-9_-]{43}$/);
});

test("hoarding tickets costs the oldest ones, not memory", () => {
  const tickets = new Tickets(() => 0);
  const first = tickets.issue(live);
  for (let i = 0; i < 10_000; i += 1) tickets.issue(live);
  expect(tickets.redeem(first, live)).toBe(false);
});
