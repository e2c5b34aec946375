import { expect, it } from "vitest";
import { ActionStatus } from "@/lib/contracts/action";
import { isUnconfirmed, stations } from "./action-stations";

it("turns at one station at most while it goes on, and at none when it is over", () => {
  for (const status of ActionStatus.options) {
    const turning = (finished: boolean) =>
      stations({ status, finished }).filter((m) => m === "running").length;
    expect(turning(false)).toBeLessThanOrEqual(1);
    expect(turning(true)).toBe(0);
  }
});

it("shows success only for what the state confirmed", () => {
  const succeeded = ActionStatus.options.filter(
    (status) => stations({ status, finished: true })[2] === "done",
  );
  expect(succeeded).toEqual(["confirmed"]);
});

it("does not call an accepted action confirmed or running when it is over", () => {
  expect(isUnconfirmed({ status: "accepted", finished: true })).toBe(true);
  expect(isUnconfirmed({ status: "accepted", finished: false })).toBe(false);
  expect(isUnconfirmed({ status: "confirmed", finished: true })).toBe(false);
});
