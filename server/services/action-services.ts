import type { z } from "zod";
import type {
  Action,
  BmcResetRequest,
  BootRequest,
  EventClearRequest,
  IdentifyRequest,
  PowerRequest,
} from "@/lib/contracts/action";
import type { ServiceContext } from "./context";

/** What HTTP offers of the things done to a host. Each returns as soon as the intent is in the audit. */
export interface ActionServices {
  power(ctx: ServiceContext, hostId: string, request: PowerRequest): Promise<Action>;
  identify(ctx: ServiceContext, hostId: string, request: IdentifyRequest): Promise<Action>;
  setBoot(ctx: ServiceContext, hostId: string, request: BootRequest): Promise<Action>;
  clearEvents(
    ctx: ServiceContext,
    hostId: string,
    request: z.infer<typeof EventClearRequest>,
  ): Promise<Action>;
  resetBmc(ctx: ServiceContext, hostId: string, request: z.infer<typeof BmcResetRequest>): Promise<Action>;
}
