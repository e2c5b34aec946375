import { expect, test } from "vitest";
import { createIpmiClient } from "../client";
import type { Clock, TimerHandle } from "../clock";
import { getDeviceId } from "../commands/app/get-device-id";
import { IpmiError } from "../errors";
import type { IpmiClient, IpmiClientOptions } from "../ipmi-client";
import { fixture } from "../testing/fixture";
import { SeededEntropy } from "../testing/seeded-entropy";

const SLOTS = 4;
const PEOPLE = 20;
/** BMCs forget a silent session after a minute (IPMI 2.0 §6.12.15). */
const SESSION_TIMEOUT = 60_000;

/** A process that can be killed: afterwards its timers do not fire and it sends nothing. */
class Mortal implements Clock {
  private alive = true;
  readonly client: IpmiClient;

  constructor(
    private readonly clock: Clock,
    options: IpmiClientOptions,
    seed: number,
  ) {
    const network: IpmiClientOptions["network"] = {
      connect: async (remote) => {
        const transport = await options.network.connect(remote);
        return { ...transport, send: (datagram) => this.alive && transport.send(datagram) };
      },
    };
    this.client = createIpmiClient({ ...options, network, clock: this, entropy: new SeededEntropy(seed) });
  }

  kill(): void {
    this.alive = false;
  }

  now(): number {
    return this.clock.now();
  }

  setTimeout(callback: () => void, delayMs: number): TimerHandle {
    return this.clock.setTimeout(() => this.alive && callback(), delayMs);
  }

  clearTimeout(handle: TimerHandle): void {
    this.clock.clearTimeout(handle);
  }
}

/** Asks now and then, for as long as the process lives; refusals are somebody else's subject. */
function user(process: Mortal, clock: Clock, everyMs: number): void {
  const ask = () => {
    process.client.send(getDeviceId, undefined, { budgetMs: 5_000 }).catch((error: unknown) => {
      if (!(error instanceof IpmiError)) throw error;
    });
    process.setTimeout(ask, everyMs);
  };
  clock.setTimeout(ask, everyMs / 2);
}

test("a poller, twenty people and crashes never take more than two of four slots; others always get in", async () => {
  const { clock, bmc, network, options } = fixture({ seed: 7, bmc: { sessionLimit: SLOTS } });
  let seed = 100;
  let most = 0;
  let strangersIn = 0;
  // With each datagram, so that no session is too short to be counted.
  network.rule = () => {
    most = Math.max(most, bmc.activeSessions() - strangersIn);
    return "pass";
  };
  const born = () => {
    const process = new Mortal(clock, options, seed++);
    for (let person = 0; person <= PEOPLE; person++) user(process, clock, 900 + person * 370);
    return process;
  };
  let process = born();
  let strangers = 0;
  for (let crash = 0; crash < 12; crash++) {
    for (let second = 0; second < SESSION_TIMEOUT / 1_000 + 5; second += 5) {
      await clock.advance(5_000);
      const stranger = createIpmiClient({ ...options, entropy: new SeededEntropy(seed++) });
      strangersIn = 1;
      await clock.run(stranger.connect({ budgetMs: 5_000 }));
      await clock.run(stranger.close());
      strangersIn = 0;
      strangers++;
    }
    process.kill();
    process = born();
  }
  expect(most).toBe(2);
  expect(strangers).toBeGreaterThan(100);
  await clock.run(process.client.close());
  await clock.advance(SESSION_TIMEOUT + 1_000);
  expect(bmc.activeSessions()).toBe(0);
});

test("killed with slots to spare or not, others get in again when the sessions of the dead have timed out", async () => {
  const { clock, bmc, options } = fixture({ seed: 8, bmc: { sessionLimit: SLOTS } });
  for (let seed = 1; seed <= SLOTS; seed++) {
    const process = new Mortal(clock, options, seed);
    await clock.run(process.client.connect());
    process.kill();
  }
  const stranger = createIpmiClient(options);
  await expect(clock.run(stranger.connect({ budgetMs: 5_000 }))).rejects.toMatchObject({
    code: "sessions-exhausted",
  });
  await clock.advance(SESSION_TIMEOUT + 1_000);
  stranger.resetLoginFailures();
  expect(await clock.run(stranger.connect())).toMatchObject({ cipherSuite: 17 });
  expect(bmc.activeSessions()).toBe(1);
});
