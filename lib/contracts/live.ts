import { z } from "zod";
import { Action } from "./action";
import { HostSummary } from "./host";

/** GET /ws/live, server to browser. The browser sends nothing. */
export const LiveMessage = z.discriminatedUnion("type", [
  z.object({ type: z.literal("host"), host: HostSummary }),
  z.object({ type: z.literal("host-removed"), id: z.string() }),
  /** New sensor values / events are there to be fetched. */
  z.object({ type: z.literal("sensors"), hostId: z.string() }),
  z.object({ type: z.literal("events"), hostId: z.string() }),
  z.object({ type: z.literal("action"), action: Action }),
]);
export type LiveMessage = z.infer<typeof LiveMessage>;

/** A single-use ticket, 30 s, sent as the WebSocket subprotocol `lightsout.ticket.<ticket>` beside `lightsout.v1`. */
export const TicketRequest = z.discriminatedUnion("purpose", [
  z.strictObject({ purpose: z.literal("live") }),
  z.strictObject({ purpose: z.literal("console"), hostId: z.string() }),
]);
export const Ticket = z.object({ ticket: z.string() });
