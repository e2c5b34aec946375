import { describe, expect, it } from "vitest";
import type { ConsoleState } from "@/lib/contracts/console";
import { consoleStatus, quietMinutes, secondsUntil } from "./console-status";

const since = "2026-11-22T10:00:00.000Z";
const began = Date.parse(since);
const bmc = (change: Partial<ConsoleState>): ConsoleState => ({
  state: "open",
  since,
  failure: null,
  retryInMs: null,
  inputHeld: false,
  holder: null,
  recording: { on: false, alarm: null },
  ...change,
});
const at = (console: ConsoleState | null) => ({
  link: { phase: "open" } as const,
  console,
  consoleAt: began,
});

describe("consoleStatus", () => {
  it("never calls the console open while the browser is cut off", () => {
    const status = consoleStatus({
      link: { phase: "waiting", retryAt: 5 },
      console: bmc({}),
      consoleAt: began,
    });
    expect(status).toMatchObject({ key: "link-waiting", tone: "warning", retryAt: 5, offer: "connect" });
  });

  it("offers to take over when another owns the payload, by use or by theft", () => {
    expect(consoleStatus(at(bmc({ state: "in-use" })))).toMatchObject({ offer: "take-over", tone: "bad" });
    expect(consoleStatus(at(bmc({ state: "taken" })))).toMatchObject({ offer: "take-over", tone: "bad" });
  });

  it("counts the engine's back-off from when the message arrived", () => {
    const status = consoleStatus(at(bmc({ state: "reconnecting", retryInMs: 8000 })));
    expect(status.retryAt).toBe(began + 8000);
    expect(secondsUntil(began + 8000, began + 500)).toBe(8);
    expect(secondsUntil(began, began + 500)).toBe(0);
  });

  it("tells held input from a good console", () => {
    expect(consoleStatus(at(bmc({ inputHeld: true })))).toMatchObject({ key: "held", tone: "warning" });
    expect(consoleStatus(at(bmc({})))).toMatchObject({ key: "open", tone: "good" });
  });

  it("says why the engine refused", () => {
    const refused = (status: number) =>
      consoleStatus({ link: { phase: "refused", status }, console: null, consoleAt: 0 }).key;
    expect([401, 403, 404].map(refused)).toEqual(["link-login", "link-refused", "link-missing"]);
  });
});

describe("quietMinutes", () => {
  const minutes = (n: number) => began + n * 60_000;
  it("speaks after three minutes without output on an open console", () => {
    expect(quietMinutes({ ...at(bmc({})), lastOutputAt: null }, minutes(2.9))).toBeNull();
    expect(quietMinutes({ ...at(bmc({})), lastOutputAt: null }, minutes(4.5))).toBe(4);
    expect(quietMinutes({ ...at(bmc({})), lastOutputAt: minutes(4) }, minutes(4.5))).toBeNull();
  });

  it("is silent while the console is not open", () => {
    expect(quietMinutes({ ...at(bmc({ state: "failed" })), lastOutputAt: null }, minutes(9))).toBeNull();
  });
});
