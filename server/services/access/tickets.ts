import { createHash, randomBytes } from "node:crypto";
import type { z } from "zod";
import type { TicketRequest } from "@/lib/contracts/live";

/** What a ticket is good for, and for whom. */
export type TicketBinding = z.infer<typeof TicketRequest> & {
  readonly userId: string;
  readonly loginId: string;
};

const LIFE_MS = 30_000;
const MAX_OUTSTANDING = 10_000;

interface Outstanding {
  readonly binding: string;
  readonly expiresAt: number;
}

function bindingText(binding: TicketBinding): string {
  const host = binding.purpose === "console" ? binding.hostId : null;
  return JSON.stringify([binding.userId, binding.loginId, binding.purpose, host]);
}

function digest(ticket: string): string {
  return createHash("sha256").update(ticket).digest("base64");
}

/** Single-use tickets for opening a socket: 256 bits, kept as a hash, dead after 30 s. */
export class Tickets {
  /** In the order of issue, so also in the order of death. */
  readonly #outstanding = new Map<string, Outstanding>();

  constructor(private readonly now: () => number = Date.now) {}

  issue(binding: TicketBinding): string {
    this.#forget();
    const ticket = randomBytes(32).toString("base64url");
    this.#outstanding.set(digest(ticket), {
      binding: bindingText(binding),
      expiresAt: this.now() + LIFE_MS,
    });
    return ticket;
  }

  /** True once, for what it was issued for. A ticket shown for something else is spent as well. */
  redeem(ticket: string, binding: TicketBinding): boolean {
    const key = digest(ticket);
    const found = this.#outstanding.get(key);
    this.#outstanding.delete(key);
    return found !== undefined && found.expiresAt > this.now() && found.binding === bindingText(binding);
  }

  #forget(): void {
    for (const [key, { expiresAt }] of this.#outstanding) {
      if (expiresAt > this.now() && this.#outstanding.size < MAX_OUTSTANDING) return;
      this.#outstanding.delete(key);
    }
  }
}
