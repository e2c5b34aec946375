import { SeededEntropy } from "../../testing/seeded-entropy";
import { VirtualClock } from "../../testing/virtual-clock";
import { defaultSolLimits, type SolLimits } from "../sol-limits";
import { decodeSolPacket, SOL_HEADER_BYTES, type SolPacket } from "../sol-packet";
import { SolStream } from "../sol-stream";
import { SimulatedSol, type SolPersonality } from "./simulated-sol";

export interface LinkFaults {
  readonly seed: number;
  readonly loss: number;
  /** Extra copies of packets to the BMC; copies to us are dropped by the session's sequence window. */
  readonly duplication: number;
  readonly reordering: number;
  readonly delayMs: number;
}

const perfect: LinkFaults = { seed: 1, loss: 0, duplication: 0, reordering: 0, delayMs: 5 };
const REORDER_DELAY_MS = 60;

/** A SOL stream and a simulated BMC on a virtual clock, and everything that happened to the stream. */
export class SolBench {
  readonly clock = new VirtualClock();
  readonly bmc: SimulatedSol;
  readonly stream: SolStream;
  readonly output: Buffer[] = [];
  readonly marks: { reason: string; offset: number }[] = [];
  readonly held: boolean[] = [];
  readonly uncertain: number[] = [];
  readonly ends: string[] = [];
  readonly sent: SolPacket[] = [];
  ownerChecks = 0;
  deactivations = 0;
  /** Whether the BMC answers the owner check. */
  alive = true;
  /** Decides about single packets before the faults do. */
  drop: (packet: SolPacket, direction: "to-bmc" | "to-us") => boolean = () => false;
  private readonly random: SeededEntropy;
  faults: LinkFaults;
  private offset = 0;

  constructor(
    personality: SolPersonality,
    options: { faults?: Partial<LinkFaults>; limits?: Partial<SolLimits>; payloadBytes?: number } = {},
  ) {
    this.faults = { ...perfect, ...options.faults };
    this.random = new SeededEntropy(this.faults.seed);
    let deliver: (payload: Buffer) => void = () => {};
    this.bmc = new SimulatedSol(this.clock, personality, (payload) =>
      this.carry(payload, "to-us", (arrived) => deliver(arrived)),
    );
    this.stream = new SolStream(
      {
        link: {
          send: (payload) => {
            this.sent.push(decodeSolPacket(payload));
            this.carry(Buffer.from(payload), "to-bmc", (arrived) => this.bmc.receive(arrived));
          },
          onPayload: (listener) => {
            deliver = listener;
          },
        },
        clock: this.clock,
        limits: { ...defaultSolLimits, ...options.limits },
        payloadBytes: options.payloadBytes ?? 255,
        checkOwner: async () => {
          this.ownerChecks += 1;
          return this.alive;
        },
        deactivated: () => {
          this.deactivations += 1;
        },
        unresponsive: (error) => this.stream.end("lost", error),
      },
      {
        data: (bytes) => {
          this.output.push(bytes);
          this.offset += bytes.length;
        },
        mark: (reason) => this.marks.push({ reason, offset: this.offset }),
        inputHeld: (held) => this.held.push(held),
        inputUncertain: (bytes) => this.uncertain.push(bytes),
        end: (reason) => this.ends.push(reason),
      },
    );
  }

  get received(): Buffer {
    return Buffer.concat(this.output);
  }

  get typed(): Buffer {
    return Buffer.concat(this.bmc.typed);
  }

  /** Lets time pass until the BMC has nothing more to send, or the stream has ended. */
  async drain(limitMs = 36_000_000): Promise<void> {
    for (const end = this.clock.now() + limitMs; !this.bmc.idle && this.clock.now() < end; ) {
      if (this.ends.length > 0) return this.bmc.stop();
      await this.clock.advance(1000);
    }
  }

  /** A bench whose stream has sent its opening packet and was answered. */
  static async opened(...parameters: ConstructorParameters<typeof SolBench>): Promise<SolBench> {
    const bench = new SolBench(...parameters);
    await bench.clock.advance(20);
    bench.sent.length = 0;
    return bench;
  }

  /** Packets to the BMC that carry a number, not mere acknowledgements. */
  get numbered(): SolPacket[] {
    return this.sent.filter((packet) => packet.sequence !== 0);
  }

  private carry(payload: Buffer, direction: "to-bmc" | "to-us", deliver: (payload: Buffer) => void): void {
    if (payload.length >= SOL_HEADER_BYTES && this.drop(decodeSolPacket(payload), direction)) return;
    const copies = direction === "to-bmc" && this.random.fraction() < this.faults.duplication ? 2 : 1;
    for (let copy = 0; copy < copies; copy++) {
      if (this.random.fraction() < this.faults.loss) continue;
      const late = this.random.fraction() < this.faults.reordering ? REORDER_DELAY_MS : 0;
      this.clock.setTimeout(() => deliver(payload), this.faults.delayMs + late);
    }
  }
}

export function patternBytes(length: number, seed: number): Buffer {
  return new SeededEntropy(seed).bytes(length);
}
