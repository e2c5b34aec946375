import type { Clock, TimerHandle } from "../clock";
import { IpmiError } from "../errors";
import { type PayloadLink, PayloadType } from "../session/session-info";
import type { Workaround } from "../session/workarounds";
import { SolActivation } from "./sol-activation";
import { SolError } from "./sol-error";
import { clampPayloadBytes, defaultSolLimits, type SolLimits } from "./sol-limits";
import { type SolEndReason, SolStream, type SolStreamEvents } from "./sol-stream";

/** What is needed of an IpmiClient. */
export interface PayloadOpener {
  openPayload(type: number, limits?: { readonly signal?: AbortSignal }): Promise<PayloadLink>;
}

export interface SolOpenOptions {
  readonly clock: Clock;
  /** Deactivate whoever holds the payload. */
  readonly takeOver: boolean;
  /** Which of the BMC's serial ports, 1–15. Default 1, the only one of nearly every BMC. */
  readonly instance?: number;
  readonly signal?: AbortSignal;
  readonly limits?: Partial<SolLimits>;
  /** Laid down by a person for this BMC: serialalertsdeferred and solpacketseq count; the others about SOL are done for every BMC. */
  readonly workarounds?: readonly Workaround[];
}

/** After SOL was deactivated under us: so often, one second apart, it is looked for a new owner. */
const NEW_OWNER_LOOKS = 3;
const LOOK_MS = 1000;

/**
 * Activates SOL on the client's session and returns the open console. Rejects with SolError when the BMC refuses,
 * with IpmiError when it cannot be reached.
 */
export async function openSolConsole(
  client: PayloadOpener,
  events: SolStreamEvents,
  options: SolOpenOptions,
): Promise<SolConsole> {
  const limits = options.signal === undefined ? {} : { signal: options.signal };
  const link = await client.openPayload(PayloadType.SerialOverLan, limits);
  const deferAlerts = options.workarounds?.includes("serialalertsdeferred") ?? false;
  const activation = new SolActivation(link, options.clock, { instance: options.instance, deferAlerts });
  try {
    const { inboundBytes } = await activation.activate(options);
    const console = new SolConsole(link, activation, events, options, clampPayloadBytes(inboundBytes));
    await console.learnOwner();
    return console;
  } catch (error) {
    await releaseAfterFailure(link, activation, error);
    throw error;
  }
}

/** A request that was given up may still have been carried out. */
async function releaseAfterFailure(
  link: PayloadLink,
  activation: SolActivation,
  error: unknown,
): Promise<void> {
  const refused = error instanceof SolError;
  try {
    if (!refused && (await activation.owner()) === link.session.bmcSessionId) await activation.deactivate();
  } catch (release) {
    if (!(release instanceof IpmiError)) throw release;
  } finally {
    link.close();
  }
}

/** An active SOL payload: the stream, and the watch over whose it is. */
export class SolConsole {
  private stream: SolStream;
  private readonly clock: Clock;
  private readonly limits: SolLimits;
  private timer: TimerHandle | null = null;
  private ended = false;
  private checking: Promise<boolean> | null = null;
  /** What the BMC says the owner is when it is us; null when it cannot say. */
  private ourId: number | null = null;
  private silence: TimerHandle | null = null;
  private reactivating = false;

  constructor(
    private readonly link: PayloadLink,
    private readonly activation: SolActivation,
    private readonly events: SolStreamEvents,
    { clock, limits, workarounds }: SolOpenOptions,
    payloadBytes: number,
  ) {
    this.clock = clock;
    const typesAgainWhenStuck = workarounds?.includes("solpacketseq") ?? false;
    this.limits = { ...defaultSolLimits, typesAgainWhenStuck, ...limits };
    this.stream = this.newStream(payloadBytes);
    link.onEnd((reason) => this.end("lost", reason));
    this.scheduleCheck();
  }

  /** Resolves when the BMC has acknowledged the last byte; rejects with SolError when it was not, or may not have been, typed. */
  write(bytes: Uint8Array): Promise<void> {
    return this.stream.write(bytes);
  }

  sendBreak(): Promise<void> {
    return this.stream.sendBreak();
  }

  /** Drops characters on their way: to the host (`inbound`), from it (`outbound`). */
  flush(direction: "inbound" | "outbound"): Promise<void> {
    return this.stream.flush(direction);
  }

  /**
   * The host was switched on, cycled or reset. Some BMCs then lose its serial port: they take characters and bring none
   * (quirk C9). A host that stays silent has SOL activated anew, and the output marked.
   */
  hostRestarted(): void {
    if (this.ended) return;
    this.stopSilence();
    this.silence = this.clock.setTimeout(() => void this.reactivate(), this.limits.silentAfterRestartMs);
  }

  /** Deactivates SOL unless somebody else has it by now. Never rejects. */
  async close(): Promise<void> {
    if (this.ended) return;
    this.end("closed", null);
    await this.release();
  }

  /**
   * Some BMCs name the owner by another number than the session's id, or not at all: what they say right after
   * activation is us.
   */
  async learnOwner(): Promise<void> {
    const owner = await this.activation.owner();
    this.ourId = owner === 0 ? null : owner;
  }

  private newStream(payloadBytes: number): SolStream {
    return new SolStream(
      {
        link: this.link,
        clock: this.clock,
        limits: this.limits,
        payloadBytes,
        checkOwner: () => this.checkOwner(),
        deactivated: () => void this.deactivated(),
        unresponsive: (error) => void this.abandon(error),
      },
      {
        data: (bytes) => {
          this.stopSilence();
          this.events.data(bytes);
        },
        mark: (reason) => this.events.mark(reason),
        inputHeld: (held) => this.events.inputHeld(held),
        inputUncertain: (bytes) => this.events.inputUncertain(bytes),
        end: (reason, error) => this.events.end(reason, error),
      },
    );
  }

  private async reactivate(): Promise<void> {
    this.silence = null;
    if (this.ended || !(await this.checkOwner()) || this.ended) return;
    this.reactivating = true;
    this.stream.stop(new SolError("unresponsive", "serial over LAN is activated anew"));
    try {
      await this.activation.deactivate();
      const { inboundBytes } = await this.activation.activate({ takeOver: false });
      // Closed meanwhile: nothing must stay active.
      if (this.ended) return await this.activation.deactivate();
      await this.learnOwner();
      if (this.ended) return;
      this.events.mark("gap");
      this.stream = this.newStream(clampPayloadBytes(inboundBytes));
    } catch (error) {
      if (!(error instanceof IpmiError)) throw error;
      this.end("lost", error);
      this.link.close();
    } finally {
      this.reactivating = false;
    }
  }

  private stopSilence(): void {
    if (this.silence !== null) this.clock.clearTimeout(this.silence);
    this.silence = null;
  }

  private scheduleCheck(): void {
    this.timer = this.clock.setTimeout(() => {
      this.scheduleCheck();
      void this.checkOwner();
    }, this.limits.ownerCheckMs);
  }

  /** Ends the stream when SOL is no longer ours. False when the BMC does not answer. */
  private checkOwner(): Promise<boolean> {
    if (this.reactivating) return Promise.resolve(true);
    this.checking ??= this.compareOwner().finally(() => {
      this.checking = null;
    });
    return this.checking;
  }

  private async compareOwner(): Promise<boolean> {
    try {
      const owner = await this.activation.owner();
      if (this.ended || this.ourId === null || owner === null || owner === this.ourId) return !this.ended;
      if (owner === 0) await this.findNewOwner();
      else await this.taken();
      return false;
    } catch (error) {
      if (error instanceof IpmiError) return false;
      throw error;
    }
  }

  private async deactivated(): Promise<void> {
    await this.checkOwner();
    this.endDeactivated();
  }

  /** Who takes SOL over deactivates it first: somebody else's activation may be on its way. */
  private async findNewOwner(): Promise<void> {
    for (let look = 0; look < NEW_OWNER_LOOKS; look++) {
      await this.activation.pause(LOOK_MS);
      const owner = await this.activation.owner();
      if (this.ended) return;
      if (owner !== null && owner !== 0 && owner !== this.ourId) return this.taken();
    }
    this.endDeactivated();
  }

  private async taken(): Promise<void> {
    const holder = await this.activation.holder();
    if (this.ended) return;
    this.end("taken", new SolError("taken", "another session has taken the console over", holder));
    this.link.close();
  }

  private endDeactivated(): void {
    if (this.ended) return;
    this.end("lost", new SolError("deactivated", "the BMC has deactivated serial over LAN"));
    this.link.close();
  }

  private async abandon(error: SolError): Promise<void> {
    this.end("lost", error);
    await this.release();
  }

  private async release(): Promise<void> {
    try {
      const owner = await this.activation.owner();
      if (this.ourId === null || owner === null || owner === this.ourId) await this.activation.deactivate();
    } catch (error) {
      if (!(error instanceof IpmiError)) throw error;
    } finally {
      this.link.close();
    }
  }

  private end(reason: SolEndReason, error: IpmiError | null): void {
    if (this.ended) return;
    this.ended = true;
    if (this.timer !== null) this.clock.clearTimeout(this.timer);
    this.stopSilence();
    if (this.reactivating) this.events.end(reason, error);
    else this.stream.end(reason, error);
  }
}
