import fc from "fast-check";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { powerVerbs } from "@/lib/contracts/action";
import type { Failure } from "@/lib/contracts/problem";
import { failure } from "@/server/bmc/testing/fake-bmc";
import { ActionRig } from "../actions/testing/action-rig";
import { UnavailableError } from "../errors";

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

const codes: Failure["code"][] = ["no-answer", "session-lost", "outcome-unknown", "completion-code"];

/** What the network, the BMC and the database do to one action. */
const faults = fc.record({
  verb: fc.constantFrom(...powerVerbs),
  native: fc.boolean(),
  startsOn: fc.boolean(),
  /** Of each reading: fails, or takes so many milliseconds. */
  reads: fc.infiniteStream(fc.oneof(fc.constant("fails" as const), fc.nat(40_000))),
  /** Of each command: is carried out or not, and answered with this. */
  commands: fc.infiniteStream(
    fc.record({ works: fc.boolean(), answer: fc.option(fc.constantFrom(...codes), { nil: null }) }),
  ),
  /** Of each commit: fails or not. */
  commits: fc.infiniteStream(fc.integer({ min: 0, max: 15 }).map((n) => n > 0)),
});

test("whatever fails: one datagram at the most, never after 30 s, and no success without evidence", async () => {
  await fc.assert(
    fc.asyncProperty(faults, async ({ verb, native, startsOn, reads, commands, commits }) => {
      const rig = new ActionRig();
      const startedAt = performance.now();
      let seen: "on" | "off" | null = null;
      let firstSentAt: number | null = null;
      rig.bmc.powerState = startsOn ? "on" : "off";
      rig.bmc.onRead = async (what) => {
        const { value } = reads.next();
        if (value === "fails") throw failure("no-answer");
        await new Promise((resolve) => setTimeout(resolve, value));
        if (what === "chassis") seen = rig.bmc.powerState;
      };
      rig.bmc.onControl = (sent) => {
        firstSentAt ??= performance.now();
        const { works, answer } = commands.next().value;
        if (works && answer !== "completion-code" && sent !== "nmi" && sent !== "reset") {
          rig.bmc.powerState = sent === "on" || sent === "cycle" ? "on" : "off";
        }
        if (answer) throw failure(answer);
      };
      rig.onCommit = () => {
        if (!commits.next().value) throw new UnavailableError("database is gone");
      };

      const { id } = await rig.services.power(rig.as("operator"), "h1", { verb, native });
      await vi.advanceTimersByTimeAsync(1_200_000);
      const action = rig.action(id);

      const safeCycle = verb === "cycle" && !native;
      expect(rig.bmc.sent.length).toBeLessThanOrEqual(safeCycle ? 2 : 1);
      if (safeCycle) expect(["", "off", "off,on"]).toContain(rig.bmc.sent.join());
      if (firstSentAt !== null) expect(firstSentAt - startedAt).toBeLessThanOrEqual(30_000);
      expect(rig.claimedBy).toBeNull();
      if (action.status === "refused" && !safeCycle) {
        expect(rig.bmc.sent.length === 0 || action.failure !== null).toBe(true);
      }
      if (action.finished && action.status === "confirmed") {
        if (verb === "on" || safeCycle) expect(seen).toBe("on");
        if (verb === "off" || verb === "soft-off") expect(seen).toBe("off");
        expect(verb).not.toBe("reset");
        expect(verb).not.toBe("nmi");
      }
      if (action.finished) expect(rig.audit.map((line) => line.outcome)).not.toContain("intent");

      // What the database lost is brought to an end by the next start, without another datagram.
      const sent = rig.bmc.sent.length;
      rig.onCommit = () => {};
      rig.bmc.onRead = () => {};
      const recovering = rig.engine.recover();
      await vi.advanceTimersByTimeAsync(120_000);
      await recovering;
      expect(rig.action(id).finished).toBe(true);
      expect(rig.bmc.sent.length).toBe(sent);
    }),
    { numRuns: 400 },
  );
}, 30_000);
