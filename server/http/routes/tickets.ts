import { Ticket, TicketRequest } from "@/lib/contracts/live";
import { issueTicket } from "@/server/services/access/issue-ticket";
import { type Api, type ApiServices, answers } from "../api";
import { callerOf, contextOf } from "../caller";

export function ticketRoutes(api: Api, services: ApiServices): void {
  api.post(
    "/ws-tickets",
    {
      config: { access: "authenticated" },
      schema: {
        tags: ["live"],
        description: "A single-use ticket, sent as the WebSocket subprotocol lightsout.ticket.<ticket>.",
        body: TicketRequest,
        response: answers(Ticket),
      },
    },
    async (request) => ({
      ticket: await issueTicket(services, contextOf(request), callerOf(request).loginId, request.body),
    }),
  );
}
