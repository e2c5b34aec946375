import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { PowerRequest } from "@/lib/contracts/action";
import { failure } from "@/server/bmc/testing/fake-bmc";
import { ActionRig } from "../actions/testing/action-rig";
import { ConflictError, ForbiddenError, RefusedError, SealedError, UnavailableError } from "../errors";

let rig: ActionRig;

beforeEach(() => {
  vi.useFakeTimers();
  rig = new ActionRig();
});

afterEach(() => {
  vi.useRealTimers();
});

const ask = (verb: PowerRequest["verb"], more: Partial<PowerRequest> = {}) =>
  rig.services.power(rig.as("operator"), "h1", { verb, native: false, ...more });

/** Asks, lets the virtual time run, returns the action as stored. */
async function settled(verb: PowerRequest["verb"], more: Partial<PowerRequest> = {}, ms = 600_000) {
  const { id } = await ask(verb, more);
  await vi.advanceTimersByTimeAsync(ms);
  return rig.action(id);
}

describe("before anything is sent", () => {
  test("a viewer may not switch power, and nothing is written or sent", async () => {
    const refused = rig.services.power(rig.as("viewer"), "h1", { verb: "off", native: false });
    await expect(refused).rejects.toBeInstanceOf(ForbiddenError);
    expect(rig.journal).toEqual([]);
    expect(rig.bmc.sent).toEqual([]);
  });

  test("a protected host wants its name typed for what is destructive, and the refusal is in the audit", async () => {
    rig.row = { ...rig.row, protected: true };
    await expect(ask("off", { confirmName: "node-2" })).rejects.toBeInstanceOf(RefusedError);
    expect(rig.audit).toMatchObject([{ action: "power.off", outcome: "refused" }]);
    expect((await settled("off", { confirmName: "node-1" })).status).toBe("confirmed");
  });

  test("a protected host is switched on without its name", async () => {
    rig.row = { ...rig.row, protected: true };
    rig.bmc.powerState = "off";
    expect((await settled("on")).status).toBe("confirmed");
  });

  test("a sealed engine refuses", async () => {
    rig.sealed = true;
    await expect(ask("off")).rejects.toBeInstanceOf(SealedError);
    expect(rig.claimedBy).toBeNull();
  });

  test("one action per host at a time", async () => {
    await ask("soft-off");
    await expect(ask("reset")).rejects.toBeInstanceOf(ConflictError);
  });

  test("the answer comes with the intent, not with the outcome", async () => {
    const action = await ask("off");
    expect(action).toMatchObject({
      status: "requested",
      finished: false,
      requestedBy: "operator@example.com",
    });
    expect(action).not.toHaveProperty("auditId");
    expect(rig.bmc.sent).toEqual([]);
  });

  test("no audit, no action: the host is free again and nothing is sent", async () => {
    rig.onAuditBegin = () => {
      throw new UnavailableError("disk full");
    };
    await expect(ask("off")).rejects.toBeInstanceOf(UnavailableError);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(rig.bmc.sent).toEqual([]);
    expect(rig.claimedBy).toBeNull();
  });

  test("the intent and the sending are committed before the datagram leaves", async () => {
    rig.bmc.onControl = () => {
      rig.journal.push("datagram");
      rig.bmc.powerState = "off";
    };
    await settled("off");
    const before = rig.journal.slice(0, rig.journal.indexOf("datagram"));
    expect(before).toEqual([
      "intent",
      "insert",
      "requested/checking-identity",
      "requested/reading-state",
      "requested/sending",
    ]);
  });

  test("when the sending cannot be committed nothing is sent", async () => {
    rig.onCommit = (action) => {
      if (action.step === "sending") throw new UnavailableError("database is gone");
    };
    const action = await settled("reset");
    expect(rig.bmc.sent).toEqual([]);
    expect(action).toMatchObject({ status: "refused", finished: true });
  });

  test("another identity than the enrolled one blocks, with the reason", async () => {
    rig.blocked = { layer: "identity", code: "identity-changed", detail: "another board" };
    expect(await settled("off")).toMatchObject({ status: "refused", failure: { code: "identity-changed" } });
    expect(rig.bmc.sent).toEqual([]);
  });

  test("a BMC that turns out to be another one is sent nothing", async () => {
    rig.bmc.onIdentify = () => {
      throw failure("identity-changed", "identity");
    };
    expect(await settled("off")).toMatchObject({ status: "refused", failure: { code: "identity-changed" } });
    expect(rig.bmc.sent).toEqual([]);
    expect(rig.audit).toMatchObject([{ outcome: "refused" }]);
  });

  test("an intent older than 30 seconds never leaves", async () => {
    rig.bmc.onRead = () => new Promise((resolve) => setTimeout(resolve, 31_000));
    const action = await settled("reset");
    expect(rig.bmc.sent).toEqual([]);
    expect(action).toMatchObject({ status: "refused", note: expect.stringContaining("30 seconds") });
  });

  test("an unreadable state refuses: nobody switches blind", async () => {
    rig.bmc.onRead = () => {
      throw failure("no-answer");
    };
    expect(await settled("off")).toMatchObject({ status: "refused", failure: { code: "no-answer" } });
    expect(rig.bmc.sent).toEqual([]);
  });
});

describe("on and off", () => {
  test.each([
    ["on", "on"],
    ["off", "off"],
    ["soft-off", "off"],
  ] as const)("%s of a host that is %s is confirmed and sends nothing", async (verb, state) => {
    rig.bmc.powerState = state;
    expect(await settled(verb)).toMatchObject({
      status: "confirmed",
      note: expect.stringContaining("already"),
    });
    expect(rig.bmc.sent).toEqual([]);
  });

  test("off is confirmed when the state follows seconds later", async () => {
    rig.bmc.onControl = () => {
      setTimeout(() => {
        rig.bmc.powerState = "off";
      }, 7_000);
    };
    const { id } = await ask("off");
    await vi.advanceTimersByTimeAsync(5_000);
    expect(rig.action(id)).toMatchObject({ status: "accepted", step: "waiting-for-off", finished: false });
    await vi.advanceTimersByTimeAsync(5_000);
    expect(rig.action(id)).toMatchObject({ status: "confirmed", finished: true });
    expect(rig.audit).toMatchObject([{ action: "power.off", outcome: "ok" }]);
    expect(rig.linkDrops).toEqual([id]);
  });

  test("off that the BMC accepts and ignores is never called confirmed", async () => {
    rig.bmc.onControl = () => {};
    expect(await settled("off")).toMatchObject({ status: "accepted", finished: true });
    expect(rig.bmc.sent).toEqual(["off"]);
    expect(rig.audit).toMatchObject([{ outcome: "failed" }]);
  });

  test("a refusal carries the BMC's words and nothing is waited for", async () => {
    rig.bmc.onControl = () => {
      throw failure("completion-code");
    };
    expect(await settled("on", {}, 1_000)).toMatchObject({ status: "confirmed" });
    rig.bmc.powerState = "off";
    const action = await settled("on", {}, 1_000);
    expect(action).toMatchObject({ status: "refused", failure: { detail: "test: completion-code" } });
  });

  test("a lost answer to off is resolved by reading", async () => {
    rig.bmc.onControl = () => {
      rig.bmc.powerState = "off";
      throw failure("no-answer");
    };
    const action = await settled("off");
    expect(action).toMatchObject({ status: "confirmed", failure: null });
    expect(rig.bmc.sent).toEqual(["off"]);
  });

  test("while it is resolved it says unknown", async () => {
    rig.bmc.onControl = () => {
      throw failure("outcome-unknown");
    };
    const { id } = await ask("soft-off");
    await vi.advanceTimersByTimeAsync(2_000);
    expect(rig.action(id)).toMatchObject({ status: "unknown", step: "resolving", finished: false });
    rig.bmc.powerState = "off";
    await vi.advanceTimersByTimeAsync(2_000);
    expect(rig.action(id)).toMatchObject({ status: "confirmed", finished: true });
    expect(rig.bmc.sent).toEqual(["soft-off"]);
  });

  test("soft-off that the operating system ignores ends after five minutes with the remedy", async () => {
    rig.bmc.onControl = () => {};
    const { id } = await ask("soft-off");
    await vi.advanceTimersByTimeAsync(290_000);
    expect(rig.action(id)).toMatchObject({ status: "accepted", finished: false });
    await vi.advanceTimersByTimeAsync(20_000);
    expect(rig.action(id)).toMatchObject({
      status: "accepted",
      finished: true,
      note: expect.stringContaining("Use off"),
    });
    expect(rig.bmc.sent).toEqual(["soft-off"]);
  });

  test("a BMC that falls silent after accepting leaves the outcome unknown", async () => {
    rig.bmc.onControl = () => {
      rig.bmc.onRead = () => {
        throw failure("no-answer");
      };
    };
    expect(await settled("off")).toMatchObject({ status: "unknown", finished: true });
    expect(rig.audit).toMatchObject([{ outcome: "unknown" }]);
  });
});

describe("cycle", () => {
  test("switches off, verifies, holds ten seconds, switches on, verifies", async () => {
    const { id } = await ask("cycle");
    await vi.advanceTimersByTimeAsync(9_900);
    expect(rig.bmc.sent).toEqual(["off"]);
    expect(rig.action(id).step).toBe("holding-off");
    await vi.advanceTimersByTimeAsync(200);
    expect(rig.bmc.sent).toEqual(["off", "on"]);
    expect(rig.action(id)).toMatchObject({ status: "confirmed", finished: true });
  });

  test("of a host that is off is refused with the remedy", async () => {
    rig.bmc.powerState = "off";
    expect(await settled("cycle")).toMatchObject({
      status: "refused",
      note: expect.stringContaining("Use on"),
    });
    expect(rig.bmc.sent).toEqual([]);
  });

  test("does not switch on when off was never seen", async () => {
    rig.bmc.onControl = () => {};
    expect(await settled("cycle")).toMatchObject({ status: "accepted", finished: true });
    expect(rig.bmc.sent).toEqual(["off"]);
  });

  test("says that the host is off when on is refused", async () => {
    rig.bmc.onControl = (verb) => {
      if (verb === "on") throw failure("completion-code");
      rig.bmc.powerState = "off";
    };
    const action = await settled("cycle");
    expect(action).toMatchObject({ status: "unknown", note: expect.stringContaining("Use on") });
  });

  test("native is one datagram and confirmed when off and then on was seen", async () => {
    rig.bmc.onControl = () => {
      rig.bmc.powerState = "off";
      setTimeout(() => {
        rig.bmc.powerState = "on";
      }, 5_000);
    };
    expect(await settled("cycle", { native: true })).toMatchObject({ status: "confirmed" });
    expect(rig.bmc.sent).toEqual(["cycle"]);
  });

  test("native with a lost answer and no sign stays unknown and is not repeated", async () => {
    rig.bmc.onControl = () => {
      throw failure("outcome-unknown");
    };
    expect(await settled("cycle", { native: true })).toMatchObject({ status: "unknown", finished: true });
    expect(rig.bmc.sent).toEqual(["cycle"]);
  });
});

describe("reset and NMI", () => {
  test.each(["reset", "nmi"] as const)(
    "%s of a host that is off is refused with the remedy",
    async (verb) => {
      rig.bmc.powerState = "off";
      expect(await settled(verb)).toMatchObject({
        status: "refused",
        note: expect.stringContaining("Use on"),
      });
      expect(rig.bmc.sent).toEqual([]);
    },
  );

  test("reset without a sign ends as accepted, honestly and at once", async () => {
    const action = await settled("reset", {}, 1_000);
    expect(action).toMatchObject({ status: "accepted", finished: true });
    expect(action.note).toContain("no way to see a reset");
    expect(rig.audit).toMatchObject([{ outcome: "ok" }]);
  });

  test("reset is confirmed by a restart cause that changed", async () => {
    rig.bmc.cause = "power button";
    rig.bmc.onControl = () => {
      rig.bmc.cause = "Chassis Control command";
    };
    expect(await settled("reset")).toMatchObject({ status: "confirmed" });
  });

  test("reset with the same restart cause as before is only accepted", async () => {
    rig.bmc.cause = "Chassis Control command";
    expect(await settled("reset")).toMatchObject({ status: "accepted", finished: true });
  });

  test("reset with a lost answer is sent once and never called a success", async () => {
    rig.bmc.onControl = () => {
      throw failure("outcome-unknown");
    };
    const action = await settled("reset");
    expect(action).toMatchObject({ status: "unknown", finished: true, failure: { code: "outcome-unknown" } });
    expect(rig.bmc.sent).toEqual(["reset"]);
  });

  test("a BMC that is silent after a reset is waited for before the outcome is called unknown", async () => {
    rig.bmc.onControl = () => {
      rig.bmc.onRead = () => {
        throw failure("no-answer");
      };
      setTimeout(() => {
        rig.bmc.onRead = () => {};
      }, 20_000);
      throw failure("outcome-unknown");
    };
    const { id } = await ask("reset");
    await vi.advanceTimersByTimeAsync(15_000);
    expect(rig.action(id).finished).toBe(false);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(rig.action(id)).toMatchObject({
      status: "unknown",
      note: expect.stringContaining("The host is on."),
    });
  });

  test("a failed login before a reset is a refusal: nothing left", async () => {
    rig.bmc.onControl = () => {
      throw failure("no-answer", "login");
    };
    expect(await settled("reset")).toMatchObject({ status: "refused" });
  });
});

test("whoever sees an action finished can ask for the next one", async () => {
  const claimed: (string | null)[] = [];
  rig.onCommit = (action) => {
    if (action.finished) claimed.push(rig.claimedBy);
  };
  await settled("off");
  expect(claimed).toEqual([null]);
});

test("every change is shown on the live bus and the last one is finished", async () => {
  await settled("off");
  expect(rig.shown.map((action) => action.step)).toEqual([
    "queued",
    "checking-identity",
    "reading-state",
    "sending",
    "sending",
    "waiting-for-off",
    "done",
  ]);
  expect(rig.shown.at(-1)?.finished).toBe(true);
  expect(rig.claimedBy).toBeNull();
});
