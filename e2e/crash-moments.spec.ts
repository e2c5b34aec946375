import { expect, test } from "@playwright/test";
import type { PowerVerb } from "@/lib/contracts/action";
import type { AuditEntry } from "@/lib/contracts/audit";
import { SeededEntropy } from "@/server/ipmi/testing/seeded-entropy";
import { buildBareEngine } from "./fixtures/bare-engine/build";
import type { ChassisAction } from "./fixtures/ipmi-sim";
import { Lab } from "./fixtures/lab";

const KILLS = 50;
const SEED = Number(process.env.CRASH_SEED ?? 1);
/** A datagram that had left before the kill is carried out in this time; nothing runs that could send another one. */
const UNDER_WAY_MS = 400;
/** Most of what an action does happens early; a safe cycle waits between off and on. */
const LONGEST_LIFE_MS = 1_500;

/** What each verb makes the simulated chassis do, at the most and in this order. */
const operations: Readonly<Record<string, readonly string[]>> = {
  on: ["power 1"],
  off: ["power 0"],
  reset: ["reset 1"],
  "soft-off": ["shutdown 1"],
  cycle: ["power 0", "power 1"],
};

/** A minute until the BMC has forgotten them, and the poller's pause. */
const CUT_LOGINS_MS = 180_000;

/** One action and the end of the engine in the middle of it. */
interface Crash {
  readonly verb: PowerVerb;
  readonly lifeMs: number;
  readonly askedAt: number;
  readonly killedAt: number;
  /** What the BMC was made to do before. */
  readonly done: readonly ChassisAction[];
}

test("kill -9 at fifty random moments: nothing is done late, twice, or without standing in the audit", async () => {
  test.setTimeout(900_000);
  console.log(`crash moments with seed ${SEED}`);
  const random = new SeededEntropy(SEED);
  const program = await buildBareEngine();
  const lab = await Lab.start({ address: "127.2.48.11", host: "moments", program });
  try {
    const crashes: Crash[] = [];
    for (let kill = 0; kill < KILLS; kill++) {
      crashes.push(await crash(lab, random));
      await lab.engine.start();
    }
    const total = lab.simulator.actions();
    expect(total).toEqual(crashes.flatMap(({ done }) => done));
    const actions = async () => (await lab.admin.audit()).filter(({ action }) => action.startsWith("power."));
    check(crashes, await actions());
    await untilReached(lab);
    // Nor could it be read before what came of the last actions.
    const open = async () => (await actions()).filter(({ outcome }) => outcome === "intent");
    await expect.poll(open, { timeout: CUT_LOGINS_MS }).toEqual([]);
    // Whatever a restarted engine might still have had in mind, it had time for.
    await new Promise((resolve) => setTimeout(resolve, 6_000));
    expect(lab.simulator.actions()).toEqual(total);
    // Kills that always came too early or too late would prove nothing.
    const audit = await actions();
    const cut = audit.filter(({ outcome }) => outcome === "unknown").length;
    console.log(
      `${KILLS} kills, ${audit.length} actions in the audit, ${total.length} operations, ${cut} cut short`,
    );
    expect(total.length).toBeGreaterThan(KILLS / 4);
    expect(cut).toBeGreaterThan(0);
  } finally {
    await lab.stop();
  }
});

/** A login that a kill cut short may be a session of ours for a minute: until then the BMC is left alone. */
async function untilReached(lab: Lab): Promise<void> {
  const contact = async () => (await lab.admin.host(lab.host)).contact.state;
  await expect.poll(contact, { timeout: CUT_LOGINS_MS, intervals: [200] }).toBe("online");
}

async function crash(lab: Lab, random: SeededEntropy): Promise<Crash> {
  await untilReached(lab);
  const before = lab.simulator.actions().length;
  const running = (await lab.simulator.power()) === "on";
  const verbs: readonly PowerVerb[] = running ? ["reset", "cycle", "off", "soft-off", "reset"] : ["on"];
  const verb = verbs[Math.floor(random.fraction() * verbs.length)] ?? "on";
  const lifeMs = Math.round(random.fraction() ** 2 * LONGEST_LIFE_MS);
  const askedAt = Date.now();
  const asked = lab.admin.http.post(`/api/v1/hosts/${lab.host}/power`, { data: { verb } }).catch(() => null);
  await new Promise((resolve) => setTimeout(resolve, lifeMs));
  await lab.engine.kill();
  const killedAt = Date.now();
  await asked;
  await new Promise((resolve) => setTimeout(resolve, UNDER_WAY_MS));
  const done = lab.simulator.actions().slice(before);
  return { verb, lifeMs, askedAt, killedAt, done };
}

/** What was done in a crash is the beginning of what its verb does, and the audit has a row from before it. */
function check(crashes: readonly Crash[], audit: readonly AuditEntry[]): void {
  for (const [number, { verb, lifeMs, askedAt, killedAt, done }] of crashes.entries()) {
    const label = `crash ${number + 1}, ${verb} after ${lifeMs} ms`;
    const operated = done.map(({ operation }) => operation);
    expect(operations[verb]?.slice(0, operated.length), label).toEqual(operated);
    const rows = audit.filter(({ at }) => Date.parse(at) >= askedAt && Date.parse(at) <= killedAt);
    expect([[], [`power.${verb}`]], label).toContainEqual(rows.map(({ action }) => action));
    const [first] = done;
    if (first === undefined) continue;
    expect(rows, `${label}: audit row`).toHaveLength(1);
    expect(Date.parse(rows[0]?.at ?? ""), `${label}: before the datagram`).toBeLessThanOrEqual(first.at);
  }
}
