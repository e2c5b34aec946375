import { describe, expect, test } from "vitest";
import { closeSession } from "@/server/ipmi/commands/app/close-session";
import { CompletionCode } from "@/server/ipmi/message/completion-code";
import { SeededEntropy } from "@/server/ipmi/testing/seeded-entropy";
import type { NetworkFaults } from "@/server/ipmi/testing/virtual-network";
import { createMachine } from "@/server/simulator/machine/create-machine";
import type { Personality } from "@/server/simulator/personality";
import { dell } from "@/server/simulator/profiles/dell";
import { refuse } from "@/server/simulator/protocol/reply";
import { simulatorBench } from "@/server/simulator/testing/simulator-bench";
import { BmcError } from "../bmc-error";
import type { Bmc } from "../capabilities";
import { ipmiDriver } from "./driver";
import { SessionLedger } from "./session-ledger";
import { loginTarget, MortalEngine, SurvivingMemory } from "./testing/mortal-engine";

const SLOTS = 4;
const OURS = 2;

/** When a BMC has ended a session that nobody uses, and nobody waits for it any more. */
const EXPIRY_MS = 70_000;

/** Of Close Session (IPMI 2.0 §22.19). */
const NO_SUCH_SESSION = 0x87;

const closesNothing: Personality = {
  name: "closes-own-session-only",
  seenOn: "this test",
  summary: "The session of somebody else is closed for nobody.",
  instead: ({ netFn, command, data, session }) =>
    netFn === closeSession.netFn && command === closeSession.command && session && data.length > 0
      ? refuse(CompletionCode.InsufficientPrivilege)
      : null,
};

/** A simulated BMC of four slots, and engines that live and die before it with one memory. */
function stage(options: { personalities?: readonly Personality[]; faults?: Partial<NetworkFaults> } = {}) {
  const bench = simulatorBench({
    machine: (clock) =>
      createMachine({
        profile: dell,
        seed: 1,
        clock,
        now: () => 1_767_225_600_000 + clock.now(),
        user: "admin",
        password: "correct horse",
      }),
    traits: { sessionSlots: SLOTS },
    ...options,
  });
  const { clock, network, bmc, machine } = bench;
  const memory = new SurvivingMemory();
  const seen = { most: 0 };
  // After every datagram, for nothing else opens or ends a session.
  network.rule = () => {
    seen.most = Math.max(seen.most, bmc.sessionCount());
    return "pass";
  };
  const guid = machine.guid.toString("hex");
  let engines = 0;
  const engine = () =>
    new MortalEngine({ clock, network, memory, target: { ...bmc.endpoint, guid }, seed: 100 + engines++ });
  return { ...bench, memory, seen, engine };
}

/** "ok", or the code of the failure. */
async function outcome(call: Promise<unknown>): Promise<string> {
  try {
    await call;
    return "ok";
  } catch (error) {
    if (error instanceof BmcError) return error.failure.code;
    throw error;
  }
}

/** Another program's login: opens, asks and closes. */
async function othersLogin({ clock, another }: Pick<ReturnType<typeof stage>, "clock" | "another">) {
  const other = another();
  const session = await clock.run(other.connect());
  await clock.run(other.close());
  return session.privilege;
}

describe("a BMC of four slots, a poller, twenty people and an engine that is killed again and again", () => {
  test.each<[string, Partial<NetworkFaults>]>([
    ["on a good network", {}],
    ["at 5 % loss", { loss: 0.05, jitter: 20 }],
  ])("%s: never more than two sessions of ours, and another client gets in", async (_network, faults) => {
    const given = stage({ faults });
    const { clock, bmc, seen, engine } = given;
    const random = new SeededEntropy(7);
    let polls = 0;
    let answers = 0;
    const living = { engine: engine() };

    const poller = async (mine: MortalEngine, opened: Bmc) => {
      while (living.engine === mine) {
        if ((await outcome(opened.power.chassis({ budgetMs: 10_000 }))) === "ok") polls++;
        await new Promise<void>((resolve) => clock.setTimeout(resolve, 5_000));
      }
    };
    const person = async (mine: MortalEngine, opened: Bmc, number: number) => {
      const events = { data() {}, mark() {}, inputHeld() {}, inputUncertain() {}, end() {} };
      const wants = [
        () => opened.power.chassis(),
        () => opened.identify(),
        () => mine.driver.testConnection(mine.target, { running() {}, ok() {} }, { budgetMs: 20_000 }),
        () => opened.console.open(events, { takeOver: true }),
      ];
      while (living.engine === mine) {
        await new Promise<void>((resolve) => clock.setTimeout(resolve, random.fraction() * 8_000));
        if (living.engine !== mine) return;
        const want = wants[(number + Math.floor(random.fraction() * wants.length)) % wants.length];
        if (want && (await outcome(want())) === "ok") answers++;
      }
    };

    for (let life = 0; life < 15; life++) {
      const mine = living.engine;
      const opened = await clock.run(mine.start());
      void poller(mine, opened);
      for (let number = 0; number < 20; number++) void person(mine, opened, number);
      // Some die in the middle of their first login, others after a minute and a half.
      await clock.advance(life % 3 === 0 ? Math.floor(random.fraction() * 40) : random.fraction() * 90_000);
      living.engine = engine();
      mine.kill();
      seen.most = Math.max(seen.most, bmc.sessionCount());
      const { most } = seen;
      expect(await othersLogin(given)).toBe(4);
      seen.most = most;
    }
    expect(seen.most).toBe(OURS);
    expect(polls).toBeGreaterThan(20);
    expect(answers).toBeGreaterThan(80);
  });
});

describe("after a crash", () => {
  /** One engine logs in and is killed; the next one does, too. */
  async function crash(given: ReturnType<typeof stage>) {
    const { clock, engine } = given;
    const first = engine();
    await clock.run((await clock.run(first.start())).identify());
    first.kill();
    const second = engine();
    const bmc = await clock.run(second.start());
    return { second, bmc };
  }

  test("the session left behind is closed before anything else is asked", async () => {
    const given = stage();
    const { bmc } = await crash(given);
    await given.clock.run(bmc.identify());
    expect(given.bmc.sessionCount()).toBe(1);
    await given.clock.advance(10);
    expect(given.memory.rows.size).toBe(1);
  });

  test("a BMC that lets nobody close another session: one more is opened, and the next when the first has expired", async () => {
    const given = stage({ personalities: [closesNothing] });
    const { clock, engine, seen, memory } = given;
    const { second, bmc } = await crash(given);
    expect(await clock.run(outcome(bmc.identify()))).toBe("ok");
    second.kill();
    const third = engine();
    const later = await clock.run(third.start());
    expect(await clock.run(outcome(later.identify({ budgetMs: 20_000 })))).toBe("sessions-exhausted");
    await clock.advance(EXPIRY_MS);
    expect(await clock.run(outcome(later.identify()))).toBe("ok");
    expect(seen.most).toBe(OURS);
    await clock.advance(EXPIRY_MS);
    expect(memory.rows.size).toBe(1);
  });

  test("a session that took the id of ours is another client's, and stays", async () => {
    const given = stage();
    const { clock, memory, another, bmc, engine } = given;
    const other = another();
    const { bmcSessionId } = await clock.run(other.connect());
    memory.note({ ...bmc.endpoint, bmcSessionId, localPort: 40_000 });
    const opened = await clock.run(engine().start());
    await clock.run(opened.identify());
    expect(bmc.sessionCount()).toBe(2);
    expect(other.session?.bmcSessionId).toBe(bmcSessionId);
  });

  test("what the BMC forgot is not looked for twice", async () => {
    const given = stage();
    const { clock, memory, bmc, engine } = given;
    memory.note({ ...bmc.endpoint, bmcSessionId: 0xdead, localPort: 40_000 });
    const opened = await clock.run(engine().start());
    await clock.run(opened.identify());
    await clock.advance(10);
    expect([...memory.rows.values()].map(({ bmcSessionId }) => bmcSessionId)).not.toContain(0xdead);
  });
});

describe("a session that was closed", () => {
  const answers = (completionCode: number): Personality => ({
    name: "answers-farewells",
    seenOn: "this test",
    summary: "Close Session is answered with one completion code, whatever happens.",
    instead: (request) =>
      request.netFn === closeSession.netFn && request.command === closeSession.command
        ? refuse(completionCode)
        : null,
  });

  async function closed(given: ReturnType<typeof stage>) {
    const { clock, engine, memory } = given;
    const opened = await clock.run(engine().start());
    await clock.run(opened.identify());
    return {
      async close() {
        await clock.run(opened.close());
        await clock.advance(10);
        return memory.rows.size;
      },
    };
  }

  test("is gone once the BMC said so, be it that there is none", async () => {
    for (const personalities of [[], [answers(NO_SUCH_SESSION)]]) {
      const bmc = await closed(stage({ personalities }));
      expect(await bmc.close()).toBe(0);
    }
  });

  test("is possibly open until it has expired when the BMC refused", async () => {
    const given = stage({ personalities: [answers(CompletionCode.InsufficientPrivilege)] });
    expect(await (await closed(given)).close()).toBe(1);
    await given.clock.advance(EXPIRY_MS);
    expect(given.memory.rows.size).toBe(0);
  });

  test("is possibly open until it has expired when the BMC said nothing", async () => {
    const given = stage();
    const bmc = await closed(given);
    given.network.partition(given.bmc.endpoint.address, true);
    expect(await bmc.close()).toBe(1);
    await given.clock.advance(EXPIRY_MS);
    expect(given.memory.rows.size).toBe(0);
  });
});

test("a memory that fails keeps nobody out", async () => {
  const { clock, network, bmc } = stage();
  const failures: unknown[] = [];
  const broken = () => Promise.reject(new Error("the database is away"));
  const ledger = new SessionLedger({
    memory: { list: async () => [], add: broken, remove: broken },
    clock,
    failed: (error) => failures.push(error),
  });
  const entropy = new SeededEntropy(5);
  const driver = ipmiDriver({ network, clock, entropy, resolve: async (name) => [name], sessions: ledger });
  const opened = driver.open({ ...loginTarget, ...bmc.endpoint });
  expect(await clock.run(outcome(opened.identify()))).toBe("ok");
  expect(failures).not.toHaveLength(0);
});

test("a third login waits in line for the second's end", async () => {
  const { clock, engine, seen } = stage();
  const mine = engine();
  const opened = await clock.run(mine.start());
  const test = () => mine.driver.testConnection(mine.target, { running() {}, ok() {} });
  const all = [opened.identify(), test(), test(), test()];
  expect(await Promise.all(all.map((call) => clock.run(outcome(call))))).toEqual(["ok", "ok", "ok", "ok"]);
  expect(seen.most).toBe(OURS);
});
