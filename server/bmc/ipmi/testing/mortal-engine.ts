import { defaultIpmiSettings } from "@/lib/contracts/ipmi-login";
import type { Clock, DatagramNetwork, DatagramTransport, Endpoint } from "@/server/ipmi";
import { SeededEntropy } from "@/server/ipmi/testing/seeded-entropy";
import type { Bmc, BmcDriver, BmcTarget } from "../../capabilities";
import { ipmiDriver } from "../driver";
import { SessionLedger } from "../session-ledger";
import type { OpenSession, SessionMemory } from "../session-notes";

/** How to enter a simulated BMC, wherever it is. */
export const loginTarget = {
  username: "admin",
  password: "correct horse",
  bmcKey: null,
  guid: null,
  signs: null,
  cipherSuite: null,
  ipmi: defaultIpmiSettings,
  known: null,
} satisfies Partial<BmcTarget>;

/** A table of sessions that outlives engines. Writing takes a millisecond, and what was not written when an engine dies is not there. */
export class SurvivingMemory {
  readonly rows = new Map<string, OpenSession>();

  note(session: OpenSession): void {
    this.rows.set(key(session), session);
  }

  of(clock: Clock): SessionMemory {
    const afterwards = (write: () => void) =>
      new Promise<void>((resolve) => {
        clock.setTimeout(() => {
          write();
          resolve();
        }, 1);
      });
    return {
      list: async () => [...this.rows.values()],
      add: (sessions) =>
        afterwards(() => {
          for (const session of sessions) this.note(session);
        }),
      remove: (sessions) =>
        afterwards(() => {
          for (const session of sessions) this.rows.delete(key(session));
        }),
    };
  }
}

function key({ address, port, bmcSessionId }: OpenSession): string {
  return `${address}|${port}|${bmcSessionId}`;
}

export interface MortalEngineOptions {
  readonly clock: Clock;
  readonly network: DatagramNetwork;
  readonly memory: SurvivingMemory;
  readonly target: Endpoint & Partial<BmcTarget>;
  readonly seed: number;
}

/** The part of the engine that holds sessions, in a process that can be killed: nothing of it runs or is sent any more. */
export class MortalEngine {
  readonly driver: BmcDriver;
  readonly target: BmcTarget;
  readonly #ledger: SessionLedger;
  #alive = true;

  constructor({ clock, network, memory, target, seed }: MortalEngineOptions) {
    const mortalClock = this.#mortalClock(clock);
    this.#ledger = new SessionLedger({
      memory: memory.of(mortalClock),
      clock: mortalClock,
      failed: (error) => {
        throw error;
      },
    });
    this.driver = ipmiDriver({
      network: this.#mortalNetwork(network),
      clock: mortalClock,
      entropy: new SeededEntropy(seed),
      resolve: async (name) => [name],
      now: () => new Date(0),
      sessions: this.#ledger,
    });
    this.target = { ...loginTarget, ...target };
  }

  async start(): Promise<Bmc> {
    await this.#ledger.load();
    return this.driver.open(this.target);
  }

  /** kill -9 */
  kill(): void {
    this.#alive = false;
  }

  #mortalClock(clock: Clock): Clock {
    return {
      now: () => clock.now(),
      setTimeout: (callback, delayMs) => clock.setTimeout(() => this.#alive && callback(), delayMs),
      clearTimeout: (handle) => clock.clearTimeout(handle),
    };
  }

  #mortalNetwork(network: DatagramNetwork): DatagramNetwork {
    return {
      connect: async (remote) => {
        const transport = await network.connect(remote);
        const mortal: DatagramTransport = {
          ...transport,
          send: (datagram) => {
            if (this.#alive) transport.send(datagram);
          },
          onDatagram: (listener) => transport.onDatagram((datagram) => this.#alive && listener(datagram)),
        };
        return mortal;
      },
    };
  }
}
