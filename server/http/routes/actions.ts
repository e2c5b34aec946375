import {
  Action,
  ActionList,
  BmcResetRequest,
  BootRequest,
  EventClearRequest,
  IdentifyRequest,
  PowerRequest,
} from "@/lib/contracts/action";
import { getAction, listActions } from "@/server/services/hosts/read";
import { type Api, type ApiServices, answers, IdParams } from "../api";
import { contextOf } from "../caller";

/** Things done to a host. Each answers with the action as soon as its intent is in the audit; the live socket tells the rest. */
export function actionRoutes(api: Api, services: ApiServices): void {
  const { actions } = services;
  const tags = ["actions"];
  const params = IdParams;
  const response = answers(Action);

  api.post(
    "/hosts/:id/power",
    { config: { access: "power.control" }, schema: { tags, params, body: PowerRequest, response } },
    async (request) => actions.power(contextOf(request), request.params.id, request.body),
  );

  api.post(
    "/hosts/:id/identify",
    { config: { access: "identify.control" }, schema: { tags, params, body: IdentifyRequest, response } },
    async (request) => actions.identify(contextOf(request), request.params.id, request.body),
  );

  api.put(
    "/hosts/:id/boot",
    { config: { access: "boot.control" }, schema: { tags, params, body: BootRequest, response } },
    async (request) => actions.setBoot(contextOf(request), request.params.id, request.body),
  );

  api.post(
    "/hosts/:id/events/clear",
    { config: { access: "events.clear" }, schema: { tags, params, body: EventClearRequest, response } },
    async (request) => actions.clearEvents(contextOf(request), request.params.id, request.body),
  );

  api.post(
    "/hosts/:id/bmc-reset",
    { config: { access: "bmc.reset" }, schema: { tags, params, body: BmcResetRequest, response } },
    async (request) => actions.resetBmc(contextOf(request), request.params.id, request.body),
  );

  api.get(
    "/hosts/:id/actions",
    { config: { access: "host.read" }, schema: { tags, params, response: answers(ActionList) } },
    async (request) => ({
      actions: await listActions(services, contextOf(request), request.params.id),
    }),
  );

  api.get(
    "/actions/:id",
    { config: { access: "host.read" }, schema: { tags, params, response } },
    async (request) => getAction(services, contextOf(request), request.params.id),
  );
}
