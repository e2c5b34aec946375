import type { ConsoleServerMessage } from "@/lib/contracts/console";
import type { KeepTyped } from "@/server/services/consoles/typed-keeper";
import type { ViewerConnection } from "./viewer-feed";

export type ConsoleAuditAction =
  | "open"
  | "close"
  /** Got the keyboard, by asking or taking. */
  | "claim"
  | "hand-over"
  /** Took the console from somebody outside. */
  | "take-over"
  | "break"
  /** How much was typed, and when. */
  | "typed";

/** Somebody who wants to watch, and perhaps type. */
export interface ViewerRequest {
  readonly id: string;
  /** As the other viewers see it. */
  readonly name: string;
  readonly canWrite: boolean;
  /** Joins from a terminal rather than a browser. */
  readonly terminal: boolean;
  /** Gets the keyboard only when asking for it, although nobody has it. */
  readonly looks?: boolean;
  readonly connection: ViewerConnection;
  /** Takes what he types; without, or null, that is not kept. */
  readonly keepTyped?: KeepTyped | null;
  /** Commits to the audit before the action is done; a rejection forbids it. */
  audit(action: ConsoleAuditAction, detail: string): Promise<void>;
}

/** What an attached viewer can do. Everything forbidden or impossible is answered with a `refused` message. */
export interface AttachedViewer {
  /** At most 4096 bytes. */
  type(bytes: Uint8Array): void;
  sendBreak(): Promise<void>;
  takeKeyboard(reason: string): Promise<void>;
  askKeyboard(reason: string): Promise<void>;
  handOver(viewerId: string): Promise<void>;
  decline(viewerId: string): void;
  releaseKeyboard(): Promise<void>;
  takeOver(reason: string): Promise<void>;
  reconnect(): void;
  detach(): void;
}

export type Refusal = Extract<ConsoleServerMessage, { type: "refused" }>["reason"];
