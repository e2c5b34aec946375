import type { CommandSender } from "../commands/command";
import type { IpmiError } from "../errors";
import type { PayloadLink, SessionInfo } from "./session-info";

/** What a link needs of its session. */
export interface LinkCarrier {
  send(payload: Uint8Array): void;
  detach(): void;
}

/** The session's end of a PayloadLink. */
export class SessionPayloadLink implements PayloadLink {
  private payloadListener: (payload: Buffer) => void = () => {};
  private endListener: (reason: IpmiError | null) => void = () => {};
  private ended: { readonly reason: IpmiError | null } | null = null;

  constructor(
    readonly session: SessionInfo,
    readonly commands: CommandSender,
    private readonly carrier: LinkCarrier,
  ) {}

  send(payload: Uint8Array): void {
    if (this.ended === null) this.carrier.send(payload);
  }

  onPayload(listener: (payload: Buffer) => void): void {
    this.payloadListener = listener;
  }

  onEnd(listener: (reason: IpmiError | null) => void): void {
    this.endListener = listener;
    if (this.ended !== null) listener(this.ended.reason);
  }

  close(): void {
    this.carrier.detach();
    this.end(null);
  }

  deliver(payload: Buffer): void {
    if (this.ended === null) this.payloadListener(payload);
  }

  end(reason: IpmiError | null): void {
    if (this.ended !== null) return;
    this.ended = { reason };
    this.endListener(reason);
  }
}
