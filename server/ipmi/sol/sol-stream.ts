import type { Clock } from "../clock";
import { IpmiError } from "../errors";
import type { PayloadLink } from "../session/session-info";
import type { SolError } from "./sol-error";
import type { SolLimits } from "./sol-limits";
import {
  decodeSolPacket,
  encodeSolPacket,
  SOL_HEADER_BYTES,
  SolOperation,
  type SolPacket,
  SolStatus,
} from "./sol-packet";
import { SolReceiver, type SolReceiverEvents } from "./sol-receiver";
import { SolSender } from "./sol-sender";

export interface SolStreamEvents extends SolReceiverEvents {
  /** The BMC refuses characters for now, or takes them again. */
  inputHeld(held: boolean): void;
  /** The last `bytes` typed may or may not have reached the host; they are not typed again. */
  inputUncertain(bytes: number): void;
  /** Once, last. `closed`: by us. `taken`: another session has the payload. `lost`: session or BMC gone. */
  end(reason: SolEndReason, error: IpmiError | null): void;
}

export type SolEndReason = "closed" | "taken" | "lost";

export interface SolStreamPort {
  readonly link: Pick<PayloadLink, "send" | "onPayload">;
  readonly clock: Clock;
  readonly limits: SolLimits;
  /** Bytes of a payload to the BMC, header included. */
  readonly payloadBytes: number;
  /** Asks the BMC whether the payload is still ours; ends the stream when not. False when it does not answer. Never rejects. */
  checkOwner(): Promise<boolean>;
  /** The BMC says that SOL is deactivated. */
  deactivated(): void;
  /** The BMC takes no more: the payload needs to be activated anew. */
  unresponsive(error: SolError): void;
}

/** The two directions of an active SOL payload. Knows nothing of activation; ends when told to. */
export class SolStream {
  private readonly receiver: SolReceiver;
  private readonly sender: SolSender;
  private ended = false;

  constructor(
    private readonly port: SolStreamPort,
    private readonly events: SolStreamEvents,
  ) {
    this.receiver = new SolReceiver(events, (packet) => this.send(packet));
    this.sender = new SolSender(
      {
        send: (packet) => this.send(packet),
        pathIsAlive: () => port.checkOwner(),
        held: (held) => events.inputHeld(held),
        uncertain: (bytes) => events.inputUncertain(bytes),
        unresponsive: (error) => port.unresponsive(error),
      },
      port.clock,
      port.limits,
      port.payloadBytes - SOL_HEADER_BYTES,
    );
    port.link.onPayload((payload) => this.receive(payload));
    this.sender.start();
  }

  /** Resolves when the BMC has acknowledged the last byte. */
  write(bytes: Uint8Array): Promise<void> {
    return this.sender.type(bytes);
  }

  sendBreak(): Promise<void> {
    return this.sender.operate(SolOperation.GenerateBreak);
  }

  /** Drops characters on their way: to the host (`inbound`), from it (`outbound`). */
  flush(direction: "inbound" | "outbound"): Promise<void> {
    return this.sender.operate(
      direction === "inbound" ? SolOperation.FlushInbound : SolOperation.FlushOutbound,
    );
  }

  end(reason: SolEndReason, error: IpmiError | null): void {
    if (this.ended) return;
    this.stop(error ?? new IpmiError("closed", "the console was closed"));
    this.events.end(reason, error);
  }

  /** Gives up without a word, for another stream that goes on: what is under way is uncertain, what waits is rejected. */
  stop(error: IpmiError): void {
    this.ended = true;
    this.sender.close(error);
  }

  private receive(payload: Buffer): void {
    if (this.ended) return;
    if (payload.length < SOL_HEADER_BYTES) {
      // Some BMCs send a stump when another session deactivates the payload.
      void this.port.checkOwner();
      return;
    }
    const packet = decodeSolPacket(payload);
    this.receiver.receive(packet);
    this.sender.receive(packet);
    if (packet.operation & SolStatus.Deactivated) this.port.deactivated();
  }

  private send(packet: SolPacket): void {
    this.port.link.send(encodeSolPacket(packet));
  }
}
